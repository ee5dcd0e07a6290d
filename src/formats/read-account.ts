import { isDigit, isWordCharacter } from './characters.ts'

/** An account as printed: its visible tail (null when the mask is at the very end) and where it ends. */
export type PrintedAccount = { readonly end: number; readonly tail: string | null }

const MASKS = '*x#'
const TOKEN_MAX = 34

/**
 * The account number that starts at `at`, masked or not, or null. The tail is the digits after the last mask character
 * (2 to 6), the last four of an unmasked number, and null when the mask comes last. One kind of mask, in runs of two or
 * more, so that a letter among digits is not taken for a mask. `lower` is lower-case text.
 */
export function readAccount(lower: string, at: number): PrintedAccount | null {
  let end = at
  let mask = ''
  let maskRun = 0
  let lastMask = -1
  while (end - at <= TOKEN_MAX) {
    const character = lower[end] ?? ''
    if (character !== '' && MASKS.includes(character)) {
      if (mask !== '' && mask !== character) return null
      mask = character
      maskRun++
      lastMask = end
    } else {
      if (maskRun === 1) return null
      maskRun = 0
      if (!isDigit(character)) break
    }
    end++
  }
  if (end === at || end - at > TOKEN_MAX || isWordCharacter(lower[end])) return null
  if (lastMask < 0) return end - at < 4 ? null : { end, tail: lower.slice(end - 4, end) }
  if (lastMask === end - 1) return { end, tail: null }
  const tail = lower.slice(lastMask + 1, end)
  return tail.length < 2 || tail.length > 6 ? null : { end, tail }
}
