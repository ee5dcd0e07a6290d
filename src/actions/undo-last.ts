import type { Answer } from '../domain/answer.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import type { SettingChange } from '../domain/setting-change.ts'
import type { TaughtRecord } from '../domain/taught-layout.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { undoSettings } from './change-settings.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { forgetLearned, takeBackApplication } from './lessons.ts'
import { undoPayeeEdit } from './payees.ts'
import { undoImport } from './statement-uploads.ts'
import { forgetLayout, recallLayout } from './taught-layouts.ts'
import { undoEntry } from './undo-entry.ts'

/** What was undone: an entry taken out, an entry brought back, a change of category, or another answer. */
export type LastUndone =
  | { readonly kind: 'entry'; readonly transactionId: string }
  | { readonly kind: 'void'; readonly transactionId: string | null }
  | { readonly kind: 'category'; readonly transactionId: string | null }
  | { readonly kind: 'answer'; readonly transactionId: string | null }
  /** A taught layout, with as many messages as it had read; or one that had been forgotten, which counts again. */
  | { readonly kind: 'taught'; readonly transactionId: null; readonly messages: number }
  | { readonly kind: 'forgotten'; readonly transactionId: null }
  | { readonly kind: 'import'; readonly transactionId: null; readonly entries: number }
  /** What was learned had been applied to the past. */
  | { readonly kind: 'applied'; readonly transactionId: null; readonly entries: number }
  /** A payee had been named, or merged with another. */
  | { readonly kind: 'payee'; readonly transactionId: null; readonly entries: number }
  /** A change of rules or categories, with how many entries it had moved. */
  | {
      readonly kind: 'settings'
      readonly transactionId: null
      readonly subject: 'rules' | 'categories'
      readonly entries: number
    }
  | { readonly kind: 'nothing' }

/**
 * Undoes the latest thing: the last answer that is not revoked, the last layout that was taught or forgotten, the last import
 * the last change of rules or categories or, when the last booked entry is newer than all of them, that entry.
 * `answerId` is derived from the event that asks.
 */
export function undoLast(
  context: ActionContext,
  { answerId }: { readonly answerId: string },
): Promise<LastUndone | Forbidden> {
  return whenAllowed(context, 'void', async (): Promise<LastUndone | Forbidden> => {
    const [answer] = await context.session.latestAnswers(1)
    const entry = await lastEntry(context)
    const teaching = await lastTeaching(context)
    const isTeachingLast =
      teaching !== null &&
      (answer === undefined || Temporal.Instant.compare(teaching.at, answer.at) >= 0) &&
      (entry === null || !(await isNewer(context, entry, teaching)))
    const [setting] = await context.session.settingChanges(1)
    const isSettingLast =
      setting !== undefined && [answer?.at, teaching?.at, entry && firstStored(entry)].every(isUpTo(setting.at))
    const imported = await context.session.latestReread('import')
    const others = [answer?.at, teaching?.at, entry && firstStored(entry), imported?.at, setting?.at]
    const learned = await undoLearned(context, others)
    if (learned !== null) return learned
    if (isSettingLast && isUpTo(setting.at)(imported?.at)) return takeBackSettings(context, setting)
    if (imported !== null && [answer?.at, teaching?.at, entry && firstStored(entry)].every(isUpTo(imported.at))) {
      const undone = await undoImport(context, { importId: imported.id })
      if (undone.kind === 'forbidden') return undone
      const entries = undone.kind === 'undone' ? undone.transactionIds.length : 0
      return { kind: 'import', transactionId: null, entries }
    }
    if (isTeachingLast) return takeBackTeaching(context, teaching)
    if (entry !== null && (answer === undefined || (await isNewer(context, entry, answer)))) {
      const { id } = entry.transaction
      const change = await undoEntry(context, { transactionId: id, answerId })
      if (change.kind === 'forbidden') return change
      return change.kind === 'done' ? { kind: 'entry', transactionId: id } : { kind: 'nothing' }
    }
    return answer === undefined ? { kind: 'nothing' } : revoke(context, answer)
  })
}

/** Takes back the application of a lesson or the word on a payee that came last, if it came after all of these. */
async function undoLearned(
  context: ActionContext,
  others: readonly (Temporal.Instant | null | undefined)[],
): Promise<LastUndone | Forbidden | null> {
  const applied = await context.session.lastAppliedLesson()
  const [edit] = await context.session.payeeEdits()
  const appliedAt = applied?.appliedAt ?? null
  if (edit !== undefined && [...others, appliedAt].every(isUpTo(edit.at))) {
    const undone = await undoPayeeEdit(context, edit.id)
    if (undone.kind === 'forbidden') return undone
    return { kind: 'payee', transactionId: null, entries: undone.kind === 'changed' ? undone.count : 0 }
  }
  if (applied === null || appliedAt === null || !others.every(isUpTo(appliedAt))) return null
  const undone = await takeBackApplication(context, { transactionId: applied.id, answerId: applied.answerId })
  if (undone.kind === 'forbidden') return undone
  return { kind: 'applied', transactionId: null, entries: undone.kind === 'applied' ? undone.count : 0 }
}

