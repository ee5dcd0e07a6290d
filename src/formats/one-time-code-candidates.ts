/** A stretch of a text that may be a code. */
export type CodeCandidate = { readonly start: number; readonly end: number }

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*'

/** What digits may be instead of a code. Each is looked for before codes are and taken out of the text. */
const NOT_CODES: readonly RegExp[] = [
  // links and addresses
  /(?:https?:\/\/|www\.)\S{1,300}|(?<!\S)[^\s@]{1,64}@[^\s@]{3,128}/giu,
  // dates and times
  /(?<!\d)\d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?!\d)/gu,
  /(?<!\d)(?:(?:19|20)\d\d-\d{1,2}-\d{1,2}|\d{1,2}-\d{1,2}-(?:19|20)\d\d)(?!\d)/gu,
  new RegExp(
    `(?<![\\p{L}\\p{N}])\\d{1,2}(?:st|nd|rd|th)?[-/ ,]{0,2}${MONTH}[-/ ,.]{0,2}(?:\\d{2,4})?(?![\\p{L}\\p{N}])`,
    'giu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{N}])${MONTH}[-/ ,.]{1,2}(?:\\d{1,2}(?:st|nd|rd|th)?[-/ ,]{1,2})?(?:19|20)\\d\\d(?!\\d)`,
    'giu',
  ),
  /(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)/gu,
  /(?<![\p{L}\p{N}])(?:on|dated?|by|until|till|before|expir(?:es|y|ing)|valid (?:to|till|until))[ \t:]{1,3}\d{1,2}-\d{1,2}-\d{2}(?!\d)/giu,
  /(?<!\d)\d{1,2}-\d{1,2}-\d{2}(?= \d{1,2}:\d{2})/gu,
  // amounts: a currency in front or behind, grouped or with decimals, or called an amount
  /(?:ngn|usd|gbp|eur|ghs|kes|zar|xof|xaf|brl|mxn|cop|r\$|us\$|=n=|[₦$£€#¢₵]|(?<![\p{L}\p{N}])n)[ \t]?-?\d[\d,.]{0,24}/giu,
  /(?<![\p{L}\p{N}])\d[\d,.]{0,24}[ \t]?(?:ngn|usd|gbp|eur|ghs|kes|zar|xof|xaf|naira|dollars?|euros?|pounds?|reais|pesos|fcfa|cfa)(?![\p{L}\p{N}])/giu,
  /(?<![\d.,])\d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,2})?(?!\d)|(?<![\d.,])\d+\.\d{2}(?![\d.])/gu,
  /(?<![\p{L}\p{N}])(?:amount|amt|sum|transfer of|payment of|debit of|credit of|purchase of|pay)[ \t]?(?:of|is|:)?[ \t]{0,2}\d+(?![\p{L}\p{N}])/giu,
  // accounts, cards and phones
  /(?<![\p{L}\p{N}*•])(?=[\dxX]{0,20}(?:[*•]|[xX]{2}))[\dxX*•]{3,34}(?![\p{L}\p{N}*•#])/gu,
  /(?<![\p{L}\p{N}])(?:account|acct|acc|a\/c|card|ending|ends|ending in|ending with|ends with|conta|compte|cuenta|cartao|carte|tarjeta)(?:[ \t](?:no|number|num|in|with|ending|ending in|final))?[ \t.:]{0,3}\d+(?![\p{L}\p{N}])/giu,
  /\+\d[\d ()-]{8,16}\d|(?<![\p{L}\p{N}-])\d{10,20}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?:call|dial|sms|text|whatsapp|tel|phone|to) ?:? ?\+?\d{3,}(?:[ -]\d{3,4})*(?=[ .,]|$)(?!\d)/giu,
  // meter tokens and card numbers in groups
  /(?<![\p{L}\p{N}])\d{4}(?:[- ]?\d{4}){3,5}(?![\p{L}\p{N}])/gu,
  // USSD strings and durations
  /\*\d[\d*]{0,30}#?/gu,
  /(?<![\p{L}\p{N}])\d+[ \t-]?(?:seconds?|secs?|minutes?|minutos?|mins?|hours?|hrs?|horas?|heures?|days?|digits?)(?![\p{L}\p{N}])/giu,
  // references
  /(?<![\p{L}\p{N}])(?:ref|reference|txn id|transaction id|session id|rrn)(?: no| number)?[ \t]?[.:#]?[ \t]?[\p{L}\p{N}]{0,12}\d[\p{L}\p{N}]{0,40}/giu,
]

/** Codes: 4 to 8 digits, plain, behind one letter and a dash, in groups; or 5 to 10 capitals and digits mixed. */
const CODES: readonly RegExp[] = [
  /(?<![\p{L}\p{N}])\p{L}-\d{4,8}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\d(?:[ -]\d){3,7}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\d{2,4}(?:[ -]\d{2,4}){1,3}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])\d{4,8}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?=[A-Z0-9]{0,9}\d)(?=[A-Z0-9]{0,9}[A-Z])[A-Z0-9]{4,10}(?![\p{L}\p{N}])/gu,
  /(?<![\p{L}\p{N}])(?=[A-Z0-9]{3,4}-[A-Z0-9]{0,4}\d|[A-Z]{0,4}\d)[A-Z0-9]{3,4}-[A-Z0-9]{3,4}(?![\p{L}\p{N}])/gu,
]

