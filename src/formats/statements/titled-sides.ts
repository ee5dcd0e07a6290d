import { words } from './plain-text.ts'
import { cellText, type TableRow } from './table.ts'

const DEBITS =
  /\b(?:withdrawals?|debits?|checks? (?:paid|cleared)|checks|payments? (?:out|made)|money out|charges|service fees|fees|purchases|subtractions|outgoing)\b/u
const CREDITS =
  /\b(?:deposits?|credits?|additions|money in|payments? (?:in|received)|incoming|receipts|interest (?:paid|earned))\b/u
/** Lines between a title and its header. */
const DISTANCE_MAX = 2
const TITLE_LENGTH_MAX = 60

/** The rows below a header with the side that the title above it names; as they are where it names none. */
export function withTitledSide(body: readonly TableRow[], above: readonly TableRow[]): readonly TableRow[] {
  const side = sideNamed(above.slice(-DISTANCE_MAX))
  return side === null ? body : body.map((row) => ({ ...row, side }))
}

function sideNamed(above: readonly TableRow[]): 'credit' | 'debit' | null {
  for (const { cells } of above.toReversed()) {
    const texts = cells.map(cellText).filter((text) => text.trim() !== '')
    const [title] = texts
    // A title stands alone, and is no sentence and no fact.
    if (title === undefined || texts.length > 1 || title.length > TITLE_LENGTH_MAX || /\d|:/u.test(title)) continue
    const plain = words(title)
    const isDebit = DEBITS.test(plain)
    if (isDebit !== CREDITS.test(plain)) return isDebit ? 'debit' : 'credit'
  }
  return null
}
