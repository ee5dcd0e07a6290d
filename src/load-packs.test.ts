import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { gtbank } from './banks/ng-gtbank.ts'
import { createBankIndex } from './formats/bank-index.ts'
import { parse } from './formats/parse.ts'
import { unmarkSample } from './formats/sample.ts'
import { loadPacks, packWords } from './load-packs.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packs-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const BUILT_IN = createBankIndex([gtbank])
const PACK = { ...gtbank, id: 'ng-gtbank-new', name: 'GTBank, new', layouts: gtbank.layouts.slice(0, 1) }

it('reads a folder of bank files before the banks that are built in', async () => {
  await writeFile(join(folder, 'gtbank.json'), JSON.stringify(PACK))
  await writeFile(join(folder, 'notes.txt'), 'not a pack')
  const { banks, packs } = await loadPacks(folder, BUILT_IN)
  expect(packs).toMatchObject([{ file: 'gtbank.json', bank: 'GTBank, new', problems: [] }])
  const text = unmarkSample(gtbank.layouts[0].sample)
  const message = { source: 'sms', sender: null, subject: null, text, receivedAt: Temporal.Now.instant() } as const
  expect(parse(message, banks)).toMatchObject({ kind: 'parsed', alerts: [{ bankId: 'ng-gtbank-new' }] })
})

it('leaves out what cannot be used and says why, whatever it is', async () => {
  await writeFile(join(folder, 'a.json'), JSON.stringify(PACK))
  await writeFile(join(folder, 'b.json'), JSON.stringify({ ...PACK, colour: 'red' }))
  await writeFile(join(folder, 'c.json'), JSON.stringify(PACK))
  await writeFile(join(folder, 'd.json'), ' '.repeat(1_000_001))
  await mkdir(join(folder, 'e.json'))
  const { banks, packs } = await loadPacks(folder, BUILT_IN)
  expect(packs.map(({ bank }) => bank)).toEqual(['GTBank, new', null, null, null, null])
  expect(banks.banks.map(({ id }) => id)).toEqual(['ng-gtbank-new', 'ng-gtbank'])
  expect(packWords(packs.slice(1))).toEqual([
    'the pack b.json is not used:',
    '  colour is not a known key',
    'the pack c.json is not used:',
    '  another bank has the id ng-gtbank-new: give it one of its own (the name may be the same)',
    'the pack d.json is not used:',
    '  it is larger than a megabyte',
    'the pack e.json is not used:',
    '  it cannot be read (EISDIR)',
  ])
})

it('finds no packs where there is no folder, and says so where it is none', async () => {
  expect(await loadPacks(join(folder, 'none'), BUILT_IN)).toEqual({ banks: BUILT_IN, packs: [] })
  await writeFile(join(folder, 'file'), '')
  const { packs } = await loadPacks(join(folder, 'file'), BUILT_IN)
  expect(packs).toMatchObject([{ bank: null, problems: ['it cannot be read (ENOTDIR)'] }])
})
