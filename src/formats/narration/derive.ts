import type { Channel, Direction } from '../../domain/alert.ts'
import { collapseSpace } from '../characters.ts'
import type { Meter } from '../match.ts'
import type { Capture } from '../match-result.ts'
import { normalize } from '../normalize.ts'
import { firstRail, railsNamed } from './channel.ts'
import { withoutPlace } from './places.ts'
import type { NarrationReader } from './shapes.ts'

/** What a narration tells beyond itself; null where it does not say. */
export type Derived = {
  readonly counterparty: string | null
  readonly reference: string | null
  readonly channel: Channel | null
}

/** Firms whose one word in a narration names the other side. */
const TELCOS = /^(?:mtn|glo|airtel|9mobile|etisalat|smile|spectranet)$/iu
const BILLERS =
  /^(?:dstv|gotv|startimes|showmax|ikedc|ekedc|eedc|aedc|phedc?|kedco|jedc?|ibedc|bedc|yedc|kaedco|remita)$/iu

/** Words in front of and behind a narration that a bank repeats when it takes an entry back. */
const REVERSAL_HEAD = /^(?:(?:rsvl|rvsl|rvs|reversal|refund)(?:\s+of\b|\s*[:/_-]\s*|\s+)|rev[:/_-]\s*)/iu
const REVERSAL_TAIL = /\s+failed\s+(?:txn|trxn|transaction)$/iu

/** Moniepoint's reference, which other banks print right behind the name: `LTDAT126TRF2MPTK0092117`. */
const GLUED_REFERENCE = /(?<=\p{L})AT\d{2,4}_?TRS?F\|?[0-9A-Za-z]{6,40}$/u

/** Sterling's older mails print `OneBankTransferfromAtoB`. */
const GLUED_TRANSFER = /^(OneBank)(Transfer)(from)(?=\p{Lu})(.{1,60}?)(?<=\p{Lu})(to)(?=\p{Lu})/u

/** Not anybody's name. */
const NOBODY = /^(?:self|own account|via\b.*|n\/?a|nil|cash|transfer)$/iu

/** A narration that is a firm's name and nothing else. */
const FIRM = /^[\p{L}\p{N}][\p{L}\p{N} .,&'()-]{1,60} (?:limited|ltd|plc|llc|inc|enterprises?|ventures)\.?$/iu

/** Fields whose text is somebody's words or name and so never tells the rail. */
const SILENT_FIELDS: ReadonlySet<string> = new Set([
  'counterparty',
  'merchant',
  'payer',
  'payee',
  'telco',
  'reference',
  'phone',
  'remark',
  'place',
  'account',
  'code',
])

/** Channel, counterparty and reference of a narration, as printed (`padded` still has its runs of spaces). */
export function deriveFromNarration(
  padded: string,
  direction: Direction,
  read: NarrationReader,
  meter: Meter,
): Derived {
  const whole = collapseSpace(padded)
  const head = REVERSAL_HEAD.exec(whole)
  const isReversal = direction === 'credit' && head !== null
  const printed = isReversal ? whole.slice(head[0].length).replace(REVERSAL_TAIL, '') : whole
  const body = printed.replace(GLUED_REFERENCE, '').replace(GLUED_TRANSFER, '$1 $2 $3 $4 $5 ')
  const narration = normalize(body)
  const shape = read(narration, meter)
  const rails = new Set(railsNamed(railText(narration.text, shape?.captures ?? []), direction))
  if (shape?.rail) rails.add(shape.rail)
  if (isReversal) rails.add('reversal')
  const channel = firstRail(rails)
  if (shape === null && channel === null && FIRM.test(narration.text)) {
    return { counterparty: narration.text, reference: null, channel: 'transfer' }
  }
  if (shape === null) return { counterparty: knownFirm(narration.text, rails), reference: null, channel }
  const text = (field: string): string | null => {
    const capture = shape.captures.find((candidate) => candidate.field === field)
    return capture === undefined ? null : narration.text.slice(capture.start, capture.end)
  }
  const side = text(direction === 'debit' ? 'payee' : 'payer')
  const merchant = text('merchant')
  const named = text('counterparty') ?? side ?? text('telco') ?? text('biller')
  const counterparty = merchant === null ? named : withoutPlace(beforePadding(merchant, padded))
  return { counterparty: asName(counterparty), reference: text('reference'), channel }
}

/** The narration without the parts that are names, numbers or somebody's remark. */
function railText(narration: string, captures: readonly Capture[]): string {
  let text = narration
  for (const { field, start, end } of captures) {
    if (SILENT_FIELDS.has(field)) text = `${text.slice(0, start)}${'/'.repeat(end - start)}${text.slice(end)}`
  }
  return text
}

/** Terminals pad the merchant's name with spaces before the town. */
function beforePadding(merchant: string, padded: string): string {
  const run = /\S\s{2,}/u.exec(padded)
  if (run === null) return merchant
  const front = collapseSpace(padded.slice(0, run.index + 1))
  for (let length = merchant.length - 1; length > 2; length--) {
    if (front.endsWith(merchant.slice(0, length)) && merchant[length] === ' ') return merchant.slice(0, length)
  }
  return merchant
}

function knownFirm(narration: string, rails: ReadonlySet<Channel>): string | null {
  const known = rails.has('airtime') ? TELCOS : rails.has('bill') ? BILLERS : null
  if (known === null || rails.has('fee')) return null
  return narration.split(/[^\p{L}\p{N}]+/u).find((word) => known.test(word)) ?? null
}

/** A name has three letters or more; scraps of a cut remark and stand-ins do not name anyone. */
function asName(text: string | null): string | null {
  // Some terminals print `@` between the word for the purchase and the shop.
  const name = text?.replace(/^@ ?/u, '') ?? null
  if (name === null || NOBODY.test(name)) return null
  const letters = name.match(/\p{L}/gu)?.length ?? 0
  return letters < 3 ? null : name
}
