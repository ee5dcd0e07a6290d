import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { undoSettings } from '../../src/actions/change-settings.ts'
import { editTransaction, restoreTransaction } from '../../src/actions/edit-transaction.ts'
import { exportRules, importRules } from '../../src/actions/exchange-rules.ts'
import {
  applyRuleToPast,
  draftRule,
  listRules,
  moveRule,
  removeRule,
  rewriteRule,
  saveRule,
  switchRule,
} from '../../src/actions/manage-rules.ts'
import { restoreEntry } from '../../src/actions/undo-entry.ts'
import { undoLast } from '../../src/actions/undo-last.ts'
import { categoryId } from '../pipeline/ledger-world.ts'
import { alert, type OneLedger, type RulesWorld, rulesWorld } from './rules-world.ts'

let world: RulesWorld
beforeAll(async () => {
  world = await rulesWorld()
})
afterAll(() => world.close())

const newId = () => crypto.randomUUID()

/** Writes a rule and lets it count; gives its id and the change's. */
async function write(ledger: OneLedger, text: string, includesPast: boolean) {
  const [ruleId, changeId] = [newId(), newId()]
  const drafted = await ledger.act((context) => draftRule(context, { text, ruleId }))
  if (drafted.kind !== 'drafted') throw new Error(JSON.stringify(drafted))
  const saved = await ledger.act((context) => saveRule(context, { ruleId, changeId, includesPast }))
  if (saved.kind !== 'changed') throw new Error(saved.kind)
  return { ruleId, changeId, preview: drafted.preview, entries: saved.entries }
}

async function categoriesOf(ledger: OneLedger, name: string) {
  const line = await ledger.line(name)
  return line?.postings.flatMap((posting) =>
    'category' in posting ? [`${posting.category} ${posting.amountMinor}`] : [],
  )
}

const THREE = {
  one: alert('ZED MART IKEJA', -250_000, { day: 5 }),
  two: alert('ZED MART LEKKI', -1_000_000, { day: 6, minute: 700 }),
  three: alert('OTHER SHOP', -300_000, { day: 7 }),
}

describe('a rule that is saved', () => {
  it('holds for what comes from now on and leaves the past as it is', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    const before = await ledger.exportText()
    const { preview, entries } = await write(
      ledger,
      'if payee contains "zed" then category Food: Groceries, tag market',
      false,
    )
    expect(preview).toMatchObject({ count: 2, examples: [{ after: { tags: ['market'] } }, {}] })
    expect(entries).toBe(0)
    expect(await ledger.exportText()).toBe(before)
    await ledger.receive({ four: alert('ZED MART AGAIN', -70_000, { day: 9 }) })
    expect(await ledger.line('four')).toMatchObject({
      tags: ['market'],
      postings: [{ account: 'GTBank 8016' }, { category: 'Food: Groceries', amountMinor: '70000' }],
    })
  })

  it('is applied to the past when asked, counts what it changed, and leaves no trace when it is removed', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    const before = await ledger.exportText()
    const { ruleId, entries } = await write(
      ledger,
      'if payee contains "zed" and amount above 5,000 then category Food, note "big"',
      false,
    )
    expect(entries).toBe(0)
    const applied = await ledger.act((context) => applyRuleToPast(context, { ruleId, changeId: newId() }))
    expect(applied).toMatchObject({ kind: 'changed', entries: 1 })
    expect(await ledger.line('two')).toMatchObject({ note: 'big', postings: [{}, { category: 'Food' }] })
    expect(await ledger.act((context) => removeRule(context, { ruleId, changeId: newId() }))).toMatchObject({
      entries: 1,
    })
    expect(await ledger.exportText()).toBe(before)
  })

  it('is taken back and brought back by undo, in the order of what was done', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    const before = await ledger.exportText()
    const { ruleId, changeId } = await write(ledger, 'if payee contains "zed" then category Food', true)
    const ruled = await ledger.exportText()
    const off = newId()
    await ledger.act((context) => switchRule(context, { ruleId, changeId: off, isOn: false }))
    expect(await ledger.exportText()).toBe(before)
    expect(await ledger.act((context) => undoSettings(context, { changeId }))).toEqual({ kind: 'not-possible' })
    expect(await ledger.act((context) => undoSettings(context, { changeId: off }))).toMatchObject({ entries: 2 })
    expect(await ledger.exportText()).toBe(ruled)
    expect(await ledger.act((context) => undoLast(context, { answerId: newId() }))).toMatchObject({
      kind: 'settings',
      entries: 2,
    })
    expect(await ledger.exportText()).toBe(before)
    expect(await ledger.act(listRules)).toEqual({ kind: 'rules', rules: [] })
  })

  it('never overwrites what a person said about one entry', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    const [home, entry] = [
      await categoryId({ test: world.test, ledgerId: ledger.ledgerId }, 'home'),
      await ledger.entry('one'),
    ]
    const edit = { categoryId: home, payee: 'My shop', note: '', tags: ['mine'] }
    await ledger.act((context) => editTransaction(context, { transactionId: entry, answerId: newId(), edit }))
    await write(ledger, 'if payee contains "zed" then ignore, note "x", tag y, payee "Z"', true)
    expect(await ledger.line('one')).toMatchObject({
      payee: 'My shop',
      note: null,
      tags: ['mine'],
      postings: [{}, { category: 'Home' }],
    })
    expect(await ledger.line('two')).toBeUndefined()
  })

  it('sets payee, note and tags beside a category that was found otherwise, and says so in the decisions', async () => {
    const ledger = await world.newLedger()
    const { ruleId } = await write(
      ledger,
      'if text contains "zed" then payee "Zed Mart", note "weekly", tag market',
      false,
    )
    await ledger.receive(THREE)
    expect(await ledger.line('one')).toMatchObject({ payee: 'Zed Mart', note: 'weekly', tags: ['market'] })
    const decisions = await ledger.act(async ({ session }) => {
      const detail = await session.transactionDetail(await ledger.entry('one'))
      return session.decisionsOn(detail?.transaction.witnesses.map(({ key }) => key) ?? [])
    })
    const ruled = decisions.filter(({ stage }) => stage === 'rule')
    expect(ruled.map(({ decision, evidence }) => ({ decision, evidence }))).toEqual(
      ['note', 'payee', 'tags'].map((decision) => ({ decision, evidence: { ruleId } })),
    )
  })
})

