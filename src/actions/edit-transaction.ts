import type { AlertKey } from '../domain/alert.ts'
import type { Answer, AnswerContent } from '../domain/answer.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import { readTag } from '../rules/parse-effects.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { checkSplits, type SplitPart } from './edit-transaction-splits.ts'
import { recategorize } from './recategorize.ts'

/** The longest payee, in characters. */
export const PAYEE_LENGTH_MAX = 100
/** The longest note, in characters. */
export const NOTE_LENGTH_MAX = 500
/** The most tags of one transaction. */
export const TAGS_MAX = 20

/**
 * What to change about one entry; what is left out stays. Null, and an empty list of tags or splits, take away: the payee is again
 * what the bank wrote, there is no note and no tag, whatever a rule says, and the category is again what it was without the split.
 */
export type TransactionEdit = {
  readonly categoryId?: string
  readonly payee?: string | null
  readonly note?: string | null
  readonly tags?: readonly string[]
  readonly splits?: readonly SplitPart[] | null
}

/** `answerId` is derived from the event that asks, so that the same event answers once. */
export type EditRequest = { readonly transactionId: string; readonly answerId: string; readonly edit: TransactionEdit }

export type TransactionEdited =
  | { readonly kind: 'edited'; readonly transactionId: string; readonly answerId: string }
  /** What is asked cannot be; the words say what to do. Nothing was changed. */
  | { readonly kind: 'problem'; readonly problem: string }
  /** There is no such entry, it was undone, or it rests on no alert. */
  | { readonly kind: 'not-possible' }

/** Changes one entry by a person's word, anchored on its alerts: no rule and no lesson changes it again. */
export function editTransaction(context: ActionContext, request: EditRequest): Promise<TransactionEdited | Forbidden> {
  return whenAllowed(context, 'edit', async (): Promise<TransactionEdited | Forbidden> => {
    const detail = await editable(context, request.transactionId)
    if (detail === null) return { kind: 'not-possible' }
    const checked = await check(context, detail, request.edit)
    if (checked.kind === 'problem') return checked
    const { id } = detail.transaction
    const { categoryId, splits } = request.edit
    if (categoryId !== undefined) {
      const answerId = partId(context, request.answerId, 'category')
      const done = await recategorize(context, { transactionId: id, categoryId, answerId })
      if (done.kind === 'forbidden') return done
      if (done.kind === 'not-possible') return { kind: 'problem', problem: 'That category does not fit this entry.' }
    }
    if (splits !== undefined && (splits === null || splits.length === 0)) await revoke(context, detail, ['split'])
    await answer(context, detail, request.answerId, checked.answers)
    return { kind: 'edited', transactionId: id, answerId: request.answerId }
  })
}

/** Takes one edit of an entry back. Doing it twice changes nothing. */
export function undoEdit(
  context: ActionContext,
  { transactionId, answerId }: { readonly transactionId: string; readonly answerId: string },
): Promise<
  { readonly kind: 'undone'; readonly transactionId: string } | { readonly kind: 'not-possible' } | Forbidden
> {
  return whenAllowed(context, 'edit', async () => {
    const { session } = context
    const detail = await session.transactionDetail(transactionId)
    if (detail === null) return { kind: 'not-possible' as const }
    const ids = new Set(PARTS.map((part) => partId(context, answerId, part)))
    const answers = await answersOf(context, detail)
    await takeBack(
      context,
      answers.filter(({ id }) => ids.has(id)),
    )
    return { kind: 'undone' as const, transactionId: detail.transaction.id }
  })
}

/** Takes every edit of an entry back: category, payee, note, tags and split are again what alerts, rules and lessons say. */
export function restoreTransaction(
  context: ActionContext,
  { transactionId }: { readonly transactionId: string },
): Promise<
  | { readonly kind: 'restored'; readonly transactionId: string; readonly edits: number }
  | { readonly kind: 'not-possible' }
  | Forbidden
> {
  return whenAllowed(context, 'edit', async () => {
    const detail = await editable(context, transactionId)
    if (detail === null) return { kind: 'not-possible' as const }
    const edits = await revoke(context, detail, ['category', 'split', 'edit'])
    return { kind: 'restored' as const, transactionId: detail.transaction.id, edits }
  })
}

const PARTS = ['edit', 'category', 'split'] as const
type Part = (typeof PARTS)[number]

/** One request may give several answers. */
function partId({ ids }: ActionContext, answerId: string, part: Part): string {
  return ids.id('part of an edit', answerId, part)
}

