import type { Money } from '../domain/money.ts'
import type { RuleCategory, RuleEffects, RuleShare } from '../domain/rule.ts'
import { categoryAt } from './category-names.ts'
import { Cursor, RuleProblem } from './cursor.ts'
import { decimalMinor } from './decimal.ts'
import { splitMinors } from './split-minors.ts'

const TAG = /^#?([\p{L}\p{N}][\p{L}\p{N}_-]{0,31})$/u
const PAYEE_LENGTH_MAX = 100
const NOTE_LENGTH_MAX = 500
/** Where a transfer leads whose rule does not say. */
const OWN_ACCOUNT = 'Own account'

/** Reads what comes after "then". Throws `RuleProblem`. */
export function parseEffects(cursor: Cursor, categories: readonly RuleCategory[]): RuleEffects {
  let effects: RuleEffects = {}
  do {
    const next = parseEffect(cursor, categories)
    const twice = Object.keys(next).find((name) => name !== 'tags' && name in effects)
    if (twice !== undefined) throw new RuleProblem('One thing is said twice after “then”. Say it once.')
    const tags = [...new Set([...(effects.tags ?? []), ...(next.tags ?? [])])]
    effects = { ...effects, ...next, ...(tags.length === 0 ? {} : { tags }) }
  } while (takeSeparator(cursor))
  const places = [effects.categoryId, effects.split, effects.transferTo, effects.isIgnored].filter(
    (place) => place !== undefined,
  )
  if (places.length > 1)
    throw new RuleProblem('Choose one of category, split, transfer and ignore: an entry can be in one place only.')
  return effects
}

function takeSeparator(cursor: Cursor): boolean {
  const isMarked = cursor.mark(',;')
  return cursor.take('and') || isMarked
}

function parseEffect(cursor: Cursor, categories: readonly RuleCategory[]): RuleEffects {
  if (cursor.take('category')) return { categoryId: categoryAt(cursor, categories) }
  if (cursor.take('split')) return { split: parseSplit(cursor, categories) }
  if (cursor.take('payee')) return { payee: textOf(cursor, 'payee', PAYEE_LENGTH_MAX) }
  if (cursor.take('note')) return { note: textOf(cursor, 'note', NOTE_LENGTH_MAX) }
  if (cursor.take('tags') || cursor.take('tag')) return { tags: parseTags(cursor) }
  if (cursor.take('transfer')) {
    if (!cursor.take('to') && !cursor.take('from')) return { transferTo: OWN_ACCOUNT }
    return { transferTo: textOf(cursor, 'transfer to', 40) }
  }
  if (cursor.take('ignore')) return { isIgnored: true }
  throw new RuleProblem(
    `After “then” I expected category, split, payee, note, tag, transfer or ignore, not “${cursor.rest || 'nothing'}”.`,
  )
}

function textOf(cursor: Cursor, name: string, lengthMax: number): string {
  const text = cursor.quoted() ?? cursor.words(['and'])
  if (text === '') throw new RuleProblem(`Say the ${name} in quotes: ${name} "Mama Put".`)
  if (text.length > lengthMax) throw new RuleProblem(`That ${name} is too long: ${lengthMax} characters at most.`)
  return text
}

function parseTags(cursor: Cursor): string[] {
  const words = (cursor.quoted() ?? cursor.words(['and'])).split(/\s+/u)
  return words.map((word) => {
    const tag = readTag(word)
    if (tag === null) throw new RuleProblem(`“${word}” is no tag. A tag is one word of letters and digits: tag weekly.`)
    return tag
  })
}

/** A tag as it is kept, small and without `#`; null for what is none. At most 32 letters, digits, `-` and `_`. */
export function readTag(word: string): string | null {
  return TAG.exec(word.normalize('NFC'))?.[1]?.toLowerCase() ?? null
}

function parseSplit(cursor: Cursor, categories: readonly RuleCategory[]): SplitParts {
  const parts = readParts(cursor, categories)
  checkSplit(parts, categories)
  return parts
}