/** `code is ABCDEF`, `code: abcdef12`: what stands right behind the announcement is the code whatever it looks like. */
const ANNOUNCED =
  /(?:otp|code|passcode|password|pin|token|tan|c[oó]digo|clave|senha|contrase[nñ]a|passe)[ \t]*(?:is|est|es|:|=|é)[ \t:]{0,3}([A-Za-z0-9][A-Za-z0-9-]{2,15})/giu

/** `kx7q2p is your login code`: what stands right in front. */
const ANNOUNCED_BEFORE =
  /(?<![\p{L}\p{N}-])(?=[a-z-]{0,9}\d)([a-z0-9][a-z0-9-]{3,9})(?=[ \t](?:is|est|es|é)[ \t](?:your|the|votre|ton|su|tu|seu|sua)(?![\p{L}]))/giu

/** The codes a text may hold, front to back, none overlapping; call it only for a text that announces one. */
export function codeCandidates(text: string): CodeCandidate[] {
  const found = announcedCodes(text)
  const announcedAt = new Uint8Array(text.length)
  for (const { start, end } of found) announcedAt.fill(1, start, end)
  const isFree = (start: number, length: number): boolean => !announcedAt.subarray(start, start + length).includes(1)
  let open = text
  for (const pattern of NOT_CODES) {
    open = open.replace(pattern, (match, ...rest) =>
      isFree(placeOf(rest), match.length) ? ';'.repeat(match.length) : match,
    )
  }
  for (const pattern of CODES) {
    open = open.replace(pattern, (match, ...rest) => {
      const start = placeOf(rest)
      if (isFree(start, match.length)) found.push({ start, end: start + match.length })
      return ';'.repeat(match.length)
    })
  }
  return found.sort((left, right) => left.start - right.start)
}

/** Where a match stands: the one number that `replace` passes behind the groups. */
function placeOf(rest: readonly unknown[]): number {
  return rest.find((value): value is number => typeof value === 'number') ?? 0
}

/** Words that follow an announcement without being the code. */
const ORDINARY =
  /^(?:is|the|your|a|an|not|to|for|has|was|will|valid|sent|required|needed|expired?|expires|being|from|never|invalid|incorrect|private|confidential|only|un|une|el|la|de|do|da|seu|sua|tu|su|http.*)$/iu

function announcedCodes(text: string): CodeCandidate[] {
  const codes: CodeCandidate[] = []
  for (const match of text.matchAll(ANNOUNCED)) {
    const code = match[1] ?? ''
    const end = match.index + match[0].length
    const next = text.slice(end, end + 2)
    if (ORDINARY.test(code) || /^[a-z-]+$/u.test(code) || /^[A-Z][a-z]+$/u.test(code)) continue
    if (/^[:/.,]\d/u.test(next) || /^(?:ngn|usd|n)\d/iu.test(code) || /^\d{1,3}$/u.test(code)) continue
    codes.push({ start: end - code.length, end })
  }
  for (const match of text.matchAll(ANNOUNCED_BEFORE)) {
    const end = match.index + match[0].length
    const isKnown = codes.some((code) => match.index < code.end && end > code.start)
    if (!isKnown && !/^(?:ngn|usd|n)\d/iu.test(match[0])) codes.push({ start: match.index, end })
  }
  return codes
}
