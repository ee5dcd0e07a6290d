import { describe, expect, test } from 'vitest'
import type { BankFormat } from './bank-format.ts'
import { createBankIndex } from './bank-index.ts'
import { parse } from './parse.ts'
import { unmarkSample } from './sample.ts'

const SAMPLE =
  'Acme «direction:Debit» notice…↵⟪Sum: «currency:EUR» «amount:12.00»↵For: «narration:TEA»↵⟦Fee: «fee:0.10»⟧↵' +
  'Account No.: ***«account:448»⟫'

function bankOf(sample: string): BankFormat {
  return {
    id: 'xx-test',
    name: 'Test Bank',
    country: 'XX',
    currency: 'EUR',
    timeZone: 'UTC',
    senders: [],
    layouts: [{ id: 'email', channel: 'email', evidence: 'real', sample }],
  }
}

const index = createBankIndex([bankOf(SAMPLE)])

/** Amount, narration, fee and tail of the one alert, or the kind of refusal. */
function read(text: string): string {
  const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
  const outcome = parse({ source: 'email', sender: null, subject: null, text, receivedAt }, index)
  if (outcome.kind !== 'parsed') return outcome.kind
  return outcome.alerts
    .map(
      ({ amount, narration, fee, accountTail }) => `${amount.minor} ${narration} ${fee?.minor ?? '-'} ${accountTail}`,
    )
    .join(', ')
}

describe('labelled rows', () => {
  test.each([
    ['in the order of the sample', 'Sum: EUR 5.00\nFor: MILK\nFee: 0.20\nAccount No.: ***448', '500 MILK 20 448'],
    [
      'in another order, with strange rows',
      'Account No.: ***448\nBranch: 12\nFor: MILK\nSum: EUR 5.00\nBye',
      '500 MILK - 448',
    ],
    ['without colons', 'Sum EUR 5.00\nFor MILK\nAccount No. ***448', '500 MILK - 448'],
    ['with bars', 'Sum | EUR 5.00\nFor | MILK\nAccount No. | ***448', '500 MILK - 448'],
    ['with values in the next line', 'Sum:\n\nEUR 5.00\n\nFor:\n\nMILK\n\nAccount No.:\n\n***448', '500 MILK - 448'],
    [
      'with a text over two lines',
      'Sum: EUR 5.00\nFor: MILK\n  AND BREAD\nAccount No.: ***448',
      '500 MILK AND BREAD - 448',
    ],
    [
      'with a text that ends its paragraph',
      'Sum: EUR 5.00\nAccount No.: ***448\nFor: MILK\n\nThank you',
      '500 MILK - 448',
    ],
    ['with an empty text', 'For:\nSum: EUR 5.00\nAccount No.: ***448', '500 null - 448'],
    ['repeated alike', 'Sum: EUR 5.00\nFor: MILK\nAccount No.: ***448\nSum: EUR 5.00', '500 MILK - 448'],
    ['repeated otherwise', 'Sum: EUR 5.00\nFor: MILK\nAccount No.: ***448\nSum: EUR 6.00', 'malformed'],
    ['with one missing', 'Sum: EUR 5.00\nFor: MILK', 'unrecognized'],
    ['with one damaged', 'Sum: EUR 5.0O\nFor: MILK\nAccount No.: ***448', 'malformed'],
    ['with a damaged one that may be absent', 'Sum: EUR 5.00\nFor: MILK\nFee: 0.1O\nAccount No.: ***448', 'malformed'],
    ['with words behind a number', 'Sum: EUR 5.00 or so\nFor: MILK\nAccount No.: ***448', 'malformed'],
    [
      'of two alerts',
      'Sum: EUR 5.00\nFor: A\nAccount No.: ***448\nAcme Debit notice\nSum: EUR 6.00\nFor: B\nAccount No.: ***449',
      '500 A - 448, 600 B - 449',
    ],
  ])('are read %s', (_, text, wanted) => {
    expect(read(`Acme Debit notice\n${text}`)).toBe(wanted)
  })

  test('are unmarked as lines of label and value', () => {
    expect(unmarkSample('Acme…↵⟪Sum: «amount:1.00»↵⟦For: «narration:TEA»⟧⟫')).toBe('Acme\nSum: 1.00\nFor: TEA')
  })

  test.each([
    ['Acme ⟪«amount:1.00»⟫', 'a row without a label'],
    ['Acme ⟪Sum «amount:1.00»⟫', 'a row without a label and a colon'],
    ['Acme ⟪Sum: «amount:1.00»', 'missing ⟫'],
    ['Acme ⟪Sum: «amount:1.00»⟫ Bye', 'stand at its end'],
    ['Acme ⟪For: «narration:TEA» «amount:1.00»⟫', 'text stands before something else'],
  ])('are refused in the notation %s', (sample, message) => {
    expect(() => createBankIndex([bankOf(sample)])).toThrow(message)
  })
})
