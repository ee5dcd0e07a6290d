import { assertNever } from '../domain/assert-never.ts'
import { isWordCharacter } from './characters.ts'

/** A piece of a marked sample. `touches` says that the sample has no space between a word and the field behind it. */
export type SampleElement =
  | { readonly kind: 'text'; readonly text: string; readonly isWord: boolean; readonly touches: boolean }
  | { readonly kind: 'space'; readonly isLine: boolean }
  | { readonly kind: 'field'; readonly field: string; readonly example: string }
  | { readonly kind: 'either'; readonly options: readonly (readonly SampleElement[])[] }
  | { readonly kind: 'optional'; readonly elements: readonly SampleElement[] }
  | { readonly kind: 'rest' }
  | { readonly kind: 'rows'; readonly rows: readonly SampleRow[] }

/** A labelled row: what stands before its colon and what stands behind it. */
export type SampleRow = {
  readonly label: readonly SampleElement[]
  readonly value: readonly SampleElement[]
  readonly isOptional: boolean
}

type Cursor = { readonly sample: string; at: number }

/** The elements of a marked sample; the notation is described at `Layout`. Throws on a notation error: a bug in a bank file. */
export function parseSample(sample: string): SampleElement[] {
  const cursor = { sample, at: 0 }
  const elements = readElements(cursor, '')
  if (cursor.at < sample.length) throw new Error(`unexpected ${sample[cursor.at]} in sample: ${sample}`)
  return elements
}

/** The message a marked sample stands for: marks removed, the first of either texts, optional parts present. */
export function unmarkSample(sample: string): string {
  return parseSample(sample).map(unmarkElement).join('')
}

/** The names of every field a sample marks, in order, those in optional and either parts included. */
export function fieldsOf(elements: readonly SampleElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.kind === 'field') return [element.field]
    if (element.kind === 'optional') return fieldsOf(element.elements)
    if (element.kind === 'rows') return element.rows.flatMap((row) => fieldsOf([...row.label, ...row.value]))
    return element.kind === 'either' ? element.options.flatMap(fieldsOf) : []
  })
}

function unmarkElement(element: SampleElement): string {
  switch (element.kind) {
    case 'text':
      return element.text
    case 'space':
      return element.isLine ? '\n' : ' '
    case 'field':
      return element.example
    case 'either':
      return (element.options[0] ?? []).map(unmarkElement).join('')
    case 'optional':
      return element.elements.map(unmarkElement).join('')
    case 'rest':
      return ''
    case 'rows':
      return element.rows
        .map(({ label, value }) => `${label.map(unmarkElement).join('')}: ${value.map(unmarkElement).join('')}`)
        .join('\n')
    default:
      return assertNever(element)
  }
}

function readElements(cursor: Cursor, closers: string): SampleElement[] {
  const elements: SampleElement[] = []
  while (cursor.at < cursor.sample.length && !closers.includes(cursor.sample[cursor.at] ?? '')) {
    elements.push(readElement(cursor))
  }
  return elements
}

function readElement(cursor: Cursor): SampleElement {
  const character = cursor.sample[cursor.at] ?? ''
  switch (character) {
    case '«':
      return readField(cursor)
    case '{':
      return readEither(cursor)
    case '⟦':
      return readOptional(cursor)
    case '⟪':
      return readRows(cursor)
    case '…':
      cursor.at++
      return { kind: 'rest' }
    case ' ':
    case '↵':
    case '\n':
      return readSpace(cursor)
    default:
      return readText(cursor)
  }
}

function readField(cursor: Cursor): SampleElement {
  const end = cursor.sample.indexOf('»', cursor.at)
  const colon = cursor.sample.indexOf(':', cursor.at)
  if (end < 0 || colon < 0 || colon > end) throw new Error(`unfinished field in sample: ${cursor.sample}`)
  const field = cursor.sample.slice(cursor.at + 1, colon)
  const example = cursor.sample.slice(colon + 1, end)
  cursor.at = end + 1
  return { kind: 'field', field, example }
}

function readEither(cursor: Cursor): SampleElement {
  const options: SampleElement[][] = []
  do {
    cursor.at++
    options.push(readElements(cursor, '|}'))
  } while (cursor.sample[cursor.at] === '|')
  expect(cursor, '}')
  return { kind: 'either', options }
}

function readOptional(cursor: Cursor): SampleElement {
  cursor.at++
  const elements = readElements(cursor, '⟧')
  expect(cursor, '⟧')
  return { kind: 'optional', elements }
}

function readRows(cursor: Cursor): SampleElement {
  cursor.at++
  const rows: SampleRow[] = []
  let elements: SampleElement[] = []
  const finish = (): void => {
    if (elements.length > 0) rows.push(toRow(elements, cursor.sample))
    elements = []
  }
  while (cursor.at < cursor.sample.length && cursor.sample[cursor.at] !== '⟫') {
    const element = readElement(cursor)
    if (element.kind === 'space' && element.isLine) finish()
    else elements.push(element)
  }
  finish()
  expect(cursor, '⟫')
  return { kind: 'rows', rows }
}

/** A row is split at its first colon; one in `⟦ ⟧` may be absent. */
function toRow(elements: readonly SampleElement[], sample: string): SampleRow {
  const [only] = elements
  if (elements.length === 1 && only?.kind === 'optional') return { ...toRow(only.elements, sample), isOptional: true }
  const colon = elements.findIndex((element) => element.kind === 'text' && element.text === ':')
  if (colon <= 0) throw new Error(`a row without a label and a colon in sample: ${sample}`)
  const value = elements.slice(colon + 1)
  return {
    label: elements.slice(0, colon),
    value: value[0]?.kind === 'space' ? value.slice(1) : value,
    isOptional: false,
  }
}

function expect(cursor: Cursor, closer: string): void {
  if (cursor.sample[cursor.at] !== closer) throw new Error(`missing ${closer} in sample: ${cursor.sample}`)
  cursor.at++
}

function readSpace(cursor: Cursor): SampleElement {
  let isLine = false
  while (/[ \n↵]/u.test(cursor.sample[cursor.at] ?? '')) {
    if (cursor.sample[cursor.at] !== ' ') isLine = true
    cursor.at++
  }
  return { kind: 'space', isLine }
}

function readText(cursor: Cursor): SampleElement {
  const start = cursor.at
  const isWord = isWordCharacter(cursor.sample[start])
  if ('»}⟧⟫'.includes(cursor.sample[start] ?? ' ')) throw new Error(`unopened mark in sample: ${cursor.sample}`)
  cursor.at++
  while (isWord && isWordCharacter(cursor.sample[cursor.at])) cursor.at++
  const touches = isWord && '«⟦{'.includes(cursor.sample[cursor.at] ?? ' ')
  return { kind: 'text', text: cursor.sample.slice(start, cursor.at), isWord, touches }
}
