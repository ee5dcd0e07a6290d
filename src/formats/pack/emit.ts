import { assertNever } from '../../domain/assert-never.ts'
import { parseSample, type SampleElement } from '../sample.ts'
import type { Fakes } from './fakes.ts'

/** A field and what a real message shows in its place. */
export type Shown = { readonly field: string; readonly text: string }

/**
 * A marked sample again, with invented values of the form of those shown; fields that were not in the message get values of the
 * form of the sample's own.
 */
export function refillSample(sample: string, shown: readonly Shown[], fakes: Fakes): string {
  const rest = [...shown]
  const take = (field: string, example: string): string => {
    if (rest[0]?.field !== field) return example
    const text = rest.shift()?.text.trim() ?? ''
    return text === '' ? example : text
  }
  const emit = (pieces: readonly SampleElement[]): string =>
    pieces.map((piece, at) => emitElement(piece, isInFrontOfAccount(pieces, at))).join('')
  const emitElement = (piece: SampleElement, isAccountPart: boolean): string => {
    switch (piece.kind) {
      case 'text':
        return isAccountPart ? fakes.value('account', piece.text) : piece.text
      case 'space':
        return piece.isLine ? '↵' : ' '
      case 'field':
        return emitField(piece.field, take(piece.field, piece.example), piece.example, fakes)
      case 'either':
        return `{${piece.options.map(emit).join('|')}}`
      case 'optional':
        return `⟦${emit(piece.elements)}⟧`
      case 'rest':
        return '…'
      case 'rows':
        throw new Error('only the samples of e-mails have rows')
      default:
        return assertNever(piece)
    }
  }
  return emit(parseSample(sample))
}

/** A field with an invented value. What stands in front of an account's visible tail is the sample's own mask. */
export function emitField(field: string, text: string, example: string, fakes: Fakes): string {
  if (field !== 'account') return `«${field}:${fakes.value(field, oneLine(text))}»`
  const isMaskLast = /[*xX#]$/u.test(example)
  const visible = isMaskLast ? text : text.replace(/^.*[*xX#.]/u, '')
  return `«account:${fakes.value('account', visible)}»`
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[«»]/gu, '"')
}

function isInFrontOfAccount(pieces: readonly SampleElement[], at: number): boolean {
  let index = at
  let piece = pieces[index]
  while (piece?.kind === 'text' && /^[\dxX*#]+$/u.test(piece.text)) piece = pieces[++index]
  return index > at && piece?.kind === 'field' && piece.field === 'account'
}

/** The text of a sample without its fields: what a bank prints in every message. */
export function fixedText(sample: string): string {
  return sample.replace(/«[^»]*»/gu, ' ').replace(/[{}|⟦⟧⟪⟫…↵]/gu, ' ')
}
