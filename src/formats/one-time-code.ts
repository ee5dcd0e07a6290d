import { codeCandidates } from './one-time-code-candidates.ts'

/** What stands in the place of a one-time code. */
export const ONE_TIME_CODE_WORDS = 'one-time code'

/**
 * Words that announce a code, in English, French, Spanish, Portuguese, German and Hungarian. Whole words, so `HOTPOT` is none. Accents are
 * taken off before they are looked for.
 */
const CUES = [
  'otp|o\\.t\\.p\\.?|otps|totp|hotp|mtan|itan|tac|2fa|mfa|cvv2?|pin|pins|mpin|t-pin|tpin|passcode|pass code|passkey|password|passwd|token|tokens|softtoken|one[- ]?time',
  '(?:verification|verify|security|secure|auth|authentication|authorisation|authorization|access|activation|confirmation|confirm|login|log-?in|sign-?in|reset|' +
    'validation|transaction|approval|device|registration|pairing|recovery|temporary|unique|secret|\\d-digit) (?:code|number|key)',
  'code (?:is|to|for|est|es|e)|code ?[:=]|(?:enter|use|input|type) [a-z0-9][a-z0-9 -]{2,11} to (?:verify|confirm|log ?in|sign ?in|authori[sz]e|approve|complete|activate|continue)|(?:use|enter|input|with|your|this|the) (?:[a-z]+ )?code',
  'code (?:de|d.|a|du|otp|secret|confidentiel|unique)|mot de passe|code ?:',
  // A bare `Tan` is a surname.
  '(?:ihre|ihr|deine|dein|die|der|eine|keine|diese|your|the|a|this|mobile|sms|push|chip|photo|qr)[- ]tan|tan(?: ?[:=#-] ?| (?:is |ist |lautet ?:? ?|nr\\.? |no\\.? |number |code )?)[a-z0-9]{0,3}\\d[a-z0-9]{2,8}|tan (?:fur|ist|lautet|eingeben|nicht)',
  'bestatigungscode|sicherheitscode|freigabecode|jelszo[a-z]{0,6}|jelszav[a-z]{0,6}|egyszer hasznalatos|azonosito kod[a-z]{0,6}|biztonsagi kod[a-z]{0,6}',
  'codigo|codigos|clave|contrasena|senha|palavra-passe|chave de seguranca|numero secreto',
]
const CUE = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${CUES.join('|')})(?![\\p{L}\\p{N}_])`, 'iu')

/** `sort code`, `branch code` and the like announce no secret, nor does the warning below most bank e-mails. */
const HARMLESS_CODE =
  /(?<![\p{L}\p{N}])(?:otp ?(?:bank|banka|direkt|mobil|mobilbank|nyrt)|transaction (?:number|code) \d{9,20}|(?:sort|branch|bank|swift|ussd|country|area|post|postal|zip|short|agent|merchant|promo|referral|qr|dress) code|no pin|without pin|keep your (?:pin|password) (?:private|safe|secret|secure))(?![\p{L}\p{N}])/giu

/** What mobile money calls the reference of a payment that is done: `Transaction Code: 0AB12C. Balance: Rs. 1,250.50`. */
const REFERENCE_CODE = /(?<![\p{L}\p{N}])(?:transaction|approval) (?:code|number)(?![\p{L}\p{N}])/giu
/** A message that prints the balance behind a payment tells what has happened; none with a secret does. */
const BALANCE_BEHIND = /(?<![\p{L}\p{N}])balance(?: is| now| now is)?:? (?:\p{L}{2,4}|[\p{Sc}])\.? ?\d/iu
const SAID_DONE =
  /(?<![\p{L}\p{N}])(?:you have (?:successfully )?(?:paid|sent|transferred|received|withdrawn)|withdrawn|approval code)(?![\p{L}\p{N}])/iu

/** Labels of alerts and line breaks, one after another; the first group is a description's label. */
const LANDMARK =
  /(?<![\p{L}\p{N}])(?:(desc|des|description|narration|remarks?|details?)|avail(?:able)? bal(?:ance)?|bal(?:ance)?|date|time|dt|amt|amount|acct?|ac|total(?: bal)?|txn|chgs|ref)[ \t]{0,4}[:：]|[\n\r]/giu
const ALERT_LABEL = /(?<![\p{L}\p{N}])(?:acct?|ac|amt|amount|bal|balance|desc|des|narration|date|dt|time)[ \t]*[:：]/giu
/** What an alert in prose says the money was for: `has been debited for … on 03-Mar-2026`, `… account for …. Bal:`. */
const PURPOSE =
  /(?<=has been (?:debited|credited)(?: (?:with|from|to) [^\n\r]{1,60}?)? for )[^\n\r]{1,120}?(?= on \d|\. (?:bal|ref)[ \t]?[:：])/giu
const DIRECTION =
  /(?<![\p{L}\p{N}])(?:dr|cr|debit|credit|debited|credited)(?![\p{L}\p{N}])|\d(?:dr|cr)(?![\p{L}\p{N}])/iu

/**
 * The text with every one-time code replaced by the words `one-time code`, and whether there was one. Pure; used at
 * every door before anything is written. Amounts, accounts and dates stay. What an alert prints as its description is
 * not a code: genuine alerts come back unchanged. In doubt a code is taken out.
 */
export function redactOneTimeCodes(text: string): { readonly text: string; readonly found: boolean } {
  const open = maskDescriptions(text)
  const spared = withoutAccents(open).replace(HARMLESS_CODE, blank)
  const isDone = SAID_DONE.test(open) && BALANCE_BEHIND.test(open)
  if (!CUE.test(isDone ? spared.replace(REFERENCE_CODE, blank) : spared)) return { text, found: false }
  const candidates = codeCandidates(open)
  if (candidates.length === 0) return { text, found: false }
  let redacted = ''
  let at = 0
  for (const { start, end } of candidates) {
    redacted += text.slice(at, start) + ONE_TIME_CODE_WORDS
    at = end
  }
  return { text: redacted + text.slice(at), found: true }
}

/** Whether a text is what `redactOneTimeCodes` leaves of a message with a code. */
export function mentionsOneTimeCode(text: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${ONE_TIME_CODE_WORDS}(?![\\p{L}\\p{N}])`, 'iu').test(text)
}

