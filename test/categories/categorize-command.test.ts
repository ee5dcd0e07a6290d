import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { categorizeCommand } from '../../src/cli/commands/categorize.ts'
import { UsageError } from '../../src/cli/streams.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'

const banks = createBankIndex(BANKS)
const LESSONS = [
  { text: 'POS PURCHASE ZENTRA VENTURES', amountMinor: '450000', direction: 'debit', category: 'things' },
  { text: 'NIP CR/MOB/ADA OBI/GTB', amountMinor: 900000, direction: 'debit', category: 'sister' },
]
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'categorize-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(learn: readonly unknown[], predict: readonly unknown[]) {
  const lines = (values: readonly unknown[]) =>
    values.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')
  await writeFile(join(folder, 'learn'), lines(learn))
  await writeFile(join(folder, 'predict'), lines(predict))
  let output = ''
  let errors = ''
  const code = await categorizeCommand(['--learn', join(folder, 'learn'), '--predict', join(folder, 'predict')], {
    stdin: (async function* () {})(),
    stdout: { write: (text) => (output += text) },
    stderr: { write: (text) => (errors += text) },
    banks,
  })
  return {
    code,
    errors,
    answers: output
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line)),
  }
}

describe('categorize', () => {
  it('answers each line in its order with category, confidence and reason', async () => {
    const { code, answers } = await run(LESSONS, [
      { text: 'TRANSFER TO OBI ADA KUDA' },
      { text: 'WEB PUR ZENTRA VENTURES US' },
    ])
    expect(code).toBe(0)
    expect(answers.map(({ category }) => category)).toEqual(['sister', 'things'])
    for (const answer of answers) {
      expect(Object.keys(answer)).toEqual(['category', 'confidence', 'reason'])
      expect(answer.confidence).toBeGreaterThanOrEqual(0)
      expect(answer.confidence).toBeLessThanOrEqual(1)
    }
    expect(answers[0].reason).toBe('Obi Ada was seen once, mostly as sister')
  })

  it('reads whole alerts as their narration', async () => {
    const text =
      'Acct:******8016\nAmt:NGN9,000.00 DR\nDesc:OUTWARD TRANSFER TO OPAY - ADA OBI\nBal:NGN1,000.00\nDate:2026-08-12 9:36AM'
    expect((await run(LESSONS, [{ text }])).answers[0].category).toBe('sister')
  })

  it('says what is wrong with a line, goes on, and exits 1', async () => {
    const { code, answers, errors } = await run(
      ['not json', ...LESSONS, { text: 'POS PURCHASE X', direction: 'out', category: 'y' }],
      [
        { text: 'TRANSFER TO OBI ADA KUDA', amountMinor: 1.5 },
        { amountMinor: 1 },
        { text: 'TRANSFER TO OBI ADA KUDA' },
      ],
    )
    expect(code).toBe(1)
    expect(answers.slice(0, 2)).toEqual([
      { id: 1, error: 'amountMinor is not a whole number' },
      { id: 2, error: 'text is missing or not a string' },
    ])
    expect(answers[2].category).toBe('sister')
    expect(errors).toBe(
      'categorize: line 1 to learn: not a JSON object\ncategorize: line 4 to learn: direction is neither debit nor credit\n',
    )
  })

  it('guesses nothing when no line has a category', async () => {
    const { code, answers } = await run([{ text: 'POS PURCHASE X' }], [{ text: 'POS PURCHASE X' }])
    expect(code).toBe(0)
    expect(answers).toEqual([{ category: null, confidence: 0, reason: 'nothing was learned' }])
  })

  it('is wrong use without both files', async () => {
    const streams = { stdin: (async function* () {})(), stdout: { write() {} }, stderr: { write() {} }, banks }
    await expect(categorizeCommand(['--learn', 'x'], streams)).rejects.toThrow(UsageError)
  })
})
