import { isLabel } from './labels.ts'
import type { Scene } from './scene.ts'
import { isInside } from './spans.ts'
import type { Token } from './token.ts'
import type { WordClass } from './words/word-list.ts'

/** What a number in a message is. */
export type Role = 'amount' | 'balance' | 'fee' | 'limit' | 'total' | 'free'

/** A number that may be money: as printed, the mark beside it, and what the words around say it is. */
export type Mention = {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
  readonly digits: string
  readonly mark: string | null
  readonly sign: '+' | '-' | null
  readonly role: Role
  /** A label with a colon says the role. */
  readonly isLabelled: boolean
  readonly isShaped: boolean
  /** Nothing but a mark stands behind it: the message may have been cut here. */
  readonly isLast: boolean
}

const ROLES: readonly (readonly [WordClass, Role])[] = [
  ['limit', 'limit'],
  ['balance', 'balance'],
  ['fee', 'fee'],
  ['total', 'total'],
  ['amount', 'amount'],
]
const DIRECTIONS: readonly WordClass[] = ['out', 'in', 'out-weak', 'in-weak', 'out-mark', 'in-mark']

/** Every number outside descriptions that a bank may have meant as money, in order. */
export function findMentions(scene: Scene): Mention[] {
  const mentions: Mention[] = []
  scene.tokens.forEach((token, index) => {
    if (token.kind !== 'number' || isInside(token.start, scene.narrations) || isPhone(token)) return
    mentions.push(mentionAt(scene, token, index, mentions.at(-1)))
  })
  return mentions.map((mention, index) =>
    isMoved(mention, mentions.slice(index + 1)) ? { ...mention, role: 'free' } : mention,
  )
}

/** `SD TK 0441… -500,000VND … SD 3,210,500VND`: what stands behind the name of the account moved, the next is the balance. */
function isMoved({ role, isLabelled, sign, mark }: Mention, later: readonly Mention[]): boolean {
  return (
    role === 'balance' &&
    !isLabelled &&
    sign === '-' &&
    mark !== null &&
    later.some((other) => other.role === 'balance' && other.sign === null && other.mark === mark)
  )
}

/** `01711223344`: no amount begins with a nought. */
function isPhone({ text }: Token): boolean {
  return /^0\d{6,}$/u.test(text)
}

function mentionAt(scene: Scene, token: Token, index: number, previous: Mention | undefined): Mention {
  const { text, tokens } = scene
  const isBeside = (left: Token | undefined, right: Token | undefined): boolean =>
    left !== undefined && right !== undefined && /^(?:[.,]-)?[ :.]?[ :-]?$/u.test(text.slice(left.end, right.start))
  const near = (place: number): Token | undefined => tokens[place]
  let from = index
  if (near(from - 1)?.kind === 'sign' && near(from - 1)?.end === near(from)?.start) from--
  const before = near(from - 1)
  const mark = before?.kind === 'currency' && isBeside(before, near(from)) ? before : null
  if (mark !== null) from--
  if (near(from - 1)?.kind === 'sign' && near(from - 1)?.end === near(from)?.start) from--
  let to = index + 1
  const behind = near(to)
  const suffixAt = behind?.kind === 'sign' && near(to + 1)?.kind === 'currency' ? to + 1 : to
  const suffix = near(suffixAt)
  const after =
    mark === null &&
    suffix?.kind === 'currency' &&
    isBeside(token, near(to)) &&
    !belongsToNext(scene, token, suffixAt) &&
    !text.slice(token.end, suffix.start).includes('\n')
      ? suffix
      : null
  if (after !== null) to = suffixAt + 1
  if (near(to)?.kind === 'sign' && near(to)?.start === near(to - 1)?.end) to++
  const signs = tokens.slice(from, to).filter(({ kind }) => kind === 'sign')
  const start = near(from)?.start ?? token.start
  const end = near(to - 1)?.end ?? token.end
  const place = { start, end, from, to }
  return {
    ...place,
    digits: token.text,
    mark: mark?.text ?? after?.text ?? null,
    sign: signs.length === 1 ? (signs[0]?.text as '+' | '-') : null,
    isShaped: /[.,' ]\d/u.test(token.text),
    isLast: /^[\s.,;:!-]*$/u.test(text.slice(token.end)),
    ...movedOr(roleOf(scene, place, previous?.end ?? 0), signs.length === 1 && signs[0]?.text === '+'),
  }
}

/** A plus makes a number behind `SD TK 0441…` what moved, not the balance. */
function movedOr(found: { role: Role; isLabelled: boolean }, hasPlus: boolean): { role: Role; isLabelled: boolean } {
  return hasPlus && found.role === 'balance' && !found.isLabelled ? { role: 'free', isLabelled: false } : found
}

/** Whether a currency mark stands before another number, and not closer to this one. */
function belongsToNext({ text, tokens }: Scene, token: Token, suffixAt: number): boolean {
  const [suffix, next] = [tokens[suffixAt], tokens[suffixAt + 1]]
  if (
    suffix === undefined ||
    next?.kind !== 'number' ||
    isPhone(next) ||
    !/^[ :.]?$/u.test(text.slice(suffix.end, next.start))
  )
    return false
  return suffix.start > token.end || next.start === suffix.end
}

/** The nearest label in front, in the same sentence and behind the number before; else a word right behind. */
function roleOf(
  scene: Scene,
  { start, end, from, to }: Pick<Mention, 'start' | 'end' | 'from' | 'to'>,
  floor: number,
): { role: Role; isLabelled: boolean } {
  const { text, hits } = scene
  const front = hits.filter((hit) => hit.end <= start && hit.start >= floor)
  for (const hit of front.toReversed()) {
    const between = text.slice(hit.end, start)
    const isAdjacent = /^[\s.:=,()>*-]*$/u.test(between)
    if (!isAdjacent && /[.!?](?=\s)|\n|;/u.test(between)) break
    const role = ROLES.find(([kind]) => hit.kinds.has(kind))?.[1]
    if (role === 'balance' && !/[:=] ?$/u.test(between) && endsInUnknownWord(scene, from)) break
    if (role !== undefined && wordCount(between) <= 8)
      return { role: role === 'total' ? 'total' : role, isLabelled: isLabel(text, hit) }
    if (DIRECTIONS.some((kind) => hit.kinds.has(kind))) break
  }
  const next = hits.find((hit) => hit.from === to)
  if (next !== undefined && /^[ (]{0,2}$/u.test(text.slice(end, next.start)) && !leadsOn(text, next.end)) {
    const role = ROLES.find(([kind]) => next.kinds.has(kind) && kind !== 'amount')?.[1]
    if (role !== undefined) return { role, isLabelled: false }
  }
  return { role: 'free', isLabelled: false }
}

/** Whether a longer word of no list leads up to the number: `balance of rent N5,000` is no balance. */
function endsInUnknownWord({ tokens, hits }: Scene, from: number): boolean {
  const last = tokens[from - 1]
  return (
    last?.kind === 'word' && last.text.length >= 4 && !hits.some((hit) => from - 1 >= hit.from && from - 1 < hit.to)
  )
}

/** Whether a number of its own follows these words. */
function leadsOn(text: string, at: number): boolean {
  return /^[^.\n]{0,24}\d/u.test(text.slice(at, at + 26))
}

function wordCount(text: string): number {
  return text.trim() === '' ? 0 : text.trim().split(/\s+/u).length
}
