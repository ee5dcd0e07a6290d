import type { IgnoreReason } from '../domain/outcome.ts'
import { isWordCharacter } from './characters.ts'

/**
 * What messages that are not transactions say, in the order they are looked for. Phrases are whole words in any case
 * (`not successful`, never a part of a word); `*` stands for one word. They are read only when no layout fits.
 */
const PHRASES: readonly (readonly [reason: IgnoreReason, phrases: string])[] = [
  [
    'phishing',
    'click http|click https|bvn mismatch|card pin at|confirm your card|confirm your pin|confirm your bvn|verify your bvn|is on hold|to release it|account will be blocked|acct will be blocked|will be suspended',
  ],
  ['declined', 'was declined|has been declined|is declined|declined due|insufficient funds|insufficient balance'],
  [
    'failed',
    'was not successful|is not successful|unsuccessful|transfer failed|transaction failed|payment failed|has failed|has not been debited|was not debited|not been debited|no money left|was not completed|could not be completed|issuer or switch inoperative',
  ],
  [
    'future-debit',
    'will be debited|standing instruction|will run on|scheduled to be debited|is scheduled|upcoming debit',
  ],
  [
    'payment-request',
    'asking you to pay|is requesting|payment request|requested a payment|request received|money request',
  ],
  [
    'reminder',
    'is due on|is due today|due date|overdue|loan instalment|loan repayment is due|reminder|below the * alert level|below your|fund it to avoid|low balance|keep your account funded',
  ],
  [
    'loan-offer',
    'you qualify for|pre approved|preapproved|pre qualified|loan offer|get a loan|salary coming late|take up to|borrow up to|instant loan|lower rate|apply now|app to apply|overdraft of up to|can hit your account|is credited in',
  ],
  [
    'statement-ready',
    'e statement|estatement|statement is ready|monthly statement|account statement for|statement of account|your statement',
  ],
  [
    'balance-enquiry',
    'balance enquiry|balance inquiry|your balance on|balance as at|as at * is|your account balance is',
  ],
  [
    'promotion',
    'win up to|stand a chance|cashback|cash back coupon|earn up to|bonus|promo|discount|coupon|recharge * or more|refer a friend|giveaway|raffle|jackpot|start today|t c apply|interest rate of up to',
  ],
  [
    'notice',
    'suspect fraud|login to your account|new device|logged in|was added to your profile|beneficiary * was added|has been added to your profile|will now charge|will charge|branches close|public holiday|tariff|maintenance window|scheduled maintenance|system upgrade|block your cards|never share|do not share|stay alert|new charges|update your app',
  ],
]

type Phrase = { readonly parts: readonly string[]; readonly rank: number }

/** The phrases by their first word; `rank` is the place of their reason in the order above. */
const BY_FIRST_WORD = byFirstWord(PHRASES.map(([, phrases]) => phrases))

/** Labels of alerts; three of them with a colon say that the bank lists a transaction, whatever its description says. */
const LABELS: ReadonlySet<string> = new Set(
  'acct acc ac a/c account amt amount desc des description narration date dt time bal balance txn transaction ref'.split(
    ' ',
  ),
)

/** Words in which a bank says that money has moved; alerts in prose must never be ignored for a word beside them. */
const MOVED = byFirstWord([
  'has been debited with|has been credited with|was debited with|was credited with|you received|you have received|you sent|you just spent|has been debited from|has landed|has left|was successful|successfully transferred|have bought',
])

const FOLLOW_MAX = 2_000

/** Why the words of a message say that no money moved, or null when they do not say so or an alert is likely. */
export function reasonToIgnore(text: string): IgnoreReason | null {
  const words = wordsOf(text.slice(0, FOLLOW_MAX))
  const reason = PHRASES[firstRank(words, BY_FIRST_WORD)]?.[0] ?? null
  if (reason === null || reason === 'phishing') return reason
  if (countLabels(text) >= 3 || firstRank(words, MOVED) === 0) return null
  return reason
}

/** Whether a stretch holds an amount and a word that goes with alerts: then it must not be passed over in silence. */
export function looksLikeMoney(text: string): boolean {
  const stretch = text.slice(0, FOLLOW_MAX)
  const hasAmount = /(?:ngn|usd|gbp|eur|[₦$£€#]|\bn) ?-?\d|\d\.\d\d(?!\d)/iu.test(stretch)
  return (
    hasAmount &&
    /\b(?:dr|cr|debit|credit|debited|credited|acct?|amt|amount|sent|received|transferred|paid)\b/iu.test(stretch)
  )
}

/** How many different alert labels with a colon a text has. */
export function countLabels(text: string): number {
  const found = new Set<string>()
  for (const match of text
    .slice(0, FOLLOW_MAX)
    .toLowerCase()
    .matchAll(/([a-z/]{2,12}) ?[:：]/gu)) {
    if (LABELS.has(match[1] ?? '')) found.add(match[1] ?? '')
  }
  return found.size
}

function wordsOf(text: string): string[] {
  const words: string[] = []
  let word = ''
  for (const character of `${text.toLowerCase()} `) {
    if (isWordCharacter(character) || (word !== '' && /[.,]/u.test(character) && /\d$/u.test(word))) word += character
    else if (word !== '') {
      words.push(word.replace(/[.,]+$/u, ''))
      word = ''
    }
  }
  return words
}

function byFirstWord(lists: readonly string[]): ReadonlyMap<string, readonly Phrase[]> {
  const phrases = lists.flatMap((list, rank) => list.split('|').map((phrase) => ({ parts: phrase.split(' '), rank })))
  return Map.groupBy(phrases, ({ parts }) => parts[0] ?? '')
}

/** The lowest rank of the phrases that the words say, or -1. */
function firstRank(words: readonly string[], phrases: ReadonlyMap<string, readonly Phrase[]>): number {
  let lowest = -1
  words.forEach((word, at) => {
    for (const { parts, rank } of phrases.get(word) ?? []) {
      if (lowest >= 0 && rank >= lowest) continue
      const isSaid = parts.every(
        (part, offset) => words[at + offset] === part || (part === '*' && at + offset < words.length),
      )
      if (isSaid) lowest = rank
    }
  })
  return lowest
}
