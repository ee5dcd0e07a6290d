import { currencyExponent } from '../../domain/money.ts'
import { LAKH, POINT_ONLY } from './words/currencies.ts'

const DIGITS_MAX = 15

/** Digits as printed in minor units of the currency, or null when they cannot be read one way only. */
export function toMinorUnits(printed: string, currency: string): bigint | null {
  const exponent = currencyExponent(currency)
  const split = splitDecimals(printed, currency, exponent)
  if (split === null) return null
  const whole = ungroup(split.whole, currency)
  if (whole === null || whole.length > DIGITS_MAX || (whole.length > 1 && whole.startsWith('0'))) return null
  const decimals = split.decimals.padEnd(exponent, '0')
  if (decimals.length > exponent && /[1-9]/u.test(decimals.slice(exponent))) return null
  return BigInt(whole + decimals.slice(0, exponent))
}

type Split = { readonly whole: string; readonly decimals: string }

function splitDecimals(printed: string, currency: string, exponent: number): Split | null {
  const last = Math.max(printed.lastIndexOf('.'), printed.lastIndexOf(','))
  if (last < 0) return { whole: printed, decimals: '' }
  const mark = printed[last] ?? ''
  const decimals = printed.slice(last + 1)
  const whole = printed.slice(0, last)
  const isAlone = !whole.includes(mark)
  const hasOther = /[.,' ]/u.test(whole)
  if (decimals.length === 3 && exponent !== 3)
    return mark === ',' || !POINT_ONLY.has(currency) || hasOther ? { whole: printed, decimals: '' } : null
  if (decimals.length === 3 && mark === ',' && POINT_ONLY.has(currency)) return { whole: printed, decimals: '' }
  if (decimals.length === 3)
    return mark === '.' && isAlone
      ? { whole, decimals }
      : whole.includes(',') && mark === ','
        ? { whole: printed, decimals: '' }
        : null
  if (!isAlone || decimals.length > 2) return null
  if (POINT_ONLY.has(currency) && mark === ',') return null
  if (mark === ',' && whole.includes('.') && POINT_ONLY.has(currency)) return null
  return { whole, decimals }
}

/** The digits without group marks; null when the groups are not in threes (or, where lakh is written, in twos). */
function ungroup(whole: string, currency: string): string | null {
  const marks = new Set(whole.replace(/\d/gu, ''))
  if (marks.size === 0) return whole
  const [mark] = [...marks]
  if (marks.size > 1 || mark === undefined || (/[. ]/u.test(mark) && POINT_ONLY.has(currency))) return null
  const groups = whole.split(mark)
  const isThrees = groups.slice(1).every(({ length }) => length === 3) && (groups[0]?.length ?? 9) <= 3
  const isLakh =
    LAKH.has(currency) &&
    mark === ',' &&
    groups.at(-1)?.length === 3 &&
    groups.slice(1, -1).every(({ length }) => length === 2) &&
    (groups[0]?.length ?? 9) <= 2
  return isThrees || isLakh ? groups.join('') : null
}
