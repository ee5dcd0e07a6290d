import type { FieldValue } from './read-field.ts'

/** Where a field was read in the normalised text. */
export type Capture = {
  readonly field: string
  /** What the sample shows in this place. */
  readonly example: string
  readonly start: number
  readonly end: number
  readonly value: FieldValue
}

/** Where labels and openings stand in one message; they end free text. */
export type Landmarks = {
  /** The label (lower-case, without its colon) that starts at this position, or null. */
  readonly labelAt: (at: number) => string | null
  readonly opensAt: (at: number) => boolean
  /** Whether this is the middle of a longer label: the `Bal:` of `Avail Bal:` is no label of its own. */
  readonly isInsideLabel: (at: number) => boolean
  /** The first opening at or behind this position; past the end when there is none. */
  readonly openingFrom: (at: number) => number
  /** The first start of a line at or behind this position; past the end when there is none. */
  readonly lineStartFrom: (at: number) => number
}

/** What trying one sample at one position gives. `broken`: the sample fits up to a field that does not read. */
export type MatchResult =
  | { readonly kind: 'full'; readonly end: number; readonly captures: readonly Capture[] }
  | { readonly kind: 'broken'; readonly field: string; readonly at: number }
  | { readonly kind: 'none' }
