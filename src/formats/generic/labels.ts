import type { Hit } from './phrases.ts'
import type { WordClass } from './words/word-list.ts'

const LABELS: readonly WordClass[] = [
  'balance',
  'fee',
  'limit',
  'amount',
  'total',
  'account',
  'reference',
  'date',
  'narration',
  'kind',
  'to',
  'from',
  'at',
  'out-mark',
  'in-mark',
]

/** Whether a colon (or ` - `, `=`) stands behind the words of a label, or behind a remark on them: `Amount(Approx.):`. */
export function isLabel(text: string, { kinds, end }: Hit): boolean {
  return LABELS.some((kind) => kinds.has(kind)) && /^(?: ?\([^()\n]{1,16}\))?\.? ?[:=]/u.test(text.slice(end, end + 22))
}
