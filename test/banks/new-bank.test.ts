import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderNewBank } from '../../scripts/new-bank.ts'

const template = readFileSync(new URL('../../src/banks/_template.ts', import.meta.url), 'utf8')

test('a new bank file is the template under its own id, name, constant and country', () => {
  const source = renderNewBank(template, 'gh-first-savings')
  expect(source).toContain('export const firstSavings = {')
  expect(source).toContain("id: 'gh-first-savings'")
  expect(source).toContain("name: 'First Savings'")
  expect(source).toContain("country: 'GH'")
  expect(source).toContain('First Savings «direction:Debit»')
  expect(source).not.toMatch(/acme/iu)
  expect(source).not.toContain('Copied to')
  expect(source).toContain('} as const satisfies BankFormat')
})

test('a new bank can be given its name', () => {
  expect(renderNewBank(template, 'ie-obrien', "O'Brien's")).toContain('name: "O\'Brien\'s"')
})

test.each(['', 'acme', 'XX-acme', 'xx-', 'xx-1st', 'xx_acme', '../xx-acme', 'xx-acme.ts'])(
  'the id %j is refused',
  (id) => {
    expect(renderNewBank(template, id)).toBeNull()
  },
)
