import type { Channel } from '../../domain/alert.ts'
import type { NarrationShape } from '../bank-format.ts'
import { isWordCharacter } from '../characters.ts'
import { type CompiledSample, compileSample } from '../compile-layout.ts'
import { type Meter, matchSample, NO_LANDMARKS } from '../match.ts'
import type { Capture } from '../match-result.ts'
import type { NormalizedText } from '../normalize.ts'
import { COMMON_SHAPES } from './common-shapes.ts'

/**
 * What a narration shape can mark: `counterparty` a person or firm, `merchant` a shop with its town behind it, `payer`
 * and `payee` where a shape names both sides, `telco` and `biller` one word, `reference`, `phone`, and what is somebody's
 * own words (`remark`), a bank or rail in between (`via`, `bank` for one word), one word of a period (`month`, `year`), a
 * `place`, an `account`, or a `code` of letters and digits.
 */
const NARRATION_FIELDS = [
  'counterparty',
  'merchant',
  'payer',
  'payee',
  'telco',
  'biller',
  'reference',
  'phone',
  'remark',
  'via',
  'bank',
  'month',
  'year',
  'place',
  'account',
  'code',
] as const

type CompiledShape = CompiledSample & { readonly rail: Channel | null }

/** The shape that fits a whole narration and what it reads; the one with most fixed text wins. */
type NarrationReading = { readonly rail: Channel | null; readonly captures: readonly Capture[] }
export type NarrationReader = (narration: NormalizedText, meter: Meter) => NarrationReading | null

const WRITING = { numbers: '1,234.56', dates: 'day-first' } as const

/** A reader over a bank's own shapes and the ones common to all banks. */
export function compileShapes(own: readonly NarrationShape[]): NarrationReader {
  const shapes = [...own, ...COMMON_SHAPES].map(
    (shape): CompiledShape => ({ ...compileSample(shape.sample, NARRATION_FIELDS), rail: shape.rail ?? null }),
  )
  const byWord = Map.groupBy(
    shapes.flatMap((shape) => shape.openingWords.map((word) => ({ word, shape }))),
    ({ word }) => word,
  )
  const open = shapes.filter(({ openingWords }) => openingWords.length === 0)
  return (narration, meter) => {
    let best: NarrationReading | null = null
    let bestFixed = -1
    const fitting = new Set([...(byWord.get(firstWord(narration.lower)) ?? []).map(({ shape }) => shape), ...open])
    for (const shape of fitting) {
      const result = matchSample(shape, narration, 0, NO_LANDMARKS, WRITING, meter, 'first-place')
      if (result.kind !== 'full' || result.end !== narration.text.length) continue
      const fixed = narration.text.length - result.captures.reduce((sum, { start, end }) => sum + end - start, 0)
      if (fixed <= bestFixed) continue
      best = { rail: shape.rail, captures: result.captures }
      bestFixed = fixed
    }
    return best
  }
}

/** The word or mark a narration begins with. */
function firstWord(lower: string): string {
  let end = 0
  while (isWordCharacter(lower[end])) end++
  return lower.slice(0, Math.max(end, 1))
}
