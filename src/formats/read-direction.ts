import type { Direction } from '../domain/alert.ts'
import { isLetter } from './characters.ts'

/** The words that carry a direction in its own field. */
export const DIRECTION_WORDS: Readonly<Record<string, Direction>> = {
  dr: 'debit',
  debit: 'debit',
  debited: 'debit',
  cr: 'credit',
  credit: 'credit',
  credited: 'credit',
}

/** The direction whose word starts at `at` and where it ends, or null. `lower` is lower-case text. */
export function readDirection(
  lower: string,
  at: number,
): { readonly end: number; readonly direction: Direction } | null {
  let end = at
  while (isLetter(lower[end]) && end - at < 9) end++
  const direction = DIRECTION_WORDS[lower.slice(at, end)]
  return direction === undefined ? null : { end, direction }
}
