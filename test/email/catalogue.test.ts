import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { readMail } from '../../src/compose.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { redactOneTimeCodes } from '../../src/formats/one-time-code.ts'
import { parse } from '../../src/formats/parse.ts'
import { toReadingJson } from '../../src/formats/reading-json.ts'

type Entry = {
  readonly file: string
  readonly institution: string
  readonly expect: Readonly<Record<string, string | number | null>>
}

const entries: Entry[] = readFileSync(new URL('./expected.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')

async function canonical(file: string): Promise<{ text: string; from: string | null }> {
  const reading = await readMail(readFileSync(new URL(`./${file}`, import.meta.url)))
  if (reading.kind !== 'text') throw new Error(`${file} was refused`)
  return reading
}

function read(text: string, sender: string | null): ReturnType<typeof parse> {
  return parse({ source: 'email', sender, subject: null, text, receivedAt }, index)
}

test.each(entries)(
  '$file reads as the catalogue says, in every field',
  async ({ file, institution, expect: wanted }) => {
    const { text, from } = await canonical(file)
    const outcome = read(text, from)
    if (wanted.kind !== 'transaction') {
      expect(outcome.kind).toBe('ignored')
      return
    }
    expect(outcome.kind).toBe('parsed')
    if (outcome.kind !== 'parsed') return
    expect(outcome.alerts).toHaveLength(1)
    expect(outcome.unreadParts).toBe(0)
    expect(outcome.alerts[0].institution).toBe(institution)
    const fields = Object.entries(wanted).filter(([key]) => key !== 'kind')
    const told = fields.map(([key, value]) => [key, value === null ? null : String(value)])
    expect(toReadingJson(outcome.alerts[0])).toEqual(Object.fromEntries(told))
  },
)

const alerts = entries.filter((entry) => entry.expect.kind === 'transaction')

test.each(alerts)('$file keeps every digit when one-time codes are taken out', async ({ file }) => {
  const { text } = await canonical(file)
  expect(redactOneTimeCodes(text)).toEqual({ text, found: false })
})

test.each(alerts)('$file is not read when another address sent it', async ({ file }) => {
  const { text } = await canonical(file)
  const forged = text.replace(/^From: .*$/mu, 'From: "Bank" <alerts@bank.example>')
  expect(read(forged, null)).toEqual({ kind: 'unrecognized', bankId: null })
})

test.each(alerts)('the text of $file pasted into a chat reads the same', async ({ file, expect: wanted }) => {
  const { text } = await canonical(file)
  const body = text.slice(text.indexOf('\n\n')).split('\f')[0] ?? ''
  const outcome = parse({ source: 'sms', sender: null, subject: null, text: body, receivedAt }, index)
  expect(outcome.kind).toBe('parsed')
  if (outcome.kind !== 'parsed') return
  expect(String(outcome.alerts[0].amount.minor)).toBe(String(wanted.amountMinor))
  expect(outcome.alerts[0].direction).toBe(wanted.direction)
})