/** Same length, so that positions hold. */
function withoutAccents(text: string): string {
  return text.replace(/[à-ÿÀ-ß]/gu, (letter) => letter.normalize('NFD')[0] ?? letter)
}

/** The text with the description of an alert blanked out; other texts as they are. Same length. */
function maskDescriptions(text: string): string {
  const labels = new Set([...text.matchAll(ALERT_LABEL)].map(([label]) => label.toLowerCase().replace(/[\s:：]/gu, '')))
  const hasDescription = ['desc', 'des', 'narration'].some((label) => labels.has(label))
  const isAlert =
    (labels.size >= 3 || hasDescription) && DIRECTION.test(text) && (labels.has('bal') || labels.has('balance'))
  if (!isAlert) return text.replace(PURPOSE, (purpose) => blank(purpose))
  return maskUnlabelledLines(maskLabelled(text))
}

function blank(text: string): string {
  return text.replace(/[^\n\r]/gu, (character) => ' '.repeat(character.length))
}

/** What stands between a description's label and the next label or line break is blanked out. */
function maskLabelled(text: string): string {
  let masked = ''
  let at = 0
  let isDescription = false
  for (const landmark of text.matchAll(LANDMARK)) {
    const stretch = text.slice(at, landmark.index)
    masked += isDescription ? blank(stretch) : stretch
    at = landmark.index
    isDescription = landmark[1] !== undefined
    if (!isDescription) continue
    masked += landmark[0]
    at += landmark[0].length
  }
  const last = text.slice(at)
  return masked + (isDescription ? blank(last) : last)
}

/** Lines of an alert between `DT:` and `DR Amt:`, where Zenith prints its description without a label. */
function maskUnlabelledLines(text: string): string {
  const from = /(?:^|\n)[ \t]*dt[ \t]*:[^\n]*\n/iu.exec(text)
  const to = /(?:^|\n)[ \t]*[dc]r[ \t]+amt[ \t]*:/iu.exec(text)
  if (from === null || to === null) return text
  const start = from.index + from[0].length
  return to.index <= start ? text : text.slice(0, start) + blank(text.slice(start, to.index)) + text.slice(to.index)
}
