import { assertNever } from '../domain/assert-never.ts'
import { type BankFormat, LAYOUT_FIELDS, type Layout } from './bank-format.ts'
import { directionWords } from './read-direction.ts'
import { fieldsOf, parseSample, type SampleElement, type SampleRow } from './sample.ts'

/** Fields that take whatever stands between two fixed texts; the rest are read by a typed reader. */
const FREE_FIELDS: ReadonlySet<string> = new Set([
  'narration',
  'counterparty',
  'merchant',
  'remark',
  'via',
  'payer',
  'payee',
  'place',
])

/** An element as the matcher runs it. */
export type Element =
  | { readonly kind: 'text'; readonly text: string; readonly isWord: boolean; readonly touches: boolean }
  | {
      readonly kind: 'field'
      readonly field: string
      readonly example: string
      readonly letterMayFollow: boolean
      /** Stands right behind another field. */
      readonly isGlued: boolean
    }
  | { readonly kind: 'either'; readonly options: readonly (readonly Element[])[] }
  | { readonly kind: 'optional'; readonly elements: readonly Element[] }
  /** The rest of the line, captured as `field` or not read. */
  | { readonly kind: 'rest'; readonly field: string | null; readonly needsSpace: boolean }
  | { readonly kind: 'line-end' }

/** A run of elements of bounded length, and the free text in front of it that ends where it matches. */
export type Block = {
  readonly free: string | null
  readonly startsLine: boolean
  readonly needsSpace: boolean
  readonly elements: readonly Element[]
}

/** A labelled row as the matcher runs it: `free` names the text field that its value ends with, or null. */
export type CompiledRow = {
  readonly label: readonly Element[]
  readonly value: readonly Element[]
  readonly free: string | null
  readonly isOptional: boolean
}

/** A sample ready to match. */
export type CompiledSample = {
  readonly blocks: readonly Block[]
  /** The labelled rows it ends with, in no order; none for most. */
  readonly rows: readonly CompiledRow[]
  /** The fixed text (and direction) it begins with; where this matches, a message of this layout may begin. */
  readonly opening: readonly Element[]
  /** Lower-case first words that an opening can begin with; empty when the sample begins with a field. */
  readonly openingWords: readonly string[]
  /** Lower-case words that every message of it holds, as words of their own. */
  readonly requiredWords: readonly string[]
  /** Its labels, such as `avail bal`: fixed words that a colon follows. No free text may hold one of them. */
  readonly labels: readonly string[]
}

/** A layout with its sample compiled; `key` is `<bank>/<layout>`. Of layouts that claim a message those of the lowest tier count. */
export type CompiledLayout = CompiledSample & {
  readonly key: string
  readonly bank: BankFormat
  readonly layout: Layout
  readonly tier: number
}

/** A layout of a bank, ready to match. Throws when its sample marks a field that layouts do not have. */
export function compileLayout(bank: BankFormat, layout: Layout, tier: number): CompiledLayout {
  const key = `${bank.id}/${layout.id}`
  const compiled = compileSample(layout.sample, LAYOUT_FIELDS, key)
  // The words an e-mail opens with are common ones (`Dear`, `Transaction Alert`): all fixed text in front counts.
  const opening = layout.channel === 'email' ? (compiled.blocks[0]?.elements ?? []) : compiled.opening
  return { ...compiled, opening, key, bank, layout, tier }
}

/** A marked sample, ready to match. Throws on a notation error and on fields other than `allowed`; `name` says where. */
export function compileSample(sample: string, allowed?: readonly string[], name = sample): CompiledSample {
  const pieces = parseSample(sample)
  const unknown = fieldsOf(pieces).find((field) => allowed !== undefined && !allowed.includes(field))
  if (unknown !== undefined) throw new Error(`${name} marks an unknown field: ${unknown}`)
  const last = pieces.at(-1)
  const rows = last?.kind === 'rows' ? last.rows.map((row) => compileRow(row, name)) : []
  const front = rows.length === 0 ? pieces : pieces.slice(0, pieces.at(-2)?.kind === 'space' ? -2 : -1)
  const blocks = cutIntoBlocks(front)
  const opening = openingOf(blocks[0]?.elements ?? [])
  return {
    blocks,
    rows,
    opening,
    openingWords: firstWords(opening),
    requiredWords: requiredWordsOf(front),
    labels: labelsOf(pieces),
  }
}

function compileRow({ label, value, isOptional }: SampleRow, name: string): CompiledRow {
  const last = value.at(-1)
  const typed = isFree(last) ? value.slice(0, -1) : value
  if (typed.some(isFree)) throw new Error(`${name} has a row in which text stands before something else`)
  return {
    label: toElements(label),
    value: toElements(typed),
    free: isFree(last) ? last.field : null,
    isOptional,
  }
}

function isFree(element: SampleElement | undefined): element is SampleElement & { kind: 'field' } {
  return element?.kind === 'field' && FREE_FIELDS.has(element.field)
}

