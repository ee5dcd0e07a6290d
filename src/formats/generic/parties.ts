import type { Direction } from '../../domain/alert.ts'
import { readAccount } from '../read-account.ts'
import { isLabel } from './labels.ts'
import type { Scene } from './scene.ts'
import { isInside } from './spans.ts'
import type { WordClass } from './words/word-list.ts'

type SeenAccount = {
  readonly tail: string | null
  readonly start: number
  readonly side: 'own' | 'from' | 'to' | 'other' | 'none'
}

/** The visible tail of the holder's account or card, or null when none is shown or it may be the other side's. */
export function findAccountTail(scene: Scene, direction: Direction): string | null {
  const seen = accountsOf(scene)
  const own = seen.filter(({ side }) => side === 'own')
  const expected = direction === 'debit' ? 'from' : 'to'
  const sided = seen.filter(({ side }) => side === expected)
  const plain = seen.filter(({ side }) => side === 'none')
  const chosen = [own, sided, plain].find((group) => group.length > 0) ?? []
  const tails = new Set(chosen.map(({ tail }) => tail))
  return tails.size === 1 ? (chosen[0]?.tail ?? null) : null
}

function accountsOf(scene: Scene): SeenAccount[] {
  const { tokens, text } = scene
  return tokens.flatMap((token, index) => {
    if (isInside(token.start, scene.narrations)) return []
    if (
      token.kind !== 'account' &&
      !(token.kind === 'number' && /^\d{3,18}$/u.test(token.text) && hasAccountLabel(scene, index))
    )
      return []
    if (/^[\s]*$/u.test(text.slice(token.end)) || (token.kind === 'number' && token.text.length < 3)) return []
    const tail = token.kind === 'number' ? token.text.slice(-4) : tailOf(token.text)
    return [{ tail, start: token.start, side: sideOf(scene, token.start) }]
  })
}

