/** Features live in a table of this many places; two that share one are told apart by the others. */
export const TABLE_SIZE = 1 << 17

const START = 0x811c9dc5
const PRIME = 0x01000193

/** The place of a feature: a number from 0 up to below `TABLE_SIZE`. */
export function placeOf(text: string): number {
  return placeOfHash(hashOf(text, START, 0, text.length))
}

/** The places of all stretches of `length` characters of a word, each as if `prefix` stood before it. */
export function placesOfStretches(prefix: string, word: string, length: number): number[] {
  const start = hashOf(prefix, START, 0, prefix.length)
  const places: number[] = []
  for (let at = 0; at + length <= word.length; at++) places.push(placeOfHash(hashOf(word, start, at, at + length)))
  return places
}

/** FNV-1a over the characters from `from` up to below `to`, going on from `hash`. */
function hashOf(text: string, hash: number, from: number, to: number): number {
  let result = hash
  for (let at = from; at < to; at++) result = Math.imul(result ^ text.charCodeAt(at), PRIME)
  return result
}

function placeOfHash(hash: number): number {
  return ((hash ^ (hash >>> 15)) >>> 0) & (TABLE_SIZE - 1)
}
