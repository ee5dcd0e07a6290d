/** Features live in a table of this many places; two that share one are told apart by the others. */
export const TABLE_SIZE = 1 << 17

/** The place of a feature: a number from 0 up to below `TABLE_SIZE`. */
export function placeOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash ^= hash >>> 15
  return (hash >>> 0) & (TABLE_SIZE - 1)
}
