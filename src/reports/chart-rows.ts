import type { AccountFigures, CategoryFigures, CurrencyReport } from './report.ts'

/** A bar of a rows chart. `hue` chooses the colour: a category's own, the accent, the quiet colour of a remainder, or
 * the colour of money out for an account below zero. */
export type ChartRow = {
  readonly name: string
  /** The last digits of an account, which must stay readable where the name is cut. */
  readonly tail: string | null
  readonly amountMinor: bigint
  readonly detail:
    | { readonly kind: 'share'; readonly percent: number }
    | { readonly kind: 'payments'; readonly count: number }
    | { readonly kind: 'flows'; readonly inflowMinor: bigint; readonly outflowMinor: bigint }
    | { readonly kind: 'none' }
  readonly hue: { readonly kind: 'category'; readonly slot: number } | { readonly kind: 'accent' | 'quiet' | 'outflow' }
}

/** How many category colours a theme must have. */
export const CATEGORY_SLOTS = 20

/**
 * The colour slot of each category: the one its name gives, or the next free one while there are free ones. A category keeps its slot
 * as long as those before it in the list stay, so a list in order of creation gives colours that never change.
 */
export function categorySlots(categories: readonly string[]): ReadonlyMap<string, number> {
  const slots = new Map<string, number>()
  let taken = new Set<number>()
  for (const category of new Set(categories)) {
    let slot = slotOfName(category)
    while (taken.has(slot)) slot = (slot + 1) % CATEGORY_SLOTS
    slots.set(category, slot)
    taken.add(slot)
    if (taken.size === CATEGORY_SLOTS) taken = new Set()
  }
  return slots
}

function slotOfName(category: string): number {
  // FNV-1a over UTF-16 units: small, stable over versions, spreads short names well enough.
  let hash = 0x811c9dc5
  for (let index = 0; index < category.length; index += 1) {
    hash = Math.imul(hash ^ category.charCodeAt(index), 0x01000193) >>> 0
  }
  return ((hash ^ (hash >>> 15)) >>> 0) % CATEGORY_SLOTS
}

const CATEGORY_ROWS_WANTED = 8
/** What fits in a picture that is still readable on a phone; only beyond it may the rest exceed its limit. */
const CATEGORY_ROWS_MAX = 20
const OTHER_PERCENT_MAX = 15n
const MERCHANT_ROWS = 10
const REFUND_ROWS_MAX = 3
const ACCOUNT_ROWS_MAX = 12

/**
 * Expense categories, largest first: eight of them, or as many more as keep "Other" within 15 % of the spending. Shares are of
 * everything spent before refund-only categories, which come last with a negative amount and no share,
 * the largest refunds first.
 */
export function categoryRows(figures: CurrencyReport, ledgerCategories?: readonly string[]): ChartRow[] {
  const slots = categorySlots(ledgerCategories ?? figures.categories.map(({ category }) => category).toSorted())
  const expenses = figures.categories.filter(({ kind, amountMinor }) => kind === 'expense' && amountMinor !== 0n)
  const positive = expenses.filter(({ amountMinor }) => amountMinor > 0n)
  const total = totalOf(positive)
  const shown = shownCount(positive, total)
  const rows = positive.slice(0, shown).map((category) => categoryRow(category, total, slots))
  const rest = positive.slice(shown)
  if (rest.length > 0) {
    const amountMinor = totalOf(rest)
    rows.push({
      name: `Other (${rest.length})`,
      tail: null,
      amountMinor,
      detail: { kind: 'share', percent: percentOf(amountMinor, total) },
      hue: { kind: 'quiet' },
    })
  }
  const refunded = expenses.filter(({ amountMinor }) => amountMinor < 0n).toReversed()
  rows.push(...refunded.slice(0, REFUND_ROWS_MAX).map((category) => categoryRow(category, total, slots)))
  const others = refunded.slice(REFUND_ROWS_MAX)
  if (others.length > 0) {
    const name = `Other refunds (${others.length})`
    rows.push({ name, tail: null, amountMinor: totalOf(others), detail: { kind: 'none' }, hue: { kind: 'quiet' } })
  }
  return rows
}

