import type { Category } from '../api/shapes.ts'
import type { SplitDraft, SplitsRead } from '../format/splits.ts'
import { CategorySelect } from './category-select.tsx'
import { Icon } from './icon.tsx'

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
          <div>
            <label class="unseen" for={`split-category-${split.key}`}>
              Category of part {index + 1}
            </label>
            <CategorySelect
              ids={{ id: `split-category-${split.key}` }}
              value={split.category}
              categories={categories}
              kind={kind}
              automatic="Choose…"
              onChoose={(category) => change(split.key, { category })}
            />
          </div>
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
