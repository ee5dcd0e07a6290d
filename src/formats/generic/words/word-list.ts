/**
 * What a word or phrase of a bank message does:
 * - `out`, `in`: money left or reached the account, said outright; `out-weak`, `in-weak`: words that also say other things;
 * - `move`: nouns for a transfer, whose direction the sides named behind them tell;
 * - `deal`: nouns that say spending where a card is named, and nothing elsewhere;
 * - `out-mark`, `in-mark`: nouns and abbreviations that tell a direction only beside the amount or as a heading;
 * - `balance`, `fee`, `limit`, `amount`, `total`: what the number that follows is; `limit` covers every number that is
 *   neither the amount, the fee nor the balance;
 * - `account`, `reference`, `date`, `narration`: what the text that follows is;
 * - `kind`: the label in front of `Debit` or `Credit`; `to`, `from`, `at`: before the other side's name; `holder`: words for the reader of the message;
 * - `other`: words for the other side of a transfer; `neutral`: phrases that hold a word of another class by chance;
 * - `tip`: begins a sentence that says nothing about the transaction, which is skipped;
 * - `hard`: no money moved, or not yet; `soft`: advertising; `brand`: words of advertising that are also names of shops;
 *   `not`, `future`: in front of a direction they undo it.
 */
export type WordClass =
  | 'out'
  | 'in'
  | 'out-weak'
  | 'in-weak'
  | 'move'
  | 'deal'
  | 'out-mark'
  | 'in-mark'
  | 'balance'
  | 'fee'
  | 'limit'
  | 'amount'
  | 'total'
  | 'account'
  | 'reference'
  | 'date'
  | 'narration'
  | 'kind'
  | 'to'
  | 'from'
  | 'at'
  | 'holder'
  | 'other'
  | 'neutral'
  | 'tip'
  | 'hard'
  | 'soft'
  | 'brand'
  | 'not'
  | 'future'

/**
 * The words of one language: phrases parted by `|`, in lower case without accents (those of Latin script are taken off
 * before looking). A `*` at the end of a word stands for any ending. `months`: January to December, each with its
 * spellings parted by spaces.
 */
export type WordList = Partial<Readonly<Record<WordClass, string>>> & {
  readonly language: string
  readonly months?: readonly string[]
}
