import type { Money } from '../../domain/money.ts'
import type { CurrencyReader } from './currency.ts'
import type { Mention } from './mentions.ts'
import type { Scene } from './scene.ts'
import { lineOf } from './spans.ts'
import { toMinorUnits } from './value.ts'
import { isWhole } from './whole.ts'

/**
 * The number that is the amount. `isExplicit`: a currency mark stands beside it; `isSure`: that mark is of one currency only;
 * `isNamed`: a bank, payment system or place of the currency is named.
 */
export type Chosen = {
  readonly mention: Mention
  readonly amount: Money
  readonly isExplicit: boolean
  readonly isSure: boolean
  readonly isNamed: boolean
}

/** The only number that can be the amount: labelled so, or with a currency mark and no other meaning. */
export function chooseAmount(scene: Scene, mentions: readonly Mention[], currencies: CurrencyReader): Chosen | null {
  const labelled = mentions.filter(({ role }) => role === 'amount')
  // Malaysian banks begin with `RM0.00`: the message is free.
  const marked = mentions.filter(
    ({ role, mark, digits, start }) => role === 'free' && mark !== null && (start > 0 || /[1-9]/u.test(digits)),
  )
  const totals = mentions.filter(({ role, mark }) => role === 'total' && mark !== null)
  const bare = mentions.filter(({ role, mark, isShaped }) => role === 'free' && mark === null && isShaped)
  const explicit = labelled.filter(({ isLabelled, mark, isShaped }) => mark !== null || isLabelled || isShaped)
  const group = [[...explicit, ...marked], totals, bare].find(({ length }) => length > 0)
  if (group === undefined) return null
  // A total beside a number whose mark was lost is not the amount.
  if (group === totals && bare.length > 0) return null
  const read = group.map((mention) => worthOf(mention, currencies, scene))
  if (read.some((value) => value === null)) return null
  const values = read as Chosen[]
  const distinct = new Set(values.map(({ amount }) => `${amount.minor} ${amount.currency}`))
  if (distinct.size === 1) return values[0] ?? null
  return inAccountCurrency(scene, values, mentions, currencies)
}

/** Where a purchase abroad prints two currencies: the one the balance is in. */
function inAccountCurrency(
  scene: Scene,
  values: readonly Chosen[],
  mentions: readonly Mention[],
  currencies: CurrencyReader,
): Chosen | null {
  const balance = mentions.find(({ role, mark }) => (role === 'balance' || role === 'limit') && mark !== null)
  const own = balance?.mark == null ? null : currencies.ofMark(balance.mark)?.currency
  const fitting = values.filter(({ amount }) => amount.currency === own)
  const others = new Set(values.map(({ amount }) => amount.currency))
  const lines = new Set(values.map(({ mention }) => lineOf(scene, mention.start)))
  return fitting.length === 1 && lines.size === 1 && others.size === values.length ? (fitting[0] ?? null) : null
}

function worthOf(mention: Mention, currencies: CurrencyReader, scene: Scene): Chosen | null {
  const marked = mention.mark === null ? null : currencies.ofMark(mention.mark)
  if (mention.mark !== null && marked === null) return null
  const currency = marked?.currency ?? currencies.unmarked
  if (currency === null || !isWhole(scene, mention, currency)) return null
  const minor = toMinorUnits(mention.digits, currency)
  if (minor === null || minor === 0n) return null
  return {
    mention,
    amount: { minor, currency },
    isExplicit: marked !== null,
    isSure: marked?.isSure ?? true,
    isNamed: currencies.isNamed(currency),
  }
}