describe('what a rule can make of an entry', () => {
  it('a split whose parts sum exactly', async () => {
    const ledger = await world.newLedger()
    await write(ledger, 'if payee contains "zed" then split 33.33% Food + rest Home', false)
    await ledger.receive({ odd: alert('ZED', -100_001) })
    expect(await categoriesOf(ledger, 'odd')).toEqual(['Food 33330', 'Home 66671'])
  })

  it('a transfer to a place nobody reports on, and an entry again when the person says so', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    const before = await ledger.exportText()
    const { ruleId } = await write(ledger, 'if payee contains "other shop" then transfer to "Piggy"', true)
    expect(await ledger.line('three')).toMatchObject({
      kind: 'transfer',
      postings: [
        { account: 'GTBank 8016', amountMinor: '-300000' },
        { account: 'Piggy', amountMinor: '300000' },
      ],
    })
    await ledger.act((context) => removeRule(context, { ruleId, changeId: newId() }))
    expect(await ledger.exportText()).toBe(before)
  })

  it('nothing, which a person may overrule for one entry', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    const before = await ledger.exportText()
    const ids = [await ledger.entry('one'), await ledger.entry('two')]
    await write(ledger, 'if payee contains "zed" then ignore', true)
    expect(await ledger.line('one')).toBeUndefined()
    for (const transactionId of ids) {
      await ledger.act((context) => restoreEntry(context, { transactionId, answerId: newId() }))
    }
    expect(await ledger.exportText()).toBe(before)
  })

  it('the category of a printed charge only when it is about charges', async () => {
    const ledger = await world.newLedger()
    await write(ledger, 'if account is 8016 then category Home', false)
    await ledger.receive({ paid: alert('ZED', -100_000, { fee: 1_075 }) })
    const fee = async () => {
      const [line] = (await world.test.exportAll(ledger.ledgerId)).filter(({ kind }) => kind === 'fee')
      return line?.postings.flatMap((posting) => ('category' in posting ? [posting.category] : []))
    }
    expect(await categoriesOf(ledger, 'paid')).toEqual(['Home 100000'])
    expect(await fee()).toEqual(['Bank charges'])
    await write(ledger, 'if channel is fee then category Work and business', true)
    expect(await fee()).toEqual(['Work and business'])
    expect(await categoriesOf(ledger, 'paid')).toEqual(['Home 100000'])
  })
})

