import type { ActionContext } from '../../actions/context.ts'
import type { Trace } from '../../actions/ingest-messages.ts'
import type { AlertKey } from '../../domain/alert.ts'
import { type Html, html, lines } from '../views/html.ts'
import { moneyText } from '../views/money.ts'
import { button, type Screen } from '../views/screen.ts'

/** Many texts sent together: the traces of those that went through the pipeline, and how many did not. */
export type TextCounts = { readonly traces: readonly Trace[]; readonly oneTimeCodes: number; readonly talk: number }

/**
 * What became of many texts, in one message: counts, and what came in and went out per currency. `mayTeach`: one that could not
 * be read can be taught here.
 */
export async function summarize(
  actions: ActionContext,
  { traces, oneTimeCodes, talk }: TextCounts,
  mayTeach: boolean,
): Promise<Screen> {
  const texts = traces.length + oneTimeCodes + talk
  const own = traces.flatMap(({ alerts }) => alerts.filter(({ effect }) => effect === 'new' || effect === 'suspect'))
  const booked = new Set(own.map(({ transactionId }) => transactionId))
  const count = (outcome: Trace['outcome']) => traces.filter((trace) => trace.outcome === outcome).length
  const unreadParts = traces.reduce((sum, trace) => sum + trace.unreadParts, 0)
  const text = lines([
    html`<b>I read ${texts} ${texts === 1 ? 'message' : 'messages'}.</b>`,
    html`Booked: ${booked.size}`,
    ...(own.length === 0
      ? []
      : await flowLines(
          actions,
          own.map(({ key }) => key),
        )),
    countLine('Already in your ledger', count('duplicate')),
    countLine('Perhaps repeats', count('suspect'), '⚠'),
    countLine('Not payments', count('not-a-transaction')),
    countLine('One-time codes, not kept', oneTimeCodes),
    countLine('Neither alerts nor entries', talk),
    countLine('Could not be read', count('unrecognized'), '⚠'),
    countLine('Could not be booked', count('error'), '⚠'),
    countLine('Parts of messages not read', unreadParts, '⚠'),
  ])
  const unread = mayTeach ? traces.findLast(({ outcome }) => outcome === 'unrecognized') : undefined
  const teach =
    unread === undefined ? [] : [[button('Teach me the last one', { kind: 'teach', messageId: unread.messageId })]]
  return { text, keyboard: [[button('Show transactions', { kind: 'transactions', page: 0 })], ...teach] }
}

function countLine(words: string, count: number, mark = ''): Html | null {
  return count === 0 ? null : html`${words}: ${count}${mark === '' ? '' : html` ${mark}`}`
}

/** What came in and went out of own accounts by these alerts, charges included; transfers between own accounts are neither. */
export async function flowLines({ session }: ActionContext, keys: readonly AlertKey[]): Promise<Html[]> {
  const isMoney = new Map(
    (await session.accounts()).map(({ id, type }) => [id, type === 'asset' || type === 'liability']),
  )
  const flows = new Map<string, { in: bigint; out: bigint }>()
  for (const { kind, status, postings } of await session.transactionsOf(keys)) {
    if (status === 'void' || kind === 'transfer' || kind === 'reversed' || kind === 'opening') continue
    for (const { accountId, amount } of postings) {
      if (isMoney.get(accountId) !== true) continue
      const flow = flows.get(amount.currency) ?? { in: 0n, out: 0n }
      if (amount.minor < 0n) flow.out -= amount.minor
      else flow.in += amount.minor
      flows.set(amount.currency, flow)
    }
  }
  return [...flows].map(
    ([currency, flow]) =>
      html`Out ${moneyText({ minor: flow.out, currency })}, in ${moneyText({ minor: flow.in, currency })}`,
  )
}