async function editable({ session }: ActionContext, transactionId: string): Promise<TransactionDetail | null> {
  const detail = await session.transactionDetail(transactionId)
  const { status, witnesses } = detail?.transaction ?? { status: 'void', witnesses: [] }
  return status === 'void' || witnesses.length === 0 ? null : detail
}

type Said = Extract<AnswerContent, { kind: 'edit' | 'split' }>

async function check(
  context: ActionContext,
  detail: TransactionDetail,
  { payee, note, tags, splits }: TransactionEdit,
): Promise<
  | { readonly kind: 'answers'; readonly answers: readonly Said[] }
  | { readonly kind: 'problem'; readonly problem: string }
> {
  const problem = (words: string) => ({ kind: 'problem', problem: words }) as const
  const [name, words] = [payee?.trim(), note?.trim()]
  if (name !== undefined && name.length > PAYEE_LENGTH_MAX)
    return problem(`A payee has ${PAYEE_LENGTH_MAX} characters at most.`)
  if (words !== undefined && words.length > NOTE_LENGTH_MAX)
    return problem(`A note has ${NOTE_LENGTH_MAX} characters at most.`)
  const read = tags?.map((tag) => ({ tag, kept: readTag(tag) }))
  const wrong = read?.find(({ kept }) => kept === null)
  if (wrong !== undefined) return problem(`“${wrong.tag}” is no tag. A tag is one word of letters and digits.`)
  const kept = [...new Set(read?.flatMap((one) => one.kept ?? []) ?? [])]
  if (kept.length > TAGS_MAX) return problem(`An entry has ${TAGS_MAX} tags at most.`)
  const isEdit = payee !== undefined || note !== undefined || tags !== undefined
  const edit: Said[] = isEdit
    ? [
        {
          kind: 'edit',
          ...(payee === undefined ? {} : { payee: name ?? '' }),
          ...(note === undefined ? {} : { note: words ?? '' }),
          ...(tags === undefined ? {} : { tags: kept }),
        },
      ]
    : []
  if (splits === undefined || splits === null || splits.length === 0) return { kind: 'answers', answers: edit }
  const checked = checkSplits(detail, splits, await context.session.categories())
  return checked.kind === 'problem'
    ? checked
    : { kind: 'answers', answers: [...edit, { kind: 'split', parts: checked.parts }] }
}

async function answer(
  context: ActionContext,
  { transaction }: TransactionDetail,
  answerId: string,
  said: readonly Said[],
): Promise<void> {
  if (said.length === 0) return
  const { session, actor, clock, pipeline } = context
  const at = clock.now()
  const on = anchors(transaction.witnesses)
  for (const content of said) {
    const id = partId(context, answerId, content.kind)
    await session.addAnswer({ id, by: actor.personId, at, on, revokedAt: null, ...content })
  }
  await session.addAudit('edit', `transaction:${transaction.id}`, actor.personId, at)
  await pipeline.resolve(on, pipelinePorts(context))
}

function anchors(witnesses: TransactionDetail['transaction']['witnesses']): AlertKey[] {
  return witnesses.map(({ key }) => key)
}

async function revoke(
  context: ActionContext,
  detail: TransactionDetail,
  kinds: readonly Answer['kind'][],
): Promise<number> {
  const answers = (await answersOf(context, detail)).filter(({ kind }) => kinds.includes(kind)).filter(isEditing)
  await takeBack(context, answers)
  return answers.length
}

/** Which account a quick entry is on, and that an entry counts, are no edits of what it says. */
function isEditing(answer: Answer): boolean {
  if (answer.kind !== 'edit') return true
  return answer.payee !== undefined || answer.note !== undefined || answer.tags !== undefined
}

async function answersOf({ session }: ActionContext, { transaction }: TransactionDetail): Promise<Answer[]> {
  const answers = await session.answersOn(anchors(transaction.witnesses))
  return answers.filter(({ revokedAt }) => revokedAt === null)
}

async function takeBack(context: ActionContext, answers: readonly Answer[]): Promise<void> {
  const { session, actor, clock, pipeline } = context
  if (answers.length === 0) return
  const at = clock.now()
  for (const { id, kind } of answers) {
    await session.revokeAnswer(id, at)
    if (kind === 'category') await session.forgetLessonsOf(id, at)
    await session.addAudit('undo-edit', `answer:${id}`, actor.personId, at)
  }
  await pipeline.resolve(
    answers.flatMap(({ on }) => on),
    pipelinePorts(context),
  )
}
