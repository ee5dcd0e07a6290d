import type { Category } from '../api/shapes.ts'
import type { FieldIds } from './field.tsx'

/** A choice of category by its full name, parents with their children. `automatic`: what the empty choice is called. */
export function CategorySelect({
  ids,
  value,
  categories,
  kind,
  automatic,
  onChoose,
}: {
  readonly ids: FieldIds
  readonly value: string
  readonly categories: readonly Category[]
  readonly kind: Category['kind'] | null
  readonly automatic?: string
  readonly onChoose: (name: string) => void
}) {
  const shown = categories.filter((one) => (kind === null || one.kind === kind) && (!one.hidden || one.name === value))
  const names = [...new Set(shown.map(({ name }) => name))]
  const isUnknown = value !== '' && !names.includes(value)
  return (
    <select {...ids} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {automatic === undefined ? null : <option value="">{automatic}</option>}
      {isUnknown ? <option value={value}>{value}</option> : null}
      {groupsOf(shown).map(({ title, members }) => (
        <optgroup key={title} label={title}>
          {members.map(({ id, name, icon }) => (
            <option key={id} value={name}>
              {icon === null ? name : `${icon} ${name}`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

/** Categories under the one they belong to, in the order they came. */
function groupsOf(categories: readonly Category[]): { title: string; members: Category[] }[] {
  const groups = new Map<string, Category[]>()
  for (const category of categories) {
    const title = category.parent ?? category.name.split(': ')[0] ?? category.name
    const members = groups.get(title) ?? []
    if (!members.some(({ name }) => name === category.name)) members.push(category)
    groups.set(title, members)
  }
  return [...groups].map(([title, members]) => ({ title, members }))
}
