/** A row as the balance sees it: what it did to the account, and the balance printed behind it. */
export type Link = { readonly effect: bigint; readonly balance: bigint | null }

/** Where the printed balance is not what the rows before it come to. */
export type Break = { readonly index: number; readonly expected: bigint; readonly found: bigint }

/** How rows and running balances fit together, oldest row first. */
export type ChainCheck = {
  readonly breaks: readonly Break[]
  /** Balances that were held against an earlier one. */
  readonly checks: number
  /** What the account had before the first row; null when neither the file nor a balance tells. */
  readonly opening: bigint | null
  readonly closing: bigint | null
}

/** Follows the running balance over rows in order of time; after a break it goes on from what is printed. */
export function checkChain(links: readonly Link[], opening: bigint | null): ChainCheck {
  const breaks: Break[] = []
  let checks = 0
  let running = opening
  let unchecked = 0n
  let derived = opening
  links.forEach(({ effect, balance }, index) => {
    if (running === null) {
      unchecked += effect
      if (balance === null) return
      derived = balance - unchecked
      running = balance
      return
    }
    const expected = running + effect
    if (balance !== null) {
      checks++
      if (balance !== expected) breaks.push({ index, expected, found: balance })
    }
    running = balance ?? expected
  })
  return { breaks, checks, opening: derived, closing: running }
}

/** The order of a file's rows. */
export type RowOrder = 'oldest-first' | 'newest-first'

/** Which order the balances prove; where they prove none, the days tell, and a file of one day is taken as it stands. */
export function rowOrderOf(links: readonly Link[], days: readonly string[]): RowOrder {
  const forward = checkChain(links, null)
  const backward = checkChain(links.toReversed(), null)
  if (forward.checks > 0 && forward.breaks.length !== backward.breaks.length) {
    return forward.breaks.length < backward.breaks.length ? 'oldest-first' : 'newest-first'
  }
  let falls = 0
  let rises = 0
  days.forEach((day, index) => {
    const before = days[index - 1]
    if (before === undefined || before === day) return
    if (before < day) rises++
    else falls++
  })
  return falls > rises ? 'newest-first' : 'oldest-first'
}
