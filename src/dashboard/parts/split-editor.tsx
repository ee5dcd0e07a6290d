import type { Category, Posting } from '../api/shapes.ts'
import { moneyText, plainAmount, withoutSign } from '../format/money.ts'
import { readAmount } from '../format/typed-amount.ts'
import { CategorySelect } from './category-select.tsx'
import { Icon } from './icon.tsx'

/** A part of a split as it is typed. */
export type SplitDraft = { readonly key: string; readonly category: string; readonly amount: string }

/** Parts that make up the whole, or why they do not. */
export type SplitsRead =
  | { readonly kind: 'splits'; readonly splits: readonly { readonly category: string; readonly amountMinor: string }[] }
  | { readonly kind: 'wrong'; readonly what: string }

/** The parts that an entry has now. */
export function splitsOf(legs: readonly Posting[]): SplitDraft[] {
  return legs.map(({ category = '', amountMinor, currency }, index) => ({
    key: String(index),
    category,
    amount: plainAmount(withoutSign(BigInt(amountMinor)), currency),
  }))
}

/** Reads the parts; they must make up `total`. One empty amount is what the others leave. */
export function readSplits(drafts: readonly SplitDraft[], total: bigint, currency: string): SplitsRead {
  const amounts = drafts.map(({ amount }) => readAmount(amount, currency))
  if (drafts.some(({ category }) => category === '')) return { kind: 'wrong', what: 'Choose a category for each part.' }
  if (amounts.some((amount) => amount.kind === 'wrong' || (amount.kind === 'amount' && amount.currency !== currency))) {
    return { kind: 'wrong', what: 'One of the amounts cannot be read.' }
  }
  const open = amounts.filter(({ kind }) => kind === 'empty').length
  const rest = total - amounts.reduce((sum, amount) => sum + (amount.kind === 'amount' ? amount.minor : 0n), 0n)
  if (open > 1) return { kind: 'wrong', what: 'Leave at most one amount empty: it gets what is left.' }
  if (open === 0 && rest !== 0n) {
    const amount = moneyText(withoutSign(rest), currency)
    return { kind: 'wrong', what: rest > 0n ? `${amount} is not given to any part yet.` : `The parts are ${amount} too much.` }
  }
  if (open === 1 && rest <= 0n) return { kind: 'wrong', what: 'Nothing is left for the empty part.' }
  const splits = drafts.map(({ category }, index) => {
    const amount = amounts[index]
    return { category, amountMinor: String(amount?.kind === 'amount' ? amount.minor : rest) }
  })
  return { kind: 'splits', splits }
}

/** The parts of an entry over several categories. */
export function SplitEditor({
  splits,
  read,
  categories,
  kind,
  onChange,
}: {
  readonly splits: readonly SplitDraft[]
  readonly read: SplitsRead | null
  readonly categories: readonly Category[]
  readonly kind: Category['kind']
  readonly onChange: (splits: readonly SplitDraft[]) => void
}) {
  const change = (key: string, part: Partial<SplitDraft>): void =>
    onChange(splits.map((split) => (split.key === key ? { ...split, ...part } : split)))
  return (
    <fieldset class="splits">
      <legend>Split over categories</legend>
      {splits.map((split, index) => (
        <div class="split" key={split.key}>
          <label>
            <span class="unseen">Category of part {index + 1}</span>
            <CategorySelect
              ids={{ id: `split-category-${split.key}` }}
              value={split.category}
              categories={categories}
              kind={kind}
              automatic="Choose…"
              onChoose={(category) => change(split.key, { category })}
            />
          </label>
          <label>
            <span class="unseen">Amount of part {index + 1}</span>
            <input
              inputMode="decimal"
              class="money"
              placeholder="the rest"
              autocomplete="off"
              value={split.amount}
              onInput={(event) => change(split.key, { amount: event.currentTarget.value })}
            />
          </label>
          <button
            type="button"
            class="icon-button"
            aria-label={`Remove part ${index + 1}`}
            disabled={splits.length < 3}
            onClick={() => onChange(splits.filter(({ key }) => key !== split.key))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <p class="hint" role="status">
        {read?.kind === 'wrong' ? read.what : 'The parts make up the whole.'}
      </p>
      <button
        type="button"
        class="link-button"
        onClick={() => onChange([...splits, { key: String(Date.now()), category: '', amount: '' }])}
      >
        Add a part
      </button>
    </fieldset>
  )
}
