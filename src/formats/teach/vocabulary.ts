/**
 * The words around the values of bank alerts, in English: they tell a balance from an amount, where free text begins and
 * where it ends. What a person answers always wins over them.
 */

/** What the words in front of a number say that it is. */
export type NumberRole = 'amount' | 'balance' | 'fee' | 'other' | 'plain'

const BALANCE = /(?<![\p{L}\p{N}])(?:bal|balance|balances|bals|total|book|available|avail)(?![\p{L}\p{N}])/u
const FEE =
  /(?<![\p{L}\p{N}])(?:fees?|charges?|chgs?|chrg|commission|comm|vat|levy|stamp duty|duty|tax|cost)(?: (?:is|of|was))?$/u
const OTHER =
  /(?<![\p{L}\p{N}])(?:limit|up to|rate|points?|target|least|minimum|maximum|min|max|ref|reference|no|id|call|dial)$/u
const AMOUNT =
  /(?<![\p{L}\p{N}])(?:amt|amount|sum|value|of|with|spent|sent|received|paid|debited|credited|debit|credit|dr|cr)$/u

/** What a number is, by the words in front of it (lower-case, back to the value before it). */
export function roleOf(context: string): NumberRole {
  const words = context.replace(/[^\p{L}\p{N}/]+$/u, '')
  const last = words.split(/[.;\n](?= |$)|\n/u).at(-1) ?? ''
  if (BALANCE.test(last)) return 'balance'
  if (FEE.test(last)) return 'fee'
  if (OTHER.test(last)) return 'other'
  return AMOUNT.test(last) ? 'amount' : 'plain'
}

/** Words in front of the digits of an account or card. */
export const NAMES_ACCOUNT =
  /(?<![\p{L}\p{N}])(?:acct?|a\/c|ac|account|card|wallet|ending(?: in| with)?|ends(?: in| with)?)(?: no| number)?[^\p{L}\p{N}]*$/u

/** Words in front of a reference. */
export const NAMES_REFERENCE =
  /(?<![\p{L}\p{N}])(?:ref|reference|id|no|number|rrn|session|txn|trans|transaction)[^\p{L}\p{N}]*$/u

/** Labels of free text. */
export const NARRATION_LABEL =
  /(?<![\p{L}\p{N}])(?:desc|des|description|narration|narr|narrative|remarks?|details?|particulars|purpose|note|memo|reason|info)\.? ?:/giu

/** Labels of whoever is on the other side. */
export const PARTY_LABEL =
  /(?<![\p{L}\p{N}])(?:from|to|by|at|sender|sender's name|sender name|recipient|receiver|beneficiary(?: name)?|beneficiary's name|merchant(?: name)?|payee|payer|paid to|name|counterparty|where) ?:/giu

/** Labels that end free text in the middle of a line. */
export const KNOWN_LABEL =
  /(?<![\p{L}\p{N}])(?:(?:txn|transaction|value|trans|post|posting) (?:id|ref|no|date|time|type)|(?:avail(?:able)?|new|current|total|ledger|cleared|book|closing|wallet|paga) bal(?:ance)?|amt|amount|acct(?: no)?|acc(?: no)?|ac|a\/c|account(?: no| number)?|bal|balance|date|dt|time|ref(?:erence)?(?: no)?|fees?|charges?|chgs?|help|total|status|type|channel|session id|rrn|desc|des|description|narration|remarks?)\.? ?:/giu

/** Words that lead to a name or a purpose in a sentence. */
export const LEAD = /(?<![\p{L}\p{N}])(from|to|by|at|for|via|towards|bei|von|chez|para|pour)(?= )/giu

/** What a purpose does not begin with: then it is the sentence's own text. */
export const NO_PURPOSE =
  /^(?:your|our|my|the|a|an|this|that|be|all|any|us|you|more|help|enquiries|details|report|call|no|banking|using|choosing)(?![\p{L}\p{N}])/iu

/** What follows one of those words without being a name: then it is the sentence's own text. */
export const NO_NAME =
  /^(?:your|our|my|the|a|an|this|that|his|her|their|its|acct|acc|a\/c|account|card|ac|date|be|all|any|us|you|wallet|more|help|enquiries|details|block|report|call|no|banking|using|choosing|your)(?![\p{L}\p{N}])/iu

/** Where free text in a sentence ends, whatever follows; in the letter case in which sentences are written. */
export const SENTENCE_GOES_ON =
  / (?:was|has|have|is|were|successfully|successful|(?:in|into|to|from|on|of|with|via|using|at) (?:your|the|my|our|acct|account|a\/c|wallet|card))(?![\p{L}])/u

/** Words behind which another name or purpose begins; one that is looked for inside a purpose may be part of it. */
export const NEXT_NAME = / (?:to|from|for|via|by|at|using|through) (?=\p{Lu}|\d|["'])/u

/** Fixed words that banks write in more than one way, each as the notation of samples gives them. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['Acct', 'Acc', 'Ac'],
  ['airtime', 'data'],
]

/** The either-notation of a fixed word that has other spellings, its own first; null for most words. */
export function spellings(word: string): string | null {
  const group = SYNONYMS.find((words) => words.some((other) => other.toLowerCase() === word.toLowerCase()))
  if (group === undefined) return null
  return `{${[word, ...group.filter((other) => other.toLowerCase() !== word.toLowerCase())].join('|')}}`
}

const TELLS_DIRECTION =
  /(?<![\p{L}\p{N}])(?:dr|cr|debit|credit|debited|credited|sent|receive|received|paid|pay|payment|spent|spend|bought|buy|purchase|purchased|withdrew|withdrawn|withdrawal|deposit|deposited|transferred|transfer|landed|left|charged|refund|refunded|recharge|out|in|reversed|reversal)(?![\p{L}\p{N}])/iu

/** Whether fixed text says which way money went; `false` only for a list of labels without a word that does. */
export function tellsDirection(fixed: string): boolean {
  const labels = fixed.match(/\p{L} ?:/gu)?.length ?? 0
  return labels < 3 || TELLS_DIRECTION.test(fixed)
}
