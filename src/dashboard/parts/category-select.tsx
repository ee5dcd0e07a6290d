import type { Category } from '../api/shapes.ts'
import type { FieldIds } from './field.tsx'

/** A choice of category, by id, parents with their children. `automatic`: what the empty choice is called. */
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
  readonly onChoose: (id: string) => void
}) {
  const shown = categories.filter((one) => (kind === null || one.kind === kind) && (!one.hidden || one.id === value))
  return (
    <select {...ids} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {automatic === undefined ? null : <option value="">{automatic}</option>}
      {groupsOf(shown, categories).map(({ id: group, title, members }) => (
        <optgroup key={group} label={title}>
          {members.map(({ id, name, icon }) => (
            <option key={id} value={id}>
              {icon === null ? name : `${icon} ${name}`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

type Group = { readonly id: string; readonly title: string; readonly members: Category[] }

/** Categories under the one they belong to, in the order they came. */
function groupsOf(shown: readonly Category[], all: readonly Category[]): Group[] {
  const groups = new Map<string, Group>()
  for (const category of shown) {
    const id = category.parent ?? category.id
    const title = all.find((one) => one.id === id)?.name ?? category.name
    const group = groups.get(id) ?? { id, title, members: [] }
    group.members.push(category)
    groups.set(id, group)
  }
  return [...groups.values()]
}