function readParts(cursor: Cursor, categories: readonly RuleCategory[]): SplitParts {
  const parts: { categoryId: string; share: RuleShare }[] = []
  do {
    const share = parseShare(cursor)
    cursor.take('to')
    parts.push({ share, categoryId: categoryAt(cursor, categories) })
  } while (cursor.mark('+'))
  return parts
}

export type ParsedSplit =
  | { readonly kind: 'split'; readonly minors: readonly { readonly categoryId: string; readonly minor: bigint }[] }
  | { readonly kind: 'problem'; readonly problem: string }

/** Reads how one amount is split, such as `2,000 Food + rest Home`; here fixed amounts may make the whole without a rest. */
export function readSplit(text: string, whole: Money, categories: readonly RuleCategory[]): ParsedSplit {
  try {
    const cursor = new Cursor(text)
    const parts = readParts(cursor, categories)
    if (!cursor.isAtEnd)
      throw new RuleProblem(`I do not understand “${cursor.rest}”. Join the parts by +: ${SPLIT_EXAMPLE}.`)
    const minors = allFixed(parts, whole) ?? shared(parts, whole, categories)
    return {
      kind: 'split',
      minors: parts.map(({ categoryId }, index) => ({ categoryId, minor: minors[index] as bigint })),
    }
  } catch (error) {
    if (error instanceof RuleProblem) return { kind: 'problem', problem: error.message }
    throw error
  }
}

type SplitParts = NonNullable<RuleEffects['split']>

/** The parts as amounts when all of them are; null otherwise. Their sum is the caller's to check. */
function allFixed(parts: SplitParts, { currency }: Money): bigint[] | null {
  const minors = parts.flatMap(({ share }) => (share.kind === 'amount' ? [decimalMinor(share.amount, currency)] : []))
  if (minors.length < parts.length) return null
  if (minors.includes(null)) throw new RuleProblem('One of the amounts has more digits than the currency.')
  return minors as bigint[]
}

function shared(parts: SplitParts, whole: Money, categories: readonly RuleCategory[]): bigint[] {
  checkSplit(parts, categories)
  const minors = splitMinors(whole, parts)
  if (minors === null) throw new RuleProblem('The fixed parts leave nothing for the rest.')
  return minors
}

const SPLIT_EXAMPLE = 'split 60% Food + 40% Home, or split 2,000 Transport + rest Food'

function parseShare(cursor: Cursor): RuleShare {
  if (cursor.take('rest') || cursor.take('the rest')) return { kind: 'rest' }
  const hundredths = cursor.percent()
  if (hundredths !== null) return { kind: 'percent', hundredths }
  const amount = cursor.amount()
  if (amount !== null) return { kind: 'amount', amount }
  throw new RuleProblem(`Each part begins with how much: ${SPLIT_EXAMPLE}.`)
}

function checkSplit(parts: SplitParts, categories: readonly RuleCategory[]): void {
  if (parts.length < 2) throw new RuleProblem(`A split has two parts or more, joined by +: ${SPLIT_EXAMPLE}.`)
  const rests = parts.filter(({ share }) => share.kind === 'rest').length
  const hasAmounts = parts.some(({ share }) => share.kind === 'amount')
  const hundredths = parts.reduce((sum, { share }) => sum + (share.kind === 'percent' ? share.hundredths : 0), 0)
  const kinds = new Set(parts.map(({ categoryId }) => categories.find(({ id }) => id === categoryId)?.kind))
  if (rests > 1) throw new RuleProblem('“rest” can stand once in a split.')
  if (hasAmounts && rests === 0) throw new RuleProblem(`Fixed amounts need a part for the rest: ${SPLIT_EXAMPLE}.`)
  if (rests === 0 && hundredths !== 10_000)
    throw new RuleProblem('The parts must make 100 % together, or one of them must be “rest”.')
  if (rests === 1 && hundredths >= 10_000) throw new RuleProblem('The parts leave nothing for “rest”.')
  if (kinds.size > 1) throw new RuleProblem('All parts of a split must be spending, or all income.')
  if (
    parts.some(
      ({ share }) =>
        (share.kind === 'percent' && share.hundredths === 0) || (share.kind === 'amount' && Number(share.amount) === 0),
    )
  ) {
    throw new RuleProblem('No part of a split can be nothing.')
  }
}
