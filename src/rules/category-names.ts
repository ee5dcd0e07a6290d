import type { RuleCategory } from '../domain/rule.ts'
import { type Cursor, RuleProblem } from './cursor.ts'
import { plainText } from './plain-text.ts'

const SUGGESTED = 3

/** Reads a category: its full name, or the part after the colon where only one has it. Gives its id; throws `RuleProblem`. */
export function categoryAt(cursor: Cursor, categories: readonly RuleCategory[]): string {
  const names = namesOf(categories)
  const quoted = cursor.quoted()
  if (quoted !== null) {
    const found = names.find(({ name }) => name.toLowerCase() === quoted.toLowerCase())
    if (found === undefined) throw unknown(quoted, categories)
    return found.id
  }
  const index = cursor.longestOf(names.map(({ name }) => name))
  const found = index === null ? undefined : names[index]
  if (found === undefined) throw unknown(cursor.rest, categories)
  return found.id
}

/** Names of categories near these words, the nearest first; at most three. */
function nearNames(words: string, categories: readonly RuleCategory[]): string[] {
  const wanted = plainText(words).split(' ')
  const scored = categories.map(({ name }) => ({ name, score: scoreOf(plainText(name).split(' '), wanted) }))
  return scored
    .filter(({ score }) => score > 0)
    .sort((left, right) => right.score - left.score || left.name.length - right.name.length)
    .slice(0, SUGGESTED)
    .map(({ name }) => name)
}

function scoreOf(own: readonly string[], wanted: readonly string[]): number {
  const isNear = (word: string) =>
    wanted.some(
      (other) => other === word || (other.length > 3 && word.length > 3 && other.slice(0, 4) === word.slice(0, 4)),
    )
  return own.filter((word) => word.length > 2 && isNear(word)).length
}

/** Every way to write a category: full names first, then last parts that only one of them has. */
function namesOf(categories: readonly RuleCategory[]): { readonly name: string; readonly id: string }[] {
  const full = categories.map(({ name, id }) => ({ name, id }))
  const taken = new Set(full.map(({ name }) => name.toLowerCase()))
  const last = categories.flatMap(({ name, id }) =>
    name.includes(': ') ? [{ name: name.split(': ')[1] ?? '', id }] : [],
  )
  const byName = Map.groupBy(last, ({ name }) => name.toLowerCase())
  const lone = [...byName.values()].flatMap(([one, ...others]) =>
    one === undefined || others.length > 0 || taken.has(one.name.toLowerCase()) ? [] : [one],
  )
  return [...full, ...lone]
}

function unknown(words: string, categories: readonly RuleCategory[]): RuleProblem {
  const near = nearNames(words, categories)
  const hint = near.length === 0 ? '/categories shows all of them.' : `Perhaps ${near.join(', or ')}?`
  return new RuleProblem(`I know no category “${words || 'without a name'}”. ${hint}`)
}
