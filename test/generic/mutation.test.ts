import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { checkMutants } from '../banks/check-mutants.ts'
import { checkWorldMutants, readWithoutBanks, WORLD } from './mutants.ts'

test('2,000 damaged alerts of the world never give a wrong amount, direction or currency', () => {
  const { read, wrong } = checkWorldMutants(2_000, 2027)
  expect(wrong).toEqual([])
  expect(read).toBeGreaterThan(500)
})

test('2,000 damaged alerts of banks whose files are missing never give a wrong amount, direction, currency or balance', () => {
  const stranger = createBankIndex(BANKS.filter(({ id }) => id === 'ng-carbon'))
  const { read, wrong } = checkMutants(2_000, 7, stranger)
  expect(wrong).toEqual([])
  expect(read).toBeGreaterThan(500)
})

test('an alert cut at any length is read right or not at all', () => {
  const wrong: string[] = []
  for (const { text, said } of WORLD.filter((_, number) => number % 16 === 0)) {
    for (let length = 1; length < text.length; length++) {
      const readings = readWithoutBanks(text.slice(0, length))
      if (readings.some((reading) => !said.includes(reading)))
        wrong.push(`${readings.join()} not ${said.join()}: ${text.slice(0, length)}`)
    }
  }
  expect(wrong).toEqual([])
})
