import { describe, expect, it } from 'vitest'
import { BANKS } from '../../banks/index.ts'
import { gtbank } from '../../banks/ng-gtbank.ts'
import { createBankIndex } from '../bank-index.ts'
import { readPack } from './read-pack.ts'

const BUILT_IN = createBankIndex([gtbank])
const NONE = createBankIndex([])
const SAMPLE = 'Acme debit of «currency:NGN»«amount:5.00» from **«account:1234» for «counterparty:SHOP».'
const LAYOUT = { id: 'sms', channel: 'sms', evidence: 'real', direction: 'debit', sample: SAMPLE }
const PACK = {
  id: 'xx-acme',
  name: 'Acme Bank',
  country: 'NG',
  currency: 'NGN',
  timeZone: 'Africa/Lagos',
  senders: [{ channel: 'sms', address: 'ACME' }],
  layouts: [LAYOUT],
}

/** Every problem of a pack that is not as it should be. */
function problemsOf(pack: unknown, packs = NONE): readonly string[] {
  const reading = readPack(JSON.stringify(pack), BUILT_IN, packs)
  return reading.kind === 'refused' ? reading.problems : []
}

describe('a pack', () => {
  it('is a bank file as JSON', () => {
    expect(readPack(JSON.stringify(PACK), BUILT_IN, NONE)).toEqual({ kind: 'pack', bank: PACK, notes: [] })
  })

  it('may be any bank file that is built in, under an id of its own', () => {
    for (const bank of BANKS) {
      const others = createBankIndex(BANKS.filter((other) => other !== bank))
      expect(readPack(JSON.stringify(bank), others, NONE)).toEqual({ kind: 'pack', bank, notes: [] })
    }
  })

  it('is refused with every problem of its keys and values at once', () => {
    const wrong = {
      ...PACK,
      id: 'Acme',
      timeZone: 'Mars/Base',
      colour: 'red',
      layouts: [{ ...LAYOUT, evidence: 'seen', note: '' }],
    }
    expect(problemsOf({ ...wrong, name: undefined })).toEqual([
      'colour is not a known key',
      'name is missing',
      'id must be a country and a name, such as xx-acme',
      'timeZone must be an IANA time zone such as Africa/Lagos',
      'layouts[0].note is not a known key',
      'layouts[0].evidence must be one of real, codebase, inferred',
    ])
    expect(problemsOf({ ...PACK, layouts: [{ ...LAYOUT, evidence: undefined }] })).toEqual([
      'layouts[0].evidence is missing',
    ])
    expect(problemsOf([])).toEqual(['it must be an object'])
    expect(readPack('{', BUILT_IN, NONE)).toEqual({ kind: 'refused', problems: ['it is not JSON'] })
  })

  it('is refused when samples do not compile, each with its reason', () => {
    const layouts = [
      { ...LAYOUT, id: 'one', sample: 'Acme «amount:5.00' },
      { ...LAYOUT, id: 'two', sample: 'Acme «sum:5.00» now' },
      { ...LAYOUT, id: 'three', sample: '«amount:5.00» is gone' },
    ]
    const problems = problemsOf({ ...PACK, layouts })
    expect(problems).toHaveLength(3)
    expect(problems[0]).toMatch(/^layout one: unfinished field/u)
    expect(problems[1]).toMatch(/^layout two: xx-acme\/two marks an unknown field: sum/u)
    expect(problems[2]).toMatch(/^layout three: .*does not begin with fixed text/u)
  })

  it('is refused when a layout does not read its own sample', () => {
    const layout = { ...LAYOUT, sample: 'Acme «direction:Debit» of «amount:5,00» is done', direction: undefined }
    expect(problemsOf({ ...PACK, layouts: [layout] })).toEqual([
      'layout sms does not read its own sample: its amount cannot be read',
    ])
    expect(problemsOf({ ...PACK, layouts: [LAYOUT, { ...LAYOUT, id: 'again' }] })).toEqual([
      'layout sms does not read its own sample: it fits xx-acme/sms and xx-acme/again',
      'layout again does not read its own sample: it fits xx-acme/sms and xx-acme/again',
    ])
  })

  it('is refused when it has the id of another bank, or reads what another pack reads', () => {
    expect(problemsOf({ ...PACK, id: 'ng-gtbank' })[0]).toMatch(/^another bank has the id ng-gtbank/u)
    const other = { ...PACK, id: 'xx-other', layouts: [{ ...LAYOUT, id: 'old' }] } as never
    expect(problemsOf(PACK, createBankIndex([other]))).toEqual([
      'layout sms reads what xx-other/old of another pack reads',
    ])
  })

  it('says which built-in layout it goes before', () => {
    const [first] = gtbank.layouts
    const reading = readPack(JSON.stringify({ ...PACK, layouts: [first] }), BUILT_IN, NONE)
    expect(reading).toMatchObject({
      notes: ['layout sms-2026 goes before ng-gtbank/sms-2026, which reads its sample too'],
    })
  })
})
