import { describe, expect, it } from 'vitest'
import { readSplits, type SplitDraft, splitsOf } from './splits.ts'

const part = (category: string, amount: string, key = category): SplitDraft => ({ key, category, amount })

describe('readSplits', () => {
  it('gives an empty part what the others leave', () => {
    expect(readSplits([part('a', '1k'), part('b', '')], 250000n, 'NGN')).toEqual({
      kind: 'splits',
      splits: [
        { category: 'a', amountMinor: '100000' },
        { category: 'b', amountMinor: '150000' },
      ],
    })
  })

  it.each([
    [[part('a', '10'), part('b', '5')], '₦5.00 is not given to any part yet.'],
    [[part('a', '10'), part('b', '15')], 'The parts are ₦5.00 too much.'],
    [[part('a', '20'), part('b', '')], 'Nothing is left for the empty part.'],
    [[part('a', ''), part('b', '')], 'Leave at most one amount empty: it gets what is left.'],
    [[part('a', 'ten'), part('b', '')], 'One of the amounts cannot be read.'],
    [[part('a', '10 usd'), part('b', '')], 'One of the amounts cannot be read.'],
    [[part('a', '10'), part('', '10')], 'Choose a category for each part.'],
  ])('says what is wrong with %j', (drafts, what) => {
    expect(readSplits(drafts, 2000n, 'NGN')).toEqual({ kind: 'wrong', what })
  })

  it('reads back what an entry has', () => {
    const legs = [
      { category: 'Food', amountMinor: '1250', currency: 'NGN' },
      { category: 'Home', amountMinor: '800', currency: 'NGN' },
    ]
    const drafts = splitsOf(legs, (name) => `id of ${name}`)
    expect(drafts.map(({ amount }) => amount)).toEqual(['12.50', '8'])
    expect(readSplits(drafts, 2050n, 'NGN')).toMatchObject({
      splits: [{ category: 'id of Food', amountMinor: '1250' }, { amountMinor: '800' }],
    })
  })
})
