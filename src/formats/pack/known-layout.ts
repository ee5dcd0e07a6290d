import type { ParsedAlert } from '../../domain/alert.ts'
import type { Layout } from '../bank-format.ts'
import type { BankIndex } from '../bank-index.ts'
import { findLandmarks } from '../landmarks.ts'
import { matchSample } from '../match.ts'
import { normalize, rawSlice } from '../normalize.ts'
import type { Shown } from './emit.ts'

/** The layout that read an alert of a text, and what the text shows in its fields; null when it is not one for text messages. */
export function knownLayout(
  text: string,
  { bankId, layoutId }: ParsedAlert,
  banks: BankIndex,
): { readonly layout: Layout; readonly shown: readonly Shown[] } | null {
  const compiled = banks.compiled.sms.find(({ bank, layout }) => bank.id === bankId && layout.id === layoutId)
  if (compiled === undefined) return null
  const message = normalize(text)
  const meter = { steps: 0 }
  const { landmarks, openings } = findLandmarks(message, banks.layouts.sms, meter)
  const writing = { numbers: compiled.bank.numbers ?? '1,234.56', dates: compiled.bank.dates ?? 'day-first' } as const
  for (const at of openings.positions) {
    if (openings.layoutsAt.get(at)?.includes(compiled) !== true) continue
    const result = matchSample(compiled, message, at, landmarks, writing, meter)
    if (result.kind !== 'full') continue
    const shown = result.captures.map(({ field, start, end }) => ({ field, text: rawSlice(message, start, end) }))
    return { layout: compiled.layout, shown }
  }
  return null
}
