import { isDigit, isSpace, isWordCharacter } from './characters.ts'

/** An account as printed: its visible tail (null when the mask is at the very end) and where it ends. */
export type PrintedAccount = { readonly end: number; readonly tail: string | null }

const MASKS = '*x#'
const TOKEN_MAX = 34
const MASK_RUN_MIN = 2

/**
 * The account number that starts at `at`, masked or not, or null. The tail is the digits after the last mask character
 * (2 to 6), the last four of an unmasked number, and null when the mask comes last (`2xx..45x`). One kind of mask, which
 * runs over two places or more somewhere, so that a letter among digits is not taken for a mask. `lower` is lower-case.
 */
export function readAccount(lower: string, at: number): PrintedAccount | null {
  let end = at
  let mask = ''
  let run = 0
  let longestRun = 0
  let lastMask = -1
  while (end - at <= TOKEN_MAX) {
    const character = lower[end] ?? ''
    const isDots = character === '.' && run > 0 && !isSpaceOrEnd(lower[end + 1])
    if (character !== '' && (MASKS.includes(character) || isDots)) {
      if (!isDots && mask !== '' && mask !== character) return null
      if (!isDots) mask = character
      longestRun = Math.max(longestRun, ++run)
      lastMask = end
    } else {
      run = 0
      if (!isDigit(character)) break
    }
    end++
  }
  if (end === at || end - at > TOKEN_MAX || isWordCharacter(lower[end])) return null
  if (lastMask < 0) return end - at < 4 ? null : { end, tail: lower.slice(end - 4, end) }
  if (longestRun < MASK_RUN_MIN) return null
  if (lastMask === end - 1) return { end, tail: null }
  if (!isMaskedTwice(lower, lastMask)) return null
  const tail = lower.slice(lastMask + 1, end)
  return tail.length < 2 || tail.length > 6 ? null : { end, tail }
}

/** A lone mask character right before the tail is more likely a slip: then the tail is not known. */
function isMaskedTwice(lower: string, lastMask: number): boolean {
  return lower[lastMask - 1] === lower[lastMask] || lower[lastMask - 1] === '.'
}

function isSpaceOrEnd(character: string | undefined): boolean {
  return character === undefined || isSpace(character)
}
