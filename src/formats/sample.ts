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
  if ('»}⟧'.includes(cursor.sample[start] ?? ' ')) throw new Error(`unopened mark in sample: ${cursor.sample}`)
  cursor.at++
  while (isWord && isWordCharacter(cursor.sample[cursor.at])) cursor.at++
  const touches = isWord && '«⟦{'.includes(cursor.sample[cursor.at] ?? ' ')
  return { kind: 'text', text: cursor.sample.slice(start, cursor.at), isWord, touches }
}
