import type { Exported } from './exported.ts'
import type { DuplicateScore, Fault } from './score-duplicates.ts'
import type { EventScore } from './score-events.ts'
import type { Truth } from './truth.ts'
import { rfc3339 } from './wall-time.ts'

/** The figures as a table of Markdown. */
export function figures(title: string, duplicates: DuplicateScore, events: EventScore): string {
  const share = (part: number, whole: number): string =>
    whole === 0 ? 'none' : `${part} of ${whole} (${((100 * part) / whole).toFixed(2)} %)`
  const rows = [
    ['postings seen', String(duplicates.postings)],
    ['lost', share(duplicates.lost, duplicates.postings)],
    ['doubled', share(duplicates.doubled, duplicates.postings)],
    ['genuine repeats lost', share(duplicates.repeatsLost, duplicates.repeats)],
    [
      'pairs: precision, recall, F1',
      [duplicates.pairPrecision, duplicates.pairRecall, duplicates.pairF1].map((value) => value.toFixed(4)).join(', '),
    ],
    ['pairs within one leg: F1', duplicates.legF1.toFixed(4)],
    ['suspects that are neither double nor twin', String(duplicates.needlessSuspects)],
    ['made of messages about nothing', String(duplicates.invented)],
    ['transfers: precision', share(events.transfersSaidRight, events.transfersSaid)],
    ['transfers: recall', share(events.transfersFound, events.transfersTrue)],
    ['transfers with one leg seen', share(events.oneLeggedFound, events.oneLegged)],
    ['charges explained', share(events.feesRight, events.fees)],
    ['reversals folded', share(events.reversalsFolded, events.reversals)],
    ['reversals booked as income', String(events.reversalsAsIncome)],
    ['kinds of the rest', share(events.kindsRight, events.kinds)],
  ]
  return [
    `### ${title}`,
    '',
    '| figure | value |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value} |`),
    '',
  ].join('\n')
}

/** Wrong cases by cause, the commonest first, each with two examples: what happened, who said what, what the export says. */
export function causes(faults: readonly Fault[], exported: readonly Exported[], truth: Truth, examples = 2): string {
  const byCause = new Map<string, Fault[]>()
  for (const fault of faults) byCause.set(fault.cause, [...(byCause.get(fault.cause) ?? []), fault])
  const transactions = new Map(exported.map((one) => [one.id, one]))
  const texts = new Map(truth.lines.map((line) => [line.id, line]))
  const sections = [...byCause]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([cause, found]) => {
      const shown = found.slice(0, examples).map((fault) => example(fault, transactions, texts, truth))
      return [`#### ${cause}: ${found.length}`, '', '```', shown.join('\n--------\n'), '```', ''].join('\n')
    })
  return sections.join('\n')
}

function example(
  fault: Fault,
  transactions: ReadonlyMap<string, Exported>,
  texts: ReadonlyMap<string, Truth['lines'][number]>,
  truth: Truth,
): string {
  const happened = [...new Set(fault.entries)].slice(0, 6).flatMap((id) => {
    const entry = truth.entries.get(id)
    if (entry === undefined) return []
    const head = `truth ${id}: ${entry.account.id} ${entry.amountMinor} at ${rfc3339(entry.at)} ${JSON.stringify(entry.what)}`
    const said = (truth.sightings.get(id) ?? []).map(({ message, row, isCopy }) => {
      const line = texts.get(message)
      const text =
        line?.channel === 'email'
          ? '(e-mail)'
          : line?.channel === 'statement'
            ? `${line.file} row ${row}`
            : JSON.stringify(line?.text)
      return `  ${message}${isCopy ? ' (copy)' : ''} received ${line?.receivedAt}: ${text}`
    })
    return [head, ...said]
  })
  const booked = fault.transactions.slice(0, 5).map((id) => {
    const one = transactions.get(id)
    const legs = one?.postings
      .map(
        (leg) =>
          `${leg.institution ?? leg.account ?? leg.category}${leg.tail ? ` ${leg.tail}` : ''} ${leg.amountMinor}`,
      )
      .join(', ')
    const by = one?.witnesses
      .map(({ message, row, role }) => `${message}${row === undefined ? '' : `#${row}`}:${role}`)
      .join(' ')
    return `export ${one?.kind} ${one?.status} ${one?.occurredAt} [${legs}] parents ${JSON.stringify(one?.parents ?? [])} witnesses ${by}`
  })
  return [...happened, ...booked].join('\n')
}
