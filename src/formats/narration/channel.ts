import { CHANNELS, type Channel, type Direction } from '../../domain/alert.ts'
import { isWordCharacter } from '../characters.ts'

/**
 * The words banks use for a rail, per rail. Phrases are whole words in any case; the longest phrase at a place takes its
 * words, so `MC POS Intl` is an online card payment although it says POS.
 */
const VOCABULARY: Readonly<Record<Channel, string>> = {
  reversal: 'rsvl|rvsl|rvs|reversal|reversed|refund|chargeback',
  fee:
    'charge|charges|fee|vat|stamp duty|emtl|levy|comm|commission|camf|cot|sms alert|sms chg|chg|card maintenance|account maintenance|maintenance fee|' +
    'duty|electronic money transfer levy|issuance fee',
  interest: 'interest|int pd|int paid|int credit|wht|wtax|withholding tax|capitalized interest credit',
  atm: 'atm',
  pos: 'pos',
  airtime: 'airtime|topup|top up|vtu|data|recharge|data purchase|data bundle',
  bill:
    'dstv|gotv|startimes|showmax|ikedc|ekedc|eedc|aedc|phed|phedc|kedco|jedc|jed|ibedc|bedc|yedc|kaedco|aba power|prepaid|postpaid|remita|bill|bills|bill payment|' +
    'billpayment|utility|electricity',
  web: 'web|web pur|web purchase|web pymt|webtb|mc pos intl|vc pos intl|third party merchant order|online payment|ecommerce',
  ussd: 'ussd|737|894|919|901|966|822|770|329|326|833|909|402',
  cash: 'cash withdrawal|cash deposit|cashout|cash out|cash wdl|cash dep|cash|teller',
  card: 'card|card payment|card purchase',
  transfer:
    'nip|nipl|trf|trsf|transfer|transferred|cip|fip|fbnmobile|nxg|rtgs|ifo|tnf|uto|satu|mobile trf|mob|nibss|onebank|onebanktransfer|xpress|mnfy|salary|' +
    'nibss direct debit|inward|outward|instant payment|own account|payout|nibss instant payment|tfr|xfer',
}

/** Wait for these on credits only: on a debit they are somebody's remark. */
const CREDIT_ONLY: ReadonlySet<Channel> = new Set(['reversal'])

const PHRASES: ReadonlyMap<string, Channel> = new Map(
  CHANNELS.toReversed().flatMap((channel) =>
    VOCABULARY[channel].split('|').map((phrase) => [phrase, channel] as const),
  ),
)
const PHRASE_WORDS_MAX = 4

/** The rails a text names, in no order. Whole words only; digits and letters are words, everything else parts them. */
export function railsNamed(text: string, direction: Direction): ReadonlySet<Channel> {
  const words = splitWords(text)
  const rails = new Set<Channel>()
  for (let at = 0; at < words.length; ) {
    let taken = 1
    for (let count = Math.min(PHRASE_WORDS_MAX, words.length - at); count > 0; count--) {
      const rail = PHRASES.get(words.slice(at, at + count).join(' '))
      if (rail === undefined || (CREDIT_ONLY.has(rail) && direction !== 'credit')) continue
      rails.add(rail)
      taken = count
      break
    }
    at += taken
  }
  return rails
}

/** The first rail in the order of `CHANNELS`, or null. */
export function firstRail(rails: ReadonlySet<Channel>): Channel | null {
  return CHANNELS.find((channel) => rails.has(channel)) ?? null
}

function splitWords(text: string): string[] {
  const words: string[] = []
  let word = ''
  for (const character of `${text.toLowerCase()} `) {
    if (isWordCharacter(character)) word += character
    else if (word !== '') {
      words.push(word)
      word = ''
    }
  }
  return words
}
