import type { Hit } from './phrases.ts'
import type { Span } from './spans.ts'

/** Whether a line without a label says nothing but that money moved, and the rest of the message says the opposite. */
export function isContradicted(lines: readonly Span[], hits: readonly Hit[]): boolean {
  return lines.some((line) => {
    const said = new Set(hits.filter(({ start }) => start === line.start).flatMap(({ kinds }) => outOrIn(kinds, '')))
    const isOpposed = ({ kinds }: Hit): boolean =>
      [...outOrIn(kinds, ''), ...outOrIn(kinds, '-mark')].some((direction) => !said.has(direction))
    return said.size === 1 && hits.some((hit) => hit.end < line.start && isOpposed(hit))
  })
}

function outOrIn(kinds: Hit['kinds'], suffix: '' | '-mark'): ('out' | 'in')[] {
  return (['out', 'in'] as const).filter((kind) => kinds.has(`${kind}${suffix}`))
}
