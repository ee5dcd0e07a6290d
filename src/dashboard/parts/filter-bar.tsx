import { useEffect, useRef, useState } from 'preact/hooks'
import { place, setQuery } from '../router.ts'
import { accountName, useAccounts, useCategories } from '../state/ledger.ts'
import { CategorySelect } from './category-select.tsx'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'

const FILTERS = ['q', 'account', 'category', 'kind', 'status', 'tag', 'from', 'to', 'min', 'max'] as const
const BEHIND = FILTERS.filter((name) => name !== 'q')
const TYPING_MS = 250

/** The filters of an address, as the API takes them. */
export function filterQuery(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    FILTERS.flatMap((name) => {
      const value = query.get(name)
      return value === null || value === '' ? [] : [[name, value]]
    }),
  )
}

/** Search and filters; they stand in the address, so that a reload and a copied link keep them. */
export function FilterBar() {
  const { query } = place.value
  const count = BEHIND.filter((name) => query.get(name)).length
  const [isOpen, setOpen] = useState(count > 0)
  return (
    <search class="filters" aria-label="Search and filters">
      <div class="filter-line">
        <SearchField />
        <button
          type="button"
          class="button"
          aria-expanded={isOpen}
          aria-controls="filters"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name="filter" />
          Filters{count === 0 ? '' : ` (${count})`}
        </button>
      </div>
      <div id="filters" class="filter-fields panel" hidden={!isOpen}>
        <FilterFields />
        {count === 0 ? null : (
          <button
            type="button"
            class="link-button"
            onClick={() => setQuery(Object.fromEntries(BEHIND.map((name) => [name, null])))}
          >
            Clear filters
          </button>
        )}
      </div>
    </search>
  )
}

/** Waits until the typing pauses before it searches. */
function SearchField() {
  const inAddress = place.value.query.get('q') ?? ''
  const [text, setText] = useState(inAddress)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => setText(inAddress), [inAddress])
  const type = (value: string): void => {
    setText(value)
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = setTimeout(() => setQuery({ q: value.trim() }), TYPING_MS)
  }
  return (
    <label class="search-field">
      <span class="unseen">Search payee, note, bank’s words</span>
      <Icon name="search" />
      <input type="search" placeholder="Search" value={text} onInput={(event) => type(event.currentTarget.value)} />
    </label>
  )
}

function FilterFields() {
  const { query } = place.value
  const accounts = useAccounts()
  const categories = useCategories()
  const value = (name: string): string => query.get(name) ?? ''
  const dateField = (name: 'from' | 'to', label: string) => (
    <Field id={`filter-${name}`} label={label}>
      {(ids) => (
        <input
          {...ids}
          type="date"
          value={value(name)}
          onChange={(event) => setQuery({ [name]: event.currentTarget.value })}
        />
      )}
    </Field>
  )
  const choice = (name: string, label: string, options: readonly (readonly [string, string])[]) => (
    <Field id={`filter-${name}`} label={label}>
      {(ids) => (
        <select {...ids} value={value(name)} onChange={(event) => setQuery({ [name]: event.currentTarget.value })}>
          {options.map(([id, text]) => (
            <option key={id} value={id}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
  return (
    <div class="field-grid">
      {choice('account', 'Account', [
        ['', 'All accounts'],
        ...accounts.map((one) => [one.id, accountName(one)] as const),
      ])}
      <Field id="filter-category" label="Category">
        {(ids) => (
          <CategorySelect
            ids={ids}
            value={value('category')}
            categories={categories}
            kind={null}
            automatic="All categories"
            onChoose={(category) => setQuery({ category })}
          />
        )}
      </Field>
      {choice('kind', 'Kind', [
        ['', 'All kinds'],
        ['expense', 'Expenses'],
        ['income', 'Income'],
        ['transfer', 'Transfers'],
        ['fee', 'Charges'],
        ['refund', 'Refunds'],
        ['reversed', 'Returned'],
      ])}
      {choice('status', 'State', [
        ['', 'All but deleted'],
        ['posted', 'Settled'],
        ['suspect', 'Perhaps a repeat'],
        ['undone', 'Deleted'],
      ])}
      {dateField('from', 'From')}
      {dateField('to', 'To')}
    </div>
  )
}
