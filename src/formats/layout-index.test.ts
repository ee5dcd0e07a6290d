import { expect, test } from 'vitest'
import type { BankFormat } from './bank-format.ts'
import { compileLayout, compileSample } from './compile-layout.ts'
import { createLayoutIndex, layoutsByOpening } from './layout-index.ts'

const bank: BankFormat = {
  id: 'xx-test',
  name: 'Test Bank',
  country: 'XX',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  senders: [],
  layouts: [],
}

function layoutOf(id: string, sample: string): ReturnType<typeof compileLayout> {
  return compileLayout(bank, { id, channel: 'sms', evidence: 'inferred', sample }, 0)
}

const index = createLayoutIndex([
  layoutOf('a', 'Paid «amount:1.00» «direction:DR» at «narration:X»↵Left:«balance:1.00»'),
  layoutOf('b', 'Paid «amount:1.00» «direction:DR» for «narration:X»↵Bal:«balance:1.00»'),
])

/** The layouts that a message of these words may be of, by opening word. */
function candidates(words: string): Record<string, string[]> {
  const present = new Set(words.split(' ').flatMap((word) => index.words.get(word) ?? []))
  const names = new Map([...index.words].map(([word, number]) => [number, word]))
  return Object.fromEntries(
    [...layoutsByOpening(index, present, { steps: 0 })].map(([opening, layouts]) => [
      names.get(opening) ?? '',
      layouts.map(({ layout }) => layout.id),
    ]),
  )
}

test('a layout is a candidate when all of its fixed words occur', () => {
  expect(candidates('paid at left')).toEqual({ paid: ['a'] })
  expect(candidates('paid for bal')).toEqual({ paid: ['b'] })
  expect(candidates('paid at left for bal')).toEqual({ paid: ['a', 'b'] })
  expect(candidates('paid at bal')).toEqual({})
})

test('words that vary, touch a field or belong to a mask are not asked for', () => {
  const { requiredWords } = compileSample('{Acc|Acct}:091**«account:448» No«reference:123» at⟦ the⟧ end «narration:»')
  expect(requiredWords).toEqual(['end'])
})

test('a sample without a fixed word of its own or without fixed text in front is refused', () => {
  expect(() => createLayoutIndex([layoutOf('c', '«direction:DR» «amount:1.00»')])).toThrow('has no fixed word')
  expect(() => createLayoutIndex([layoutOf('d', '«amount:1.00» paid')])).toThrow('does not begin with fixed text')
})
