/**
 * A result as text, equal for equal results: maps as entries, bigints with an `n`, lists in an order of their own, since
 * many reads promise none.
 */
export function canonicalText(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Map) return `Map${canonicalText([...value])}`
  if (Array.isArray(value)) return `[${value.map(canonicalText).sort().join(',')}]`
  if (value === null || typeof value !== 'object' || 'toJSON' in value) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return `{${entries.map(([name, item]) => `${name}:${canonicalText(item)}`).join(',')}}`
}
