import type { ActionContext } from '../../actions/context.ts'
import type { Trace } from '../../actions/ingest-messages.ts'
import { transactionLine } from '../../actions/transaction-view.ts'
import { type Html, html, lines } from '../views/html.ts'
import { moneyText } from '../views/money.ts'
import { button, type Screen } from '../views/screen.ts'

/** What became of many messages, in one message: counts, and what came in and went out per currency. */
export async function summarize(actions: ActionContext, traces: readonly Trace[]): Promise<Screen> {
  const booked = new Set(
    traces.flatMap(({ alerts }) =>
      alerts.filter(({ effect }) => effect !== 'witness').map((alert) => alert.transactionId),
    ),
  )
  const count = (outcome: Trace['outcome']) => traces.filter((trace) => trace.outcome === outcome).length
  const unreadParts = traces.reduce((sum, trace) => sum + trace.unreadParts, 0)
  const text = lines([
    html`<b>I read ${traces.length} ${traces.length === 1 ? 'message' : 'messages'}.</b>`,
    html`Booked: ${booked.size}`,
    ...(await flowLines(actions, booked)),
    countLine('Already in your ledger', count('duplicate')),
    countLine('Perhaps repeats', count('suspect'), '⚠'),
    countLine('Not payments', count('not-a-transaction')),
    countLine('Could not be read', count('unrecognized'), '⚠'),
    countLine('Could not be booked', count('error'), '⚠'),
    countLine('Parts of messages not read', unreadParts, '⚠'),
  ])
  return { text, keyboard: [[button('Show transactions', { kind: 'transactions', page: 0 })]] }
}

function countLine(words: string, count: number, mark = ''): Html | null {
  return count === 0 ? null : html`${words}: ${count}${mark === '' ? '' : html` ${mark}`}`
}

async function flowLines({ session }: ActionContext, ids: ReadonlySet<string>): Promise<Html[]> {
  const flows = new Map<string, { in: bigint; out: bigint }>()
  for (const id of ids) {
    const detail = await session.transactionDetail(id)
    const line = detail === null ? null : transactionLine(detail)
    if (line === null || line.isVoid || line.direction === 'transfer' || line.kind === 'reversed') continue
    const flow = flows.get(line.amount.currency) ?? { in: 0n, out: 0n }
    flow[line.direction] += line.amount.minor
    flows.set(line.amount.currency, flow)
  }
  return [...flows].map(
    ([currency, flow]) =>
      html`Out ${moneyText({ minor: flow.out, currency })}, in ${moneyText({ minor: flow.in, currency })}`,
  )
}
