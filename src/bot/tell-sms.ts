import type { Trace } from '../actions/ingest-messages.ts'
import { type ArrivedSms, takeSms } from '../actions/take-sms.ts'
import { startTeaching } from '../actions/teach.ts'
import { transactionView } from '../actions/transaction-view.ts'
import type { Unit } from './context.ts'
import { summarize } from './features/summary.ts'
import { privateMessage } from './replies.ts'
import type { Html } from './views/html.ts'
import { notBookedText, unreadPartsText } from './views/notices.ts'
import { connectedText } from './views/phones.ts'
import { receiptScreen } from './views/receipt.ts'
import type { Screen } from './views/screen.ts'
import { teachingScreen, UNREAD_INTRO } from './views/teaching.ts'

/** More replies than this become one summary. */
const MESSAGES_MAX = 5

/**
 * Takes SMS of phones into the ledger and tells its owner, in the transaction that stores them: a receipt for each entry, a
 * question about what could not be read, one summary for many. Repetitions and what is no payment say nothing.
 */
export async function answerSms(unit: Unit, arrived: readonly ArrivedSms[]): Promise<void> {
  const result = await takeSms(unit.actions, arrived)
  if (result.kind === 'forbidden') return
  const { traces, connected } = result
  const { metrics } = unit.dependencies
  unit.afterCommit.push(() => {
    for (const { outcome } of traces) metrics.message('sms', outcome)
  })
  for (const phone of connected) await send(unit, connectedText(phone))
  const toTell = traces.filter(({ outcome }) => outcome !== 'duplicate' && outcome !== 'not-a-transaction')
  const count = toTell.reduce((sum, trace) => sum + Math.max(1, entriesOf(trace).length), 0)
  if (count > MESSAGES_MAX) {
    unit.receipts.isBulk = true
    return send(unit, await summarize(unit.actions, { traces, oneTimeCodes: 0, talk: 0 }, true))
  }
  for (const trace of toTell) await tellTrace(unit, trace)
}

async function tellTrace(unit: Unit, trace: Trace): Promise<void> {
  const { actions, ledger } = unit
  if (trace.outcome === 'unrecognized') {
    const draftId = unit.dependencies.ids.id('teaching', 'sms', trace.messageId)
    const step = await startTeaching(actions, { messageId: trace.messageId, draftId })
    return send(
      unit,
      step.kind === 'question' ? teachingScreen(step, ledger.timeZone, UNREAD_INTRO) : notBookedText(trace),
    )
  }
  const entries = entriesOf(trace)
  for (const [index, id] of entries.entries()) {
    const shown = await transactionView(actions, id)
    if (shown.kind !== 'view') continue
    const isLast = index === entries.length - 1
    const remark = isLast && trace.unreadParts > 0 ? { remark: unreadPartsText(trace.unreadParts) } : {}
    const screen = receiptScreen(shown.view, { timeZone: ledger.timeZone, showBalance: true, ...remark })
    await send(unit, screen, `transaction:${shown.view.id}`)
  }
}

/** Entries that the message made or completed; what it only confirms has its receipt already. */
function entriesOf({ alerts }: Trace): string[] {
  const own = alerts.filter(({ effect }) => effect !== 'witness')
  return [...new Set(own.map(({ transactionId }) => transactionId))]
}

async function send(
  { actions, membership }: Unit,
  content: Html | Screen,
  subject: string | null = null,
): Promise<void> {
  await actions.session.enqueue(privateMessage(membership.chatId, content, subject))
}
