import { parseArgs } from 'node:util'
import type { ActionContext } from '../../actions/context.ts'
import {
  type AlertChange,
  type MessageChange,
  type Rereading,
  replayMessages,
  takeBackReplay,
} from '../../actions/replay.ts'
import type { Alert } from '../../domain/alert.ts'
import { assertNever } from '../../domain/assert-never.ts'
import type { Change } from '../../domain/plan.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import { type ReadingJson, toReadingJson } from '../../formats/reading-json.ts'
import { messageName } from '../../reports/ledger-export.ts'
import type { LedgerContext } from '../ledger-context.ts'
import { UsageError } from '../streams.ts'

const OPTIONS = { apply: { type: 'boolean' }, undo: { type: 'boolean' }, json: { type: 'boolean' } } as const

/** A reading as it is compared: what `parse` would write, and who read it. */
type Fields = ReadingJson & {
  readonly institution: string | null
  readonly layout: string
  readonly confidence: number
}
type FieldChanges = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>

/** One line of `replay --json`. `message` is the id given to `ingest`, else ours. */
type ReplayLine = { readonly message: string } & (
  | { readonly change: 'changed'; readonly position: number; readonly fields: FieldChanges }
  | { readonly change: 'new' | 'withdrawn'; readonly position: number; readonly transaction: ReadingJson }
  | { readonly change: 'outcome'; readonly before: string; readonly after: string }
)

/** Ends a transaction without its effects, once everything was seen. */
class OnlyLooked extends Error {}

/**
 * Reads every stored message again and writes what changes: lines of JSON or a table, and a summary in words. With `--apply`
 * the ledger takes the changes, all or none; `--undo` takes the latest replay back. Exit code 0, or 1 when there is no
 * replay to take back.
 */
export async function replayCommand(args: string[], context: LedgerContext): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS })
  if (values.undo === true) {
    if (values.apply === true) throw new UsageError('--apply and --undo do not go together')
    return undo(context)
  }
  const counts = new Counts()
  const write = (line: ReplayLine) => {
    context.streams.stdout.write(values.json === true ? `${JSON.stringify(line)}\n` : tableRow(line))
  }
  let messages = 0
  try {
    await context.inLedger(async (session) => {
      const replayed = await replayMessages(ownerOf(context, session), crypto.randomUUID(), (page) => {
        counts.add(page)
        for (const line of page.messages.flatMap(linesOf)) write(line)
      })
      if (replayed.kind === 'replayed') messages = replayed.messages
      if (values.apply !== true) throw new OnlyLooked()
    })
  } catch (error) {
    if (!(error instanceof OnlyLooked)) throw error
  }
  const isPending = values.apply !== true && counts.hasChanges
  context.streams.stderr.write(
    `replay: ${messages} messages read again, ${counts.words}${isPending ? '; --apply makes it so' : ''}\n`,
  )
  return 0
}

async function undo(context: LedgerContext): Promise<number> {
  const { stderr } = context.streams
  const done = await context.inLedger((session) => takeBackReplay(ownerOf(context, session)))
  if (done.kind !== 'taken-back') {
    stderr.write('replay: there is no replay to take back\n')
    return 1
  }
  stderr.write(
    `replay: the replay of ${done.at} is taken back; ${plural(done.transactionIds.length, 'transaction')} changed\n`,
  )
  return 0
}

function ownerOf(context: LedgerContext, session: LedgerSession): ActionContext {
  return { ...context, session, actor: { personId: null, role: 'owner' } }
}

/** What a message's change says, one line for each alert; one for the message when it has none. */
function linesOf({ message, before, after, alerts }: MessageChange): ReplayLine[] {
  const name = messageName(message.id, message.origin)
  if (alerts.length === 0) return [{ message: name, change: 'outcome', before: before.kind, after: after.kind }]
  return alerts.map((alert) => ({ message: name, position: alert.key.position, ...lineOf(alert) }))
}

function lineOf(alert: AlertChange) {
  switch (alert.kind) {
    case 'changed':
      return { change: alert.kind, fields: changedFields(alert.before, alert.after) }
    case 'new':
      return { change: alert.kind, transaction: toReadingJson(alert.after.reading) }
    case 'withdrawn':
      return { change: alert.kind, transaction: toReadingJson(alert.before.reading) }
    default:
      return assertNever(alert)
  }
}

function fieldsOf({ reading }: Alert): Fields {
  const { institution, bankId, layoutId, confidence } = reading
  return { ...toReadingJson(reading), institution, layout: `${bankId}/${layoutId}`, confidence }
}

function changedFields(before: Alert, after: Alert): FieldChanges {
  const [one, other] = [fieldsOf(before), fieldsOf(after)]
  const names = (Object.keys(one) as (keyof Fields)[]).filter((name) => one[name] !== other[name])
  return Object.fromEntries(names.map((name) => [name, { before: one[name], after: other[name] }]))
}

const NAME_WIDTH = 38

function tableRow(line: ReplayLine): string {
  return `${line.message.padEnd(NAME_WIDTH)} ${line.change.padEnd(9)} ${detailOf(line)}\n`
}

function detailOf(line: ReplayLine): string {
  switch (line.change) {
    case 'outcome':
      return `${line.before} → ${line.after}`
    case 'changed': {
      const fields = Object.entries(line.fields)
      return fields.map(([name, { before, after }]) => `${name} ${before ?? '–'} → ${after ?? '–'}`).join(', ')
    }
    case 'new':
    case 'withdrawn': {
      const { direction, amountMinor, currency, accountTail, counterparty } = line.transaction
      return [direction, amountMinor, currency, accountTail, counterparty].filter((part) => part !== null).join(' ')
    }
  }
}

/** How much a replay changes, of readings and of transactions. */
class Counts {
  readonly #readings = { changed: 0, new: 0, withdrawn: 0, outcome: 0 }
  /** Whether each transaction was there before, and is there now. */
  readonly #transactions = new Map<string, { before: boolean; after: boolean }>()

  add({ messages, changes }: Rereading): void {
    for (const { alerts } of messages) {
      if (alerts.length === 0) this.#readings.outcome++
      for (const { kind } of alerts) this.#readings[kind]++
    }
    for (const change of changes) this.#addTransaction(change)
  }

  get hasChanges(): boolean {
    return Object.values(this.#readings).some((count) => count > 0)
  }

  get words(): string {
    if (!this.hasChanges) return 'nothing changes'
    const { changed, outcome, withdrawn } = this.#readings
    const all = [...this.#transactions.values()]
    const [made, gone, kept] = [
      all.filter(({ before, after }) => !before && after).length,
      all.filter(({ before, after }) => before && !after).length,
      all.filter(({ before, after }) => before && after).length,
    ]
    const readings = `${changed} alerts changed, ${this.#readings.new} new, ${withdrawn} withdrawn, ${outcome} messages otherwise`
    return `${readings}; transactions: ${made} new, ${kept} changed, ${gone} gone`
  }

  #addTransaction({ before, after }: Change): void {
    const id = (before ?? after)?.id
    if (id === undefined) return
    const known = this.#transactions.get(id)
    this.#transactions.set(id, { before: known?.before ?? before !== null, after: after !== null })
  }
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
