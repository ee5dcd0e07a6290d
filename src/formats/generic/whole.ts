import { currencyExponent } from '../../domain/money.ts'
import type { Mention } from './mentions.ts'
import type { Scene } from './scene.ts'
import { CODES, POINT_ONLY } from './words/currencies.ts'

/**
 * Whether a number stands in the message as its bank printed it: with all its digits and nothing odd beside them. What a
 * slip, a cut or a stray mark leaves of a number is no number.
 */
export function isWhole(scene: Scene, mention: Mention, currency: string): boolean {
  return (
    !isLikePhone(mention) &&
    !endsInDigitSlip(scene, mention) &&
    !mayBeCut(mention, currency) &&
    !endsInOpenMark(scene, mention) &&
    !losesDecimals(mention, currency) &&
    !losesDigits(scene, mention, currency) &&
    !hasOddEdges(scene.text, mention)
  )
}

/** As many digits as a telephone number has, without a point or a comma. */
function isLikePhone({ digits }: Mention): boolean {
  return /^\d{10,}$/u.test(digits)
}

/** `KZ30.60` among amounts in `K`, `RMB8.50` in `RM`: the last letter may have been a digit. */
function endsInDigitSlip({ tokens }: Scene, { mark }: Mention): boolean {
  if (mark === null || !/[a-z][olisbzg]$/u.test(mark)) return false
  return tokens.some(({ kind, text }) => kind === 'currency' && text === mark.slice(0, -1))
}

/** A number at the very end of the text without all its decimals, and without a mark behind it. */
function mayBeCut(mention: Mention, currency: string): boolean {
  if (!mention.isLast) return false
  const decimals = /[.,](\d+)$/u.exec(mention.digits)?.[1]?.length ?? 0
  const exponent = currencyExponent(currency)
  return exponent === 0 || !POINT_ONLY.has(currency) || decimals !== exponent
}

/** A mark as the last word: `card 1234 R$` goes on with the amount, `230 000.00 KZ` may have lost a letter. */
function endsInOpenMark({ text }: Scene, { role, mark, digits, isShaped, end }: Mention): boolean {
  if (role !== 'free' || mark === null || text.slice(end).trim() !== '' || text.slice(0, end).endsWith(digits))
    return false
  return !isShaped || (!CODES.has(mark) && [...CODES].some((code) => code.startsWith(mark)))
}

/** Half of the decimals. The State Bank of India prints `debited by 200.0`, without a mark. */
function losesDecimals({ digits, mark }: Mention, currency: string): boolean {
  if (currencyExponent(currency) !== 2 || !/[.,]\d$/u.test(digits)) return false
  return !(currency === 'INR' && mark === null && /^\d+\.0$/u.test(digits))
}

/** A number without all its decimals with another number right behind: a space may have come into it. */
function losesDigits({ text, tokens }: Scene, mention: Mention, currency: string): boolean {
  const previous = tokens[mention.from - 1]
  if (
    previous !== undefined &&
    /^\d/u.test(text.slice(mention.start)) &&
    /^\s$/u.test(text.slice(previous.end, mention.start)) &&
    /^(?:[olisbzбз]|\d{1,3}(?:[.,]\d)?)$/u.test(previous.text)
  )
    return true
  const decimals = /[.,](\d+)$/u.exec(mention.digits)?.[1]?.length ?? 0
  if (POINT_ONLY.has(currency) && currencyExponent(currency) > 0 && decimals === currencyExponent(currency))
    return false
  if (/^(?:\.\n|, \d{3}[,.]\d)/u.test(text.slice(mention.end, mention.end + 7))) return true
  const next = tokens[mention.to]?.kind === 'sign' ? tokens[mention.to + 1] : tokens[mention.to]
  return (
    next !== undefined &&
    (next.kind === 'number' || (next.kind === 'code' && next.isDamaged)) &&
    /^\s*[-+]?$/u.test(text.slice(mention.end, next.start))
  )
}

/** A mark or a picture that touches the digits, or a second sign. */
function hasOddEdges(text: string, { start, digits, mark }: Mention): boolean {
  const at = text.indexOf(digits, start)
  const behind = at + digits.length
  const [front, back] = [text.slice(Math.max(0, at - 3), at), text.slice(behind, behind + 4)]
  // MTN begins with its menu's code: `*165*S*12000 RWF`.
  if (/[-+] ?[-+]$|-\s+$|[,'`]$|(?<!^\*[a-z])\*$|\p{So}.?$/u.test(front)) return true
  if (/\.$/u.test(front) && !(mark?.endsWith('.') ?? false)) return true
  return /^(?:[-.,]*-[.,\d]|['`]| ?\p{Nl})/u.test(back)
}