/** The ten payees that took most, refunds taken off. What names no payee is not one. */
export function merchantRows(figures: CurrencyReport): ChartRow[] {
  return figures.merchants
    .filter(({ payee, amountMinor }) => payee !== null && amountMinor > 0n)
    .slice(0, MERCHANT_ROWS)
    .map(({ payee, amountMinor, count }) => ({
      name: payee ?? '',
      tail: null,
      amountMinor,
      detail: { kind: 'payments', count },
      hue: { kind: 'accent' },
    }))
}

/** Own accounts, largest balance first, each with what came in and went out; beyond a dozen the smallest are added up. */
export function accountRows(figures: CurrencyReport): ChartRow[] {
  const sorted = figures.accounts.toSorted((a, b) => compareSize(b.balanceMinor, a.balanceMinor))
  if (sorted.length <= ACCOUNT_ROWS_MAX) return bySignedBalance(sorted).map(accountRow)
  const rest = sorted.slice(ACCOUNT_ROWS_MAX)
  const sum = (of: (account: AccountFigures) => bigint) => rest.reduce((total, account) => total + of(account), 0n)
  const others = {
    account: `Other accounts (${rest.length})`,
    tail: null,
    balanceMinor: sum(({ balanceMinor }) => balanceMinor),
    inflowMinor: sum(({ inflowMinor }) => inflowMinor),
    outflowMinor: sum(({ outflowMinor }) => outflowMinor),
  }
  return [...bySignedBalance(sorted.slice(0, ACCOUNT_ROWS_MAX)), others].map(accountRow)
}

function accountRow({ account, tail, balanceMinor, inflowMinor, outflowMinor }: AccountFigures): ChartRow {
  return {
    name: account,
    tail,
    amountMinor: balanceMinor,
    detail: { kind: 'flows', inflowMinor, outflowMinor },
    hue: { kind: balanceMinor < 0n ? 'outflow' : 'accent' },
  }
}

function bySignedBalance(accounts: readonly AccountFigures[]): AccountFigures[] {
  return accounts.toSorted((a, b) => Number(b.balanceMinor > a.balanceMinor) - Number(b.balanceMinor < a.balanceMinor))
}

/** Orders by size whatever the sign: a large debt is not what should be added up out of sight. */
function compareSize(left: bigint, right: bigint): number {
  const size = (minor: bigint) => (minor < 0n ? -minor : minor)
  return Number(size(left) > size(right)) - Number(size(left) < size(right))
}

function categoryRow(
  { category, amountMinor }: CategoryFigures,
  total: bigint,
  slots: ReadonlyMap<string, number>,
): ChartRow {
  return {
    name: category,
    tail: null,
    amountMinor,
    detail: amountMinor > 0n ? { kind: 'share', percent: percentOf(amountMinor, total) } : { kind: 'none' },
    hue:
      category === 'Uncategorized'
        ? { kind: 'quiet' }
        : { kind: 'category', slot: slots.get(category) ?? slotOfName(category) },
  }
}

function shownCount(positive: readonly CategoryFigures[], total: bigint): number {
  // "Other (1)" would take the room of the very category it hides.
  if (positive.length <= CATEGORY_ROWS_WANTED + 1) return positive.length
  let shown = CATEGORY_ROWS_WANTED
  while (shown < CATEGORY_ROWS_MAX && totalOf(positive.slice(shown)) * 100n > total * OTHER_PERCENT_MAX) shown += 1
  return positive.length - shown === 1 ? positive.length : Math.min(shown, positive.length)
}

/** Rounded to the nearest whole; below half a percent it is 0, which the drawing writes as "<1%". */
function percentOf(part: bigint, total: bigint): number {
  return Number((part * 200n + total) / (total * 2n))
}

function totalOf(categories: readonly CategoryFigures[]): bigint {
  return categories.reduce((total, { amountMinor }) => total + amountMinor, 0n)
}
