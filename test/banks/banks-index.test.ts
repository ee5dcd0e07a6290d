import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderBanksIndex, renderGeneratedFiles, renderSupportedBanks } from '../../scripts/banks-index.ts'
import { BANKS } from '../../src/banks/index.ts'

test('the index of banks and the page of supported banks are fresh', async () => {
  for (const [path, wanted] of await renderGeneratedFiles()) expect(readFileSync(path, 'utf8'), path).toBe(wanted)
})

test('the index does not depend on the order of the files', () => {
  const files = ['ng-b', 'ng-a', 'gh-c'].map((name) => ({ name, constant: name.slice(3) }))
  expect(renderBanksIndex(files)).toBe(renderBanksIndex(files.toReversed()))
  expect(renderBanksIndex(files)).toContain("import { a } from './ng-a.ts'")
})

test('the page names every bank, sender and layout with its evidence', () => {
  const page = renderSupportedBanks(BANKS)
  for (const bank of BANKS) {
    expect(page).toContain(`## ${bank.name}\n`)
    for (const { address } of bank.senders) expect(page).toContain(`\`${address}\``)
    for (const { id, channel, evidence } of bank.layouts) {
      expect(page).toContain(`- ${channel} \`${id}\`: ${evidence}\n`)
    }
  }
})