function tailOf(printed: string): string | null {
  const plain = printed
    .replaceAll('•', '*')
    .replace(/\.{2,}/u, '**')
    .replace(/[-.](?=[\dx*])/gu, '')
  const read = readAccount(plain, 0)
  if (read !== null && read.end === plain.length) return read.tail
  const behind = /[x*#]\D*(\d{2,6})$/u.exec(plain)?.[1]
  return behind ?? null
}

function hasAccountLabel({ hits, text, tokens }: Scene, index: number): boolean {
  const start = tokens[index]?.start ?? 0
  return hits.some(
    (hit) =>
      hit.kinds.has('account') &&
      hit.end <= start &&
      /^[\s.:#()-]*(?:no|number|nr|ending|with|in|is|en|com|mit|بـ|ب)?[\s.:#()-]*$/u.test(text.slice(hit.end, start)) &&
      start - hit.end < 16,
  )
}

function sideOf({ hits, text }: Scene, at: number): SeenAccount['side'] {
  const front = hits
    .filter((hit) => hit.end <= at && at - hit.end < 40 && !/[.;\n]\s/u.test(text.slice(hit.end, at)))
    .slice(-4)
  if (front.some(({ kinds }) => kinds.has('other'))) return 'other'
  if (front.some(({ kinds }) => kinds.has('holder'))) return 'own'
  for (const { kinds } of front.toReversed()) {
    if (kinds.has('from') && !kinds.has('at')) return 'from'
    if (kinds.has('to')) return 'to'
  }
  return 'none'
}

/** The bank's reference, as printed, or null. */
export function findReference(scene: Scene): string | null {
  const { hits, tokens, text, message } = scene
  const opening = /^([a-z0-9]{8,12}) (?:confirmed|imethibitishwa|confirmado)/u.exec(text)?.[1]
  if (opening !== undefined && /\d/u.test(opening)) return message.text.slice(0, opening.length)
  for (const hit of hits) {
    if (!hit.kinds.has('reference')) continue
    const token = tokens.find(({ start, text: word }) => start >= hit.end && !/^(?:is|es|est|no)$/u.test(word))
    if (
      token === undefined ||
      !/^[\s.:#=-]{0,3}(?:is |es |est |no\.? |number )?:? ?$/u.test(text.slice(hit.end, token.start)) ||
      token.start - hit.end > 12
    )
      continue
    const printed =
      /^[\p{L}\p{N}][\p{L}\p{N}._/-]*[\p{L}\p{N}]/u.exec(message.text.slice(token.start, token.start + 64))?.[0] ?? ''
    if (/\d{3}|\d.*\d.*\d|(?=.*\d)[A-Za-z0-9]{5}/u.test(printed)) return printed
  }
  return null
}

/** `ANA RUIZ sent you`, `te ha enviado`. */
const SENDER =
  /(?:^|[.:!\n] ?)([\p{L}][\p{L} .'-]{2,40}) (?:(?:has |just )*(?:sent|paid) you|te (?:ha )?envi(?:o|ado)|te transfirio|te pago|vous a envoye|ti ha inviato|te enviou)/u
/** `You paid Ana Ruiz $40.00`. */
const PAID = /(?<!\p{L})you (?:paid|sent) (\p{L}[\p{L} .'-]{2,40}) [\p{Sc}\p{L}]{0,4}\$?\d/u

/** The name behind `to`, `from`, `at` and the like, or in front of `sent you`; null when none is sure. */
export function findCounterparty(scene: Scene, direction: Direction): string | null {
  const sides: readonly WordClass[] = direction === 'debit' ? ['to', 'at'] : ['from']
  for (const hit of scene.hits) {
    const isSide =
      sides.some((side) => hit.kinds.has(side)) ||
      (/ (?:to|from|at)$/u.test(scene.text.slice(hit.start, hit.end)) &&
        ['out', 'in', 'out-weak', 'in-weak'].some((kind) => hit.kinds.has(kind as WordClass)))
    if (!isSide || isInside(hit.start, scene.narrations)) continue
    const name = nameAt(scene, hit.end)
    if (name !== null) return name
  }
  const sender = SENDER.exec(scene.text) ?? PAID.exec(scene.text)
  return sender?.[1] === undefined
    ? null
    : scene.message.text.slice(
        sender.index + sender[0].indexOf(sender[1]),
        sender.index + sender[0].indexOf(sender[1]) + sender[1].length,
      )
}

const NAME_MAX = 48

function nameAt({ message, hits, text, tokens }: Scene, at: number): string | null {
  const from = at + (/^[\s:-]*/u.exec(text.slice(at, at + 4))?.[0].length ?? 0)
  const ends = [
    ...hits
      .filter(
        (hit) =>
          hit.start >= from &&
          (hit.start > from || !isNameable(hit.kinds)) &&
          (isLabel(text, hit) ||
            ['date', 'reference', 'balance', 'from', 'account', 'holder', 'to', 'amount', 'fee', 'narration'].some(
              (kind) => hit.kinds.has(kind as WordClass),
            )),
      )
      .map(({ start }) => start),
    ...tokens
      .filter(
        ({ kind, start }) => start >= from && ['date', 'time', 'account', 'currency', 'number', 'code'].includes(kind),
      )
      .map(({ start }) => start),
    from + NAME_MAX,
  ]
  const whole = text.slice(from, Math.min(...ends))
  const stop =
    /[,;(\n]|(?<=\p{L}{2})\.(?:\s|$)| (?:for|via|using|with|was|has|is|successfully|on|of)(?: |$)/u.exec(whole)
      ?.index ?? whole.length
  const name = message.text.slice(from, from + stop).replace(/[\s:.\-–(]+$/u, '')
  return (name.match(/\p{L}/gu)?.length ?? 0) >= 3 ? name : null
}

function isNameable(kinds: ReadonlySet<WordClass>): boolean {
  return kinds.has('neutral')
}