/** Whether an instant is not after another; true of what never was. The rows of an import came just before its end. */
function isUpTo(end: Temporal.Instant): (at: Temporal.Instant | null | undefined) => boolean {
  return (at) => at === null || at === undefined || Temporal.Instant.compare(at, end) <= 0
}

async function lastEntry({ session }: ActionContext): Promise<TransactionDetail | null> {
  const latest = await session.transactionDetails({ limit: LATEST_LOOKED_AT, offset: 0, order: 'booked' })
  // An opening balance is booked by us and rests on no alert of its own: nobody entered it. Messages that were read again are
  // booked together, whenever they came.
  const entered = latest.filter(({ transaction }) => transaction.kind !== 'opening' && transaction.witnesses.length > 0)
  return entered.toSorted((left, right) => compareLatestFirst(firstStored(left), firstStored(right)))[0] ?? null
}

const LATEST_LOOKED_AT = 50

/** When the first alert of an entry came; null for one that no alert tells. */
function firstStored({ alerts }: TransactionDetail): Temporal.Instant | null {
  return alerts.flatMap((alert) => alert.storedAt ?? []).sort(Temporal.Instant.compare)[0] ?? null
}

function compareLatestFirst(left: Temporal.Instant | null, right: Temporal.Instant | null): number {
  return left === null || right === null ? 0 : Temporal.Instant.compare(right, left)
}

async function isNewer(
  { session }: ActionContext,
  entry: TransactionDetail,
  than: { readonly at: Temporal.Instant },
): Promise<boolean> {
  // An entry is as old as its first alert: one that an answer split off, or that was solved again, is not new.
  const since = firstStored(entry) ?? (await session.bookedAt(entry.transaction.id))
  return since !== null && Temporal.Instant.compare(since, than.at) > 0
}

type Teaching = { readonly record: TaughtRecord; readonly at: Temporal.Instant }

/** The layout that was taught or forgotten last. One whose teaching was undone is neither. */
async function lastTeaching({ session }: ActionContext): Promise<Teaching | null> {
  const events = (await session.taughtLayouts()).flatMap((record): Teaching[] => {
    if (record.forgotten === null) return [{ record, at: record.taughtAt }]
    return record.forgotten.because === 'undone' ? [] : [{ record, at: record.forgotten.at }]
  })
  return events.sort((left, right) => Temporal.Instant.compare(right.at, left.at))[0] ?? null
}

async function takeBackTeaching(context: ActionContext, { record }: Teaching): Promise<LastUndone | Forbidden> {
  const layoutId = record.id
  if (record.forgotten !== null) {
    const result = await recallLayout(context, { layoutId })
    if (result.kind === 'forbidden') return result
    return result.kind === 'recalled' ? { kind: 'forgotten', transactionId: null } : { kind: 'nothing' }
  }
  const result = await forgetLayout(context, { layoutId, because: 'undone' })
  if (result.kind === 'forbidden') return result
  const { kind } = result
  return kind === 'forgotten' ? { kind: 'taught', transactionId: null, messages: result.messages } : { kind: 'nothing' }
}

async function takeBackSettings(context: ActionContext, { id }: SettingChange): Promise<LastUndone | Forbidden> {
  const undone = await undoSettings(context, { changeId: id })
  if (undone.kind === 'forbidden') return undone
  if (undone.kind === 'not-possible') return { kind: 'nothing' }
  return { kind: 'settings', transactionId: null, subject: undone.subject, entries: undone.entries }
}

async function revoke(context: ActionContext, answer: Answer): Promise<LastUndone> {
  const { session, actor, clock } = context
  const at = clock.now()
  await session.revokeAnswer(answer.id, at)
  if (answer.kind === 'category') await forgetLearned(context, answer.id)
  await session.addAudit('undo-answer', `answer:${answer.id}`, actor.personId, at)
  await context.pipeline.resolve(answer.on, pipelinePorts(context))
  const [transaction] = await session.transactionsOf(answer.on)
  return { kind: undoneKind(answer), transactionId: transaction?.id ?? null }
}

function undoneKind({ kind }: Answer): 'void' | 'category' | 'answer' {
  switch (kind) {
    case 'void':
    case 'category':
      return kind
    case 'same':
    case 'different':
    case 'transfer':
    case 'not-transfer':
    case 'edit':
    case 'split':
      return 'answer'
    default:
      return assertNever(kind)
  }
}
