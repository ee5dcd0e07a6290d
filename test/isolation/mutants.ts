import { NEW, OURS, THEIRS } from './ledger-ids.ts'
import type { Statement } from './probe.ts'

/** A statement that has lost one mention of its ledger. */
export type Mutant = {
  /** A condition that became true, or rows that are inserted elsewhere. */
  readonly kind: 'condition' | 'insert'
  /** The statement's whole text, before. */
  readonly text: string
  /** What was lost, with the text around it. */
  readonly what: string
  rewrite(statement: Statement): Statement
}

/** `x.ledger_id = $1`, `x.ledger_id = y.ledger_id` with or without quotes and names, and the same on the id of `ledgers`. */
const CONDITION =
  /(?:"?\w+"?\.)?"?\bledger_id\b"? = (?:(\$\d+)|(?:"?\w+"?\.)?"?ledger_id\b"?)|"ledgers"\."id" = (\$\d+)|(?<=\bFROM ledgers WHERE )id = (\$\d+)/g

/** The conditions on a ledger that a statement has. */
export function conditionsOf(text: string): RegExpExecArray[] {
  return [...text.matchAll(CONDITION)]
}

/** The text with a condition on the ledger made true for every ledger. */
export function withoutCondition(text: string, match: RegExpExecArray): string {
  const parameter = match[1] ?? match[2] ?? match[3]
  // The parameter stays in use: PostgreSQL must learn its type.
  const anyLedger = parameter === undefined ? 'TRUE' : `(${parameter}::uuid IS NOT NULL)`
  return text.slice(0, match.index) + anyLedger + text.slice(match.index + match[0].length)
}

/**
 * One mutant per condition on a ledger, which becomes true for every ledger; and for a statement that inserts, one that
 * puts its rows into their ledger instead of ours.
 */
export function mutantsOf(text: string): Mutant[] {
  const mutants = conditionsOf(text).map((match): Mutant => {
    const end = match.index + match[0].length
    const mutated = withoutCondition(text, match)
    return {
      kind: 'condition',
      text,
      what: `${text.slice(Math.max(0, match.index - 40), match.index)}[${match[0]}]${text.slice(end, end + 20)}`,
      rewrite: (statement) => (statement.text === text ? { ...statement, text: mutated } : statement),
    }
  })
  if (!/^\s*insert into/i.test(text)) return mutants
  const elsewhere = (value: unknown) => (value === OURS || value === NEW ? THEIRS : value)
  const rewrite = (statement: Statement): Statement =>
    statement.text === text ? { text, values: statement.values.map(elsewhere) } : statement
  return [...mutants, { kind: 'insert', text, what: `${text.slice(0, 60)} [into their ledger]`, rewrite }]
}
