import type { Parse, Pipeline } from './actions/context.ts'
import type { ReadStatementRows } from './actions/import-statement.ts'
import type { ReadQuickEntry } from './actions/read-text.ts'
import { BANKS } from './banks/index.ts'
import { createChartRenderer } from './charts/render.ts'
import type { ThemeName } from './charts/theme.ts'
import type { ReadMail } from './domain/mail.ts'
import type { ReadStatementFile } from './domain/statement.ts'
import { type BankIndex, createBankIndex } from './formats/bank-index.ts'
import { canonicalMailText, readMailText } from './formats/email/mail-text.ts'
import { parse } from './formats/parse.ts'
import { readQuickEntries } from './formats/quick-entry.ts'
import type { StatementBank } from './formats/statements/institution.ts'
import { createStatementReader } from './formats/statements/statement-alerts.ts'
import { WORLD_BANKS } from './formats/statements/world-banks.ts'
import { createLedgerIndexes } from './formats/teach/ledger-indexes.ts'
import { affectedByLessons, nextCategory } from './pipeline/affected.ts'
import { narrationOf, payeeKey } from './pipeline/counterparty.ts'
import { Models } from './pipeline/models.ts'
import { Payees } from './pipeline/payees.ts'
import type { PipelineObserver, PipelinePorts } from './pipeline/ports.ts'
import { reread, takeBackReread } from './pipeline/reread.ts'
import { previewRules, resolve, run, runImport } from './pipeline/run.ts'
import { balanceChecks } from './pipeline/tracing.ts'
import { readStatementFile as readInChild } from './readers/read-statement-file.ts'
import { type ChartKind, chartSpec } from './reports/chart-spec.ts'
import type { Report } from './reports/report.ts'
import { readMailMessage } from './sources/mail-message.ts'

/** The parts that the bot and the command line share, put together once. */

/** The banks that come with the program. */
export const banks = createBankIndex(BANKS)

/**
 * Reads messages by what their ledger was taught, then by `index`; the bot asks once to see what a text is and once more in
 * the pipeline, and reads it only once.
 */
export function createParse(index: BankIndex): Parse {
  const indexOf = createLedgerIndexes(index)
  const outcomes = new WeakMap<object, { readonly index: BankIndex; readonly outcome: ReturnType<Parse> }>()
  return (message, { taughtLayouts }) => {
    const own = indexOf(taughtLayouts)
    const known = outcomes.get(message)
    if (known?.index === own) return known.outcome
    const outcome = parse(message, own)
    outcomes.set(message, { index: own, outcome })
    return outcome
  }
}

/** The pipeline, whose stages tell `observer` what they did. */
export function createPipeline(observer?: PipelineObserver): Pipeline {
  const models = new Models()
  const watched = (ports: PipelinePorts): PipelinePorts => ({
    ...ports,
    models,
    ...(observer === undefined ? {} : { observer }),
  })
  return {
    run: (messages, ports) => run(messages, watched(ports)),
    runImport: (message, importId, ports, options) =>
      runImport(message, importId, { ...watched(ports), store: ports.store }, options),
    resolve: (keys, ports) => resolve(keys, watched(ports)),
    previewRules: (keys, rules, ports) => previewRules(keys, rules, watched(ports)),
    reread,
    takeBackReread,
    balanceChecks,
    payeeKey,
    payeeName: (reading) => narrationOf(reading).payee?.name ?? null,
    isPerson: (key) => narrationOf({ counterparty: key, narration: null, direction: 'debit' }).payee?.isPerson ?? false,
    payeesIn: (edits) => new Payees(edits),
    prepare: async (store) => {
      await models.of(await store.lockLedger(), store, await store.categories())
    },
    likeliest: async (reading, kind, { store }) => {
      const model = await models.of(await store.lockLedger(), store, await store.categories())
      return model === null ? [] : model.likeliest(reading, kind)
    },
    nextCategory,
    affectedByLessons: (key, instead, store) => affectedByLessons(key, store, instead ?? undefined),
  }
}

/** Raw mail as the text that is stored and parsed. */
export const readMail: ReadMail = async (raw) => {
  const reading = await readMailMessage(raw)
  if (reading.kind === 'refused') return reading
  const text = canonicalMailText(reading.mail)
  const first = readMailText(text)[0]
  return { kind: 'text', text, from: first?.from || null, subject: first?.subject ?? null }
}

/** How statement files are opened, and their rows read. */
export type StatementReaders = {
  /** A statement file's accounts and rows. */
  readonly readStatementFile: ReadStatementFile
  /** The rows of a statement as alerts. */
  readonly readStatementRows: ReadStatementRows
}

/** Readers that know these banks, in their order, and then institutions that have no bank file. */
export function createStatementReaders({
  banks: known,
  narrations,
}: Pick<BankIndex, 'banks' | 'narrations'>): StatementReaders {
  const told = [...known, ...WORLD_BANKS].map(
    ({ id, name, currency, timeZone, statements }): StatementBank => ({
      id,
      name,
      currency,
      timeZone,
      ...(statements === undefined ? {} : { statements }),
    }),
  )
  return {
    readStatementFile: (bytes, { password, ...context }) => readInChild(bytes, password, { ...context, banks: told }),
    readStatementRows: createStatementReader({ narrations }),
  }
}

export const { readStatementFile, readStatementRows } = createStatementReaders(banks)

/** A text is made of quick entries only when every line of it is one. */
export const readQuickEntry: ReadQuickEntry = (text, { receivedAt, timeZone, currency }) => {
  const outcomes = readQuickEntries(text, { now: receivedAt, zone: timeZone, currency })
  const alerts = outcomes.flatMap((outcome) => (outcome.kind === 'entry' ? [outcome.alert] : []))
  return alerts.length > 0 && alerts.length === outcomes.length ? alerts : null
}

/** Draws a report's chart as PNG bytes; the renderer is made at the first one. A running total stops at `today`. */
export function createDraw(): (
  report: Report,
  kind: ChartKind,
  today: Temporal.PlainDate,
  theme?: ThemeName,
) => Promise<Uint8Array> {
  let renderer: ReturnType<typeof createChartRenderer> | null = null
  return (report, kind, today, theme = 'light') => {
    renderer ??= createChartRenderer()
    return renderer.render(chartSpec(report, kind, { today }), { theme })
  }
}
