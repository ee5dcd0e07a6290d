import { seededCategories } from '../../src/categories/seeded-category.ts'
import type { Happening, Row, Style } from './kinds.ts'
import { KNOWN_NAMES } from './known-names.ts'
import { Random } from './random.ts'

type Rail = Happening['rail']
type Share = { readonly right: number; readonly filed: number; readonly of: number }

/** How names of a category are usually paid. */
function railsOf(key: string): readonly Rail[] {
  if (/electricity|\.tv|broadband|airtime/.test(key)) return ['bill', 'web']
  if (/^faith|school|government/.test(key)) return ['transfer', 'pos']
  if (/betting|software|games|shopping|crypto|investment|education/.test(key)) return ['web']
  return key === 'debt.repayment' ? ['debit-order'] : ['pos', 'web', 'transfer']
}

/** The well-known names in every one of the styles, with no history. */
export function knownNames(styles: Readonly<Record<string, Style>>): Share {
  const random = new Random(7)
  let right = 0
  let filed = 0
  let of = 0
  for (const [key, names] of Object.entries(KNOWN_NAMES)) {
    for (const payee of names.split('|')) {
      for (const style of Object.values(styles)) {
        const happening = {
          rail: random.pick(railsOf(key)),
          direction: 'debit',
          payee,
          remark: '',
          phone: '08031234567',
          amountMinor: 500_000,
          day: 3,
        } as const
        const found = categoryOf(style(happening, random), 'debit')
        of++
        if (found !== null) filed++
        if (found === key) right++
      }
    }
  }
  return { right, filed, of }
}

/** Invented people and shops: what is filed without asking, and what of it is right by `meanings` (label to keys, `|` between). */
export function unknownNames(rows: readonly Row[], meanings: Readonly<Record<string, string>>): Share {
  let right = 0
  let filed = 0
  let of = 0
  for (const { text, category, direction } of rows) {
    const keys = meanings[category]
    if (keys === undefined) continue
    of++
    const found = categoryOf(text, direction)
    if (found === null) continue
    filed++
    if (keys.split('|').some((key) => found === key || found.startsWith(`${key}.`))) right++
  }
  return { right, filed, of }
}

function categoryOf(narration: string, direction: 'debit' | 'credit'): string | null {
  return seededCategories({ counterparty: null, narration, direction, isOwnWords: false })[0]?.key ?? null
}
