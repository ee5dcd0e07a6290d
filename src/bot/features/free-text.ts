import { Composer } from 'grammy'
import type { Trace } from '../../actions/ingest-messages.ts'
import { type IncomingMessage, type Ingestion, ingestMessages } from '../../actions/ingest-messages.ts'
import { readText, type TextReading } from '../../actions/read-text.ts'
import { type AlertKey, alertKeyText } from '../../domain/alert.ts'
import type { BotContext, Unit, WaitingText } from '../context.ts'
import { FORBIDDEN, NEITHER, notBookedText, ONE_TIME_CODE, UNKNOWN_COMMAND, unreadPartsText } from '../views/notices.ts'
import { isMe, withoutMention } from './group-gate.ts'
import { showReceipt } from './show-receipt.ts'
import { summarize } from './summary.ts'
import { askToTeach } from './teach.ts'

/** More replies than this to one unit become one summary. */
const RECEIPTS_MAX = 5

/** Texts that are no known command. They wait until all texts of their unit are read; `answerTexts` answers them. */
export const freeText = new Composer<BotContext>()

freeText.on('message:text', async (context) => {
  const { text } = context.message
  const command = /^\/\w+(?:@(\w+))?/.exec(text)
  if (command === null) {
    context.unit.waitingTexts.push({ context, text: withoutMention(context, text) })
    return
  }
  // In a group a command nobody was named for may be meant for another bot.
  if (context.isPrivate || (command[1] !== undefined && isMe(context, command[1]))) {
    await context.replies.send(UNKNOWN_COMMAND)
  }
})

/** Takes all waiting texts of the unit through the pipeline in one run and answers each, or all in one summary. */
export async function answerTexts(unit: Unit): Promise<void> {
  const read = unit.waitingTexts.map((waiting) => ({ ...waiting, reading: readWaiting(unit, waiting) }))
  const messages = read.flatMap(({ reading }) => ('message' in reading ? [reading.message] : []))
  const result = messages.length === 0 ? NOTHING_INGESTED : await ingestMessages(unit.actions, messages)
  if (result.kind === 'forbidden') {
    for (const { context } of read) await context.replies.send(FORBIDDEN)
    return
  }
  const { traces } = result
  countAfterCommit(unit, messages, traces)
  const others = read.length - messages.length
  const replies = traces.reduce((count, trace) => count + Math.max(1, entriesOf(trace).length), others)
  if (replies <= RECEIPTS_MAX) return answerEach(read, new Map(traces.map((trace) => [trace.origin, trace])))
  const count = (kind: TextReading['kind']) => read.filter(({ reading }) => reading.kind === kind).length
  const last = read.at(-1)?.context
  const counts = { traces, oneTimeCodes: count('one-time-code'), talk: count('talk') }
  unit.receipts.isBulk = true
  await last?.replies.send(await summarize(unit.actions, counts, last.isPrivate))
}

const NOTHING_INGESTED: Ingestion = { kind: 'ingested', traces: [] }

function countAfterCommit(
  { dependencies, afterCommit }: Unit,
  messages: readonly IncomingMessage[],
  traces: readonly Trace[],
): void {
  const sources = new Map(messages.map(({ origin, source }) => [origin, source]))
  afterCommit.push(() => {
    for (const { origin, outcome } of traces) dependencies.metrics.message(sources.get(origin) ?? 'manual', outcome)
  })
}

type ReadWaiting = WaitingText & { readonly reading: TextReading }

function readWaiting({ dependencies, ledger }: Unit, { context, text }: WaitingText): TextReading {
  const message = context.message
  if (message === undefined) throw new Error('only messages wait')
  // A forwarded alert without a date of its own was true when it was first sent.
  const seconds = message.forward_origin?.date ?? message.date
  const delivery = {
    origin: `telegram:${message.chat.id}:${message.message_id}`,
    text,
    receivedAt: Temporal.Instant.fromEpochMilliseconds(seconds * 1000),
  }
  return readText(delivery, dependencies.parse, dependencies.readQuickEntry, ledger)
}

async function answerEach(read: readonly ReadWaiting[], traces: ReadonlyMap<string, Trace>): Promise<void> {
  for (const { context, reading } of read) {
    switch (reading.kind) {
      case 'talk':
        await context.replies.send(NEITHER)
        break
      case 'one-time-code':
        await context.replies.send(ONE_TIME_CODE)
        break
      case 'alert':
      case 'quick-entry': {
        const trace = traces.get(reading.message.origin)
        if (trace === undefined) throw new Error('the pipeline left a message out')
        await answerTrace(context, trace)
      }
    }
  }
}

async function answerTrace(context: BotContext, trace: Trace): Promise<void> {
  const entries = entriesOf(trace)
  if (entries.length === 0) return context.replies.send((await askToTeach(context, trace)) ?? notBookedText(trace))
  for (const [index, id] of entries.entries()) {
    const isLast = index === entries.length - 1
    const remark = isLast && trace.unreadParts > 0 ? { remark: unreadPartsText(trace.unreadParts) } : {}
    const standsFor = ownIdOf(context, trace, id)
    await showReceipt(context, id, 'send', { ...arrivalOf(trace, id), ...remark, standsFor })
  }
}

/** The id that an entry resting on this message's alert alone would have. */
function ownIdOf({ unit }: BotContext, { alerts }: Trace, transactionId: string): string {
  const own = alerts.find((alert) => alert.transactionId === transactionId)
  return own === undefined ? transactionId : unit.dependencies.ids.id('transaction', alertKeyText(own.key))
}

function arrivalOf(trace: Trace, transactionId: string): { arrival?: 'repeated' | 'joined'; copy?: AlertKey } {
  const copied = trace.alerts.find((alert) => alert.transactionId === transactionId)
  if (trace.outcome === 'duplicate')
    return { arrival: 'repeated', ...(copied === undefined ? {} : { copy: copied.key }) }
  const here = trace.alerts.filter((alert) => alert.transactionId === transactionId)
  const isOwn = here.some(({ effect }) => effect === 'new' || effect === 'suspect')
  return here.length === 0 || isOwn ? {} : { arrival: 'joined' }
}

/** The transactions the alerts of a message rest in, each once; a message skipped as a whole names them itself. */
function entriesOf({ alerts, transactions }: Trace): string[] {
  return [...new Set(alerts.length > 0 ? alerts.map(({ transactionId }) => transactionId) : transactions)]
}
