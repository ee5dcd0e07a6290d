import type { ActionContext } from '../actions/context.ts'
import { transactionView } from '../actions/transaction-view.ts'
import { alertKeyText } from '../domain/alert.ts'
import type { Change } from '../domain/plan.ts'
import type { ChatMessageId, LedgerSession } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import { messagePayload } from './replies.ts'
import { receiptScreen } from './views/receipt.ts'

/** Of more than this many changed receipts, the latest are brought up to date; buttons show the rest when asked. */
const EDITS_MAX = 10
/** More changed entries than this are an import, and nobody looks at their old receipts one by one. */
const CHANGED_MAX = 100

/** A session that also tells what its plans changed, in `changes`. */
export function watchChanges(session: LedgerSession): { session: LedgerSession; changes: Change[] } {
  const changes: Change[] = []
  return {
    changes,
    session: {
      ...session,
      applyPlan: (plan, decisions) => {
        changes.push(...plan.changes)
        return session.applyPlan(plan, decisions)
      },
    },
  }
}

/**
 * Edits receipts whose entries these changes changed, quietly and in place: no new message. For every run that a person, a
 * mailbox or a phone caused; not for imports. `edited` is a message that shows its entry's latest state already.
 */
export async function editChangedReceipts(
  context: ActionContext,
  changes: readonly Change[],
  options: { readonly timeZone: string; readonly edited: ChatMessageId | null },
): Promise<void> {
  const { session } = context
  const affected = affectedIds(changes)
  if (affected.size === 0 || affected.size > CHANGED_MAX) return
  const entryOf = await subjectsOf(context, affected)
  const messages = await session.messagesAbout([...entryOf.keys()])
  const due = [...messages]
    .filter(([, message]) => !isOne(message, options.edited))
    .sort(([, left], [, right]) => (left.messageId < right.messageId ? 1 : -1))
    .slice(0, EDITS_MAX)
  for (const [subject, message] of due) {
    const shown = await transactionView(context, entryOf.get(subject) ?? '')
    if (shown.kind !== 'view') continue
    const isOwn = subject === subjectOf(shown.view.id)
    const { chatId, messageId } = message
    const screen = receiptScreen(shown.view, {
      timeZone: options.timeZone,
      // Groups have negative ids.
      showBalance: chatId > 0n,
      ...(isOwn ? {} : { arrival: shown.view.kind === 'transfer' ? 'joined' : 'repeated' }),
    })
    await session.enqueue({
      chatId,
      method: 'editMessageText',
      payload: { message_id: Number(messageId), ...messagePayload(screen) },
      attachment: null,
      subject: subjectOf(shown.view.id),
    })
  }
}

/** Entries whose receipts say something else now: those that changed, and the payments of charges that did. */
function affectedIds(changes: readonly Change[]): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const { before, after } of changes) {
    for (const side of [before, after]) if (side?.kind === 'fee') for (const parent of side.parents) ids.add(parent)
    if (before !== null && before.kind !== 'opening' && !isSameToSee(before, after)) ids.add(before.id)
    if (after !== null && before === null && after.kind !== 'opening') ids.add(after.id)
  }
  return ids
}

/** Messages may stand under the id that any alert of an entry was first booked under, since merged. */
async function subjectsOf(
  { session, ids }: ActionContext,
  affected: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const entryOf = new Map<string, string>()
  for (const id of affected) entryOf.set(subjectOf(id), id)
  for (const { id, witnesses } of await session.transactionsById([...affected])) {
    for (const { key, role } of witnesses) {
      const own = subjectOf(ids.id('transaction', alertKeyText(key)))
      if (role !== 'fee' && !entryOf.has(own)) entryOf.set(own, id)
    }
  }
  return entryOf
}

/** Only another message from the sources it rests on already, or nothing at all. */
function isSameToSee(before: Transaction, after: Transaction | null): boolean {
  if (after === null || before.witnesses.length !== after.witnesses.length) return false
  const shown = ({
    kind,
    status,
    suspectOf,
    payee,
    narration,
    note,
    tags,
    postings,
    occurred,
    categoryReason,
  }: Transaction) =>
    JSON.stringify(
      [
        kind,
        status,
        suspectOf,
        payee,
        narration,
        note,
        tags,
        postings,
        occurred,
        Object.entries(categoryReason ?? {}).sort(),
      ],
      (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
    )
  return shown(before) === shown(after)
}

function subjectOf(transactionId: string): string {
  return `transaction:${transactionId}`
}

function isOne(message: ChatMessageId, other: ChatMessageId | null): boolean {
  return other !== null && message.chatId === other.chatId && message.messageId === other.messageId
}