describe('the list of rules', () => {
  it('lets the first speak, changes order, and takes another text', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    await write(ledger, 'if payee contains "zed" then category Food', true)
    const { ruleId } = await write(ledger, 'if payee contains "mart" then category Home', true)
    expect(await categoriesOf(ledger, 'one')).toEqual(['Food 250000'])
    expect(await ledger.act((context) => moveRule(context, { ruleId, changeId: newId(), to: 'up' }))).toMatchObject({
      entries: 2,
    })
    expect(await categoriesOf(ledger, 'one')).toEqual(['Home 250000'])
    expect(await ledger.act((context) => moveRule(context, { ruleId, changeId: newId(), to: 'up' }))).toEqual({
      kind: 'not-possible',
    })
    const text = 'if payee contains "lekki" then category Home'
    expect(await ledger.act((context) => rewriteRule(context, { ruleId, changeId: newId(), text }))).toMatchObject({
      entries: 1,
    })
    expect(await categoriesOf(ledger, 'one')).toEqual(['Food 250000'])
    const list = await ledger.act(listRules)
    expect(list.kind === 'rules' ? list.rules.map((view) => view.text) : []).toEqual([
      'if payee contains "lekki" then category "Home"',
      'if payee contains "zed" then category "Food"',
    ])
  })

  it('goes out as a file and comes into another ledger, where a second time adds nothing', async () => {
    const ledger = await world.newLedger()
    await write(ledger, 'if payee contains "zed" then category Food', true)
    const { ruleId } = await write(ledger, 'if weekday is sunday then tag church', true)
    await ledger.act((context) => switchRule(context, { ruleId, changeId: newId(), isOn: false }))
    const file = await ledger.act(exportRules)
    if (file.kind !== 'file') throw new Error(file.kind)
    const other = await world.newLedger()
    await other.receive(THREE)
    const before = await other.exportText()
    expect(await other.act((context) => importRules(context, { text: file.text, changeId: newId() }))).toMatchObject({
      added: 2,
      known: 0,
    })
    expect(await other.act((context) => importRules(context, { text: file.text, changeId: newId() }))).toMatchObject({
      added: 0,
      known: 2,
    })
    expect(await other.act(exportRules)).toEqual(file)
    expect(await other.exportText()).toBe(before)
    expect(await other.act((context) => importRules(context, { text: 'if so', changeId: newId() }))).toMatchObject({
      kind: 'problems',
    })
  })

  it('keeps one draft at a time, and counts none', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    const before = await ledger.exportText()
    for (const ruleId of [newId(), newId()]) {
      await ledger.act((context) => draftRule(context, { ruleId, text: 'if payee contains "zed" then ignore' }))
    }
    expect(await ledger.exportText()).toBe(before)
    expect((await ledger.act(({ session }) => session.allRules())).length).toBe(1)
    expect(await ledger.act(listRules)).toEqual({ kind: 'rules', rules: [] })
  })
})

describe('one entry', () => {
  it('is split, named, noted and tagged, and is as it was when its edits are taken back', async () => {
    const ledger = await world.newLedger()
    await ledger.receive(THREE)
    const before = await ledger.exportText()
    const transactionId = await ledger.entry('two')
    const id = (key: string) => categoryId({ test: world.test, ledgerId: ledger.ledgerId }, key)
    const [food, home, salary] = [await id('food'), await id('home'), await id('salary')]
    const edit = (given: Parameters<typeof editTransaction>[1]['edit']) =>
      ledger.act((context) => editTransaction(context, { transactionId, answerId: newId(), edit: given }))
    const splits = [
      { categoryId: food, minor: 400_000n },
      { categoryId: home, minor: 600_000n },
    ]
    expect(await edit({ splits, payee: ' Mart ', note: 'party', tags: ['#Fun', 'fun', 'home'] })).toMatchObject({
      kind: 'edited',
    })
    expect(await ledger.line('two')).toMatchObject({
      payee: 'Mart',
      note: 'party',
      tags: ['fun', 'home'],
      postings: [
        { amountMinor: '-1000000' },
        { category: 'Food', amountMinor: '400000' },
        { category: 'Home', amountMinor: '600000' },
      ],
    })
    expect(
      await edit({
        splits: [
          { categoryId: food, minor: 400_000n },
          { categoryId: home, minor: 500_000n },
        ],
      }),
    ).toMatchObject({ kind: 'problem' })
    expect(await edit({ splits: [{ categoryId: food, minor: 1_000_000n }] })).toMatchObject({ kind: 'problem' })
    expect(
      await edit({
        splits: [
          { categoryId: food, minor: 400_000n },
          { categoryId: salary, minor: 600_000n },
        ],
      }),
    ).toMatchObject({ kind: 'problem' })
    expect(await edit({ tags: ['two words'] })).toMatchObject({ kind: 'problem' })
    expect(await edit({ splits: null })).toMatchObject({ kind: 'edited' })
    expect(await categoriesOf(ledger, 'two')).toEqual(['Food: Groceries 1000000'])
    expect(await ledger.act((context) => restoreTransaction(context, { transactionId }))).toMatchObject({ edits: 1 })
    expect(await ledger.exportText()).toBe(before)
  })
})
