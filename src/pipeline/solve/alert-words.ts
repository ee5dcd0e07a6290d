import type { Alert } from '../../domain/alert.ts'
import { plainWords } from '../counterparty.ts'
import { BANK_WORDS, COMPANY_WORDS, RAIL_WORDS } from '../seed/bank-words.ts'

/** What the texts of an alert say about who and where; made once per alert, since each is compared with many. */
export type AlertWords = {
  /** Words of the counterparty that name a person or a shop: no banks, no legal forms. */
  readonly name: ReadonlySet<string>
  /** The same of counterparty and narration together, without words for rails and without numbers. */
  readonly all: ReadonlySet<string>
  /** Institutions the texts name, the alert's own left out. */
  readonly banks: ReadonlySet<string>
  /** Numbers that stand for one payment: references and sessions, not phones, meters and accounts. */
  readonly references: ReadonlySet<string>
  readonly phones: ReadonlySet<string>
  /** Ten digits, as the numbers of Nigerian accounts have. */
  readonly accountNumbers: ReadonlySet<string>
  /** The texts say that the owner is on both sides. */
  readonly isOwn: boolean
  /** People's words for paying back what they were lent. */
  readonly repays: boolean
  /** The texts say that this undoes something: surely, or perhaps, since people call their own payments refunds. */
  readonly undoes: 'surely' | 'perhaps' | null
}

const OWN =
  /\b(?:OWN (?:ACCOUNT|ACCT|A C|TRANSFER)|(?:TO|FROM|BY|INTO) (?:MY )?SELF|SELF TRANSFER|MY (?:OWN )?(?:ACCOUNT|ACCT|WALLET))\b/u
const UNDOES = /\b(?:RSVL|RVSL|RVS|REV|REVERSAL|REVERSED|RETURNED|CHARGEBACK)\b/u
const REPAYS = /\bLOANS? REFUND\b|\bREFUND OF (?:MY |THE |YOUR )?LOAN\b/u
const REFUNDS = /\b(?:REFUND|REFUNDED)\b/u
const UNDOING_WORDS: ReadonlySet<string> = new Set(
  'RSVL RVSL RVS REV REVERSAL REVERSED REFUND REFUNDED RETURNED CHARGEBACK FAILED TXN TRANSACTION OF FOR'.split(' '),
)

const PHONE = /^(?:0|234)[789]\d{9}$/u

const known = new WeakMap<Alert, AlertWords>()

/** The words of an alert, read once. */
export function wordsOf(alert: Alert): AlertWords {
  const found = known.get(alert)
  if (found !== undefined) return found
  const words = readWords(alert)
  known.set(alert, words)
  return words
}

/** The institution that a bank file's name stands for, as the words of texts are compared with it. */
export function bankOf(institution: string | null): string | null {
  if (institution === null) return null
  const known = banksByName.get(institution)
  if (known !== undefined) return known
  const bank = readBank(institution)
  banksByName.set(institution, bank)
  return bank
}

/** Names come from bank files and a person's own accounts: there are few. */
const banksByName = new Map<string, string>()

function readBank(institution: string): string {
  const words = plainWords(institution)
  const named = words.map((word) => BANK_WORDS[word]).find((bank) => bank !== undefined)
  return named ?? words.filter((word) => word !== 'BANK').join(' ')
}

/** Shared words over the fewer words of the two; null where one of them has none. */
export function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number | null {
  if (left.size === 0 || right.size === 0) return null
  const shared = [...left].filter((word) => right.has(word) || isCutShort(word, right)).length
  return shared / Math.min(left.size, right.size)
}

/** Whether two names are of one person or shop: two words shared, or all of the shorter one. */
export function areSameNames(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const shared = [...left].filter((word) => right.has(word) || isCutShort(word, right)).length
  return shared >= Math.min(2, left.size, right.size)
}

/** Whether two names are of one family: a word shared by two names of two words and more. */
export function areKin(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size >= 2 && right.size >= 2 && !left.isDisjointFrom(right)
}

/** A message cut on its way ends in half a word. */
function isCutShort(word: string, others: ReadonlySet<string>): boolean {
  if (word.length < 4) return false
  for (const other of others) if (other.length >= 4 && (other.startsWith(word) || word.startsWith(other))) return true
  return false
}

function readWords({ reading }: Alert): AlertWords {
  const name = plainWords(reading.counterparty ?? '')
  const all = [...name, ...plainWords(reading.narration ?? '')]
  const text = all.join(' ')
  const reference = referencesIn(reading.reference)
  const own = bankOf(reading.institution)
  const banks = new Set(all.flatMap((word) => BANK_WORDS[word] ?? []))
  if (own !== null && !isOtherSide(own, all, reading.direction)) banks.delete(own)
  return {
    name: new Set(name.filter(isNaming)),
    all: new Set(all.filter((word) => isNaming(word) && !UNDOING_WORDS.has(word))),
    banks,
    references: new Set([...all.filter((word) => word.length >= 12), ...reference].filter(isReference)),
    phones: new Set(all.filter((word) => PHONE.test(word))),
    accountNumbers: new Set(all.filter((word) => /^\d{10}$/u.test(word))),
    isOwn: OWN.test(text) || isFromOneToTheSame(reading.narration ?? ''),
    repays: REPAYS.test(text),
    undoes: readUndoing(reading, text),
  }
}

/** Whether the texts say that money went to, or came from, somebody at the alert's own bank: `TRANSFER TO GTB - ADA OBI`. */
function isOtherSide(own: string, words: readonly string[], direction: Alert['reading']['direction']): boolean {
  const before = direction === 'debit' ? 'TO' : 'FROM'
  return words.some((word, at) => BANK_WORDS[word] === own && words[at - 1] === before)
}

function readUndoing({ channel, direction }: Alert['reading'], text: string): AlertWords['undoes'] {
  if (UNDOES.test(text)) return 'surely'
  // Banks give money back; what leaves under the name of a refund is somebody's payment.
  if (REPAYS.test(text)) return null
  if (REFUNDS.test(text)) return direction === 'credit' ? 'perhaps' : null
  return channel === 'reversal' ? 'surely' : null
}

/** `TRANSFER TO ADA OBI FROM ADA OBI`, whichever comes first. */
function isFromOneToTheSame(narration: string): boolean {
  const parts = plainWords(narration)
    .join(' ')
    .split(/\b(TO|FROM)\b/u)
  const sideOf = (word: string) => {
    const at = parts.lastIndexOf(word)
    return new Set(at < 0 ? [] : plainWords(parts[at + 1] ?? '').filter(isNaming))
  }
  const [to, from] = [sideOf('TO'), sideOf('FROM')]
  return Math.min(to.size, from.size) >= 2 && areSameNames(to, from)
}

/** A reference as a whole, and its long parts: short ones are days, branches and counters, which many payments share. */
function referencesIn(reference: string | null): string[] {
  const parts = plainWords(reference ?? '')
  return [parts.join(''), ...parts.filter((part) => part.length >= 9)].filter((part) => part.length >= 6)
}

function isReference(word: string): boolean {
  return /\d/u.test(word) && !PHONE.test(word)
}

function isNaming(word: string): boolean {
  return (
    word.length > 1 &&
    !/\d/u.test(word) &&
    BANK_WORDS[word] === undefined &&
    !COMPANY_WORDS.has(word) &&
    !RAIL_WORDS.has(word)
  )
}
