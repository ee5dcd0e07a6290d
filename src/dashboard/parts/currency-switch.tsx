import { signal } from '@preact/signals'
import type { ReportLine } from '../api/shapes.ts'
import { Segments } from './segments.tsx'

/** The currency whose figures are shown; null: the busiest one, which comes first. */
const chosen = signal<string | null>(null)

/** The line of the chosen currency; null when there is none at all. */
export function lineOf(currencies: readonly ReportLine[]): ReportLine | null {
  return currencies.find(({ currency }) => currency === chosen.value) ?? currencies[0] ?? null
}

/** Chooses among several currencies; with one there is nothing to choose. */
export function CurrencySwitch({ currencies }: { readonly currencies: readonly ReportLine[] }) {
  if (currencies.length < 2) return null
  return (
    <Segments
      name="currency"
      label="Currency"
      value={lineOf(currencies)?.currency ?? ''}
      options={currencies.map(({ currency }) => ({ value: currency, label: currency }))}
      onChoose={(currency) => {
        chosen.value = currency
      }}
    />
  )
}