function cutIntoBlocks(pieces: readonly SampleElement[]): Block[] {
  const blocks: Block[] = []
  let free: string | null = null
  let start = 0
  for (let index = 0; index <= pieces.length; index++) {
    const piece = pieces[index]
    const isLast = index === pieces.length
    if (!isLast && !(isFree(piece) && index < pieces.length - 1)) continue
    const run = pieces.slice(start, index)
    const first = run[0]
    blocks.push({
      free,
      startsLine: first?.kind === 'space' && first.isLine,
      needsSpace: first?.kind === 'space',
      // A line break in front of free text may have become a space; only at the very end it asks for the line's end.
      elements: toElements(!isLast && run.at(-1)?.kind === 'space' ? run.slice(0, -1) : run),
    })
    free = isFree(piece) ? piece.field : null
    start = index + 1
  }
  return blocks
}

function toElements(pieces: readonly SampleElement[]): Element[] {
  return pieces.flatMap((piece, index) => toElement(pieces, piece, index))
}

function toElement(pieces: readonly SampleElement[], piece: SampleElement, index: number): Element[] {
  switch (piece.kind) {
    case 'space':
      return piece.isLine && index === pieces.length - 1 && index > 0 ? [{ kind: 'line-end' }] : []
    case 'text':
      return isAccountPart(pieces, index) ? [] : [{ ...piece, text: piece.text.toLowerCase() }]
    case 'field': {
      if (isFree(piece)) {
        return [{ kind: 'rest', field: piece.field, needsSpace: pieces[index - 1]?.kind === 'space' }]
      }
      const next = pieces.slice(index + 1).find((element) => element.kind !== 'space')
      const letterMayFollow = next?.kind === 'field' && next.field !== 'account'
      const isGlued = pieces[index - 1]?.kind === 'field'
      return [{ kind: 'field', field: piece.field, example: piece.example, letterMayFollow, isGlued }]
    }
    case 'either':
      return [{ kind: 'either', options: piece.options.map(toElements) }]
    case 'optional':
      return [{ kind: 'optional', elements: toElements(piece.elements) }]
    case 'rest':
      return [{ kind: 'rest', field: null, needsSpace: false }]
    case 'rows':
      throw new Error('the rows of a sample stand at its end and nowhere else')
    default:
      return assertNever(piece)
  }
}

/** Whether this text and all that follows up to an account field are digits and mask characters: the reader takes them. */
function isAccountPart(pieces: readonly SampleElement[], index: number): boolean {
  let at = index
  let piece = pieces[at]
  while (piece?.kind === 'text' && /^[\dxX*#]+$/u.test(piece.text)) piece = pieces[++at]
  return piece?.kind === 'field' && piece.field === 'account'
}

/** Everything up to the first field that is not a direction. */
function openingOf(elements: readonly Element[]): Element[] {
  const end = elements.findIndex(
    (element) => (element.kind === 'field' && element.field !== 'direction') || element.kind === 'rest',
  )
  return elements.slice(0, end < 0 ? elements.length : end)
}

function firstWords(elements: readonly Element[]): string[] {
  const first = elements[0]
  switch (first?.kind) {
    case 'text':
      return [first.text]
    case 'field':
      return first.field === 'direction' ? [...directionWords(first.example)] : []
    case 'either':
      return first.options.flatMap(firstWords)
    case 'optional':
      return [...firstWords(first.elements), ...firstWords(elements.slice(1))]
    default:
      return []
  }
}

/** Fixed words that stand between spaces or marks; what touches a field or a part that may vary can be part of a longer word. */
function requiredWordsOf(pieces: readonly SampleElement[]): string[] {
  const isApart = (piece: SampleElement | undefined): boolean =>
    piece === undefined || piece.kind === 'space' || (piece.kind === 'text' && !piece.isWord)
  return pieces.flatMap((piece, index) => {
    if (piece.kind !== 'text' || !piece.isWord || isAccountPart(pieces, index)) return []
    return isApart(pieces[index - 1]) && isApart(pieces[index + 1]) ? [piece.text.toLowerCase()] : []
  })
}

/** The words right before each colon of the fixed text, back to the line break or field in front of them. */
function labelsOf(pieces: readonly SampleElement[]): string[] {
  const labels: string[] = []
  let heads = ['']
  for (const piece of pieces) {
    if (piece.kind === 'text' && piece.text === ':') {
      labels.push(...heads.filter((head) => head !== ''))
      heads = ['']
    } else if (piece.kind === 'text' && piece.isWord) {
      const word = piece.text.toLowerCase()
      heads = heads.map((head) => (head === '' ? word : `${head} ${word}`))
    } else if (piece.kind === 'either') {
      const options = piece.options.map((option) =>
        option.flatMap((element) => (element.kind === 'text' ? [element.text.toLowerCase()] : [])).join(' '),
      )
      heads = heads.flatMap((head) => options.map((option) => (head === '' ? option : `${head} ${option}`)))
    } else if (piece.kind === 'optional') {
      labels.push(...labelsOf(piece.elements))
      heads = ['']
    } else if (piece.kind !== 'space' || piece.isLine) {
      heads = ['']
    }
  }
  return labels
}
