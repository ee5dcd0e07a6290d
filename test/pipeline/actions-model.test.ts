import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { chooseAccount } from '../../src/actions/choose-account.ts'
import type { ActionContext } from '../../src/actions/context.ts'
import { recategorize } from '../../src/actions/recategorize.ts'
import { restoreEntry, undoEntry } from '../../src/actions/undo-entry.ts'
import { undoLast } from '../../src/actions/undo-last.ts'
import { forgetLesson, undoRecategorization } from '../../src/actions/undo-recategorization.ts'
import { createPipeline } from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { propertyRuns } from '../support/properties.ts'
import { message, type Sent, unread } from './alert-messages.ts'
import { apartFromIds, categoryId, ingest, keyOf, rebuild, transactionOf } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

const PAYEES = ['ZED ONE', 'ZED TWO']
const CATEGORIES = ['cash', 'charges', 'phone.airtime']
const UNCATEGORIZED = 'uncategorized.expense'

/** Four alerts of two payees and two quick entries; every amount tells its entry. */
const ENTRIES = Array.from(
  { length: 6 },
  (_, number): Sent => ({
    bank: number < 4 ? 'GTBank' : null,
    tail: number < 4 ? '8016' : null,
    minor: -(1_000 + number),
    balance: null,
    day: 1 + number,
    minute: 60,
    counterparty: PAYEES[number % 2] as string,
    channel: 'pos',
    source: number < 4 ? 'sms' : 'manual',
  }),
)

type Step = {
  readonly kind: 'tap' | 'untap' | 'forget' | 'undo' | 'restore' | 'undo-last' | 'account'
  readonly entry: number
  readonly pick: number
}

type Tap = { readonly id: string; readonly entry: number; readonly category: string; isRevoked: boolean }

/** What a ledger of these entries should say, kept in the simplest way. */
class Model {
  readonly taps: Tap[] = []
  readonly voids = new Map<string, { readonly entry: number; isRevoked: boolean }>()
  readonly moves = new Map<string, { readonly entry: number; isRevoked: boolean }>()
  readonly answers: string[] = []

  categoryOf(entry: number): string {
    return this.taps.findLast((tap) => tap.entry === entry && !tap.isRevoked)?.category ?? UNCATEGORIZED
  }

  isVoid(entry: number): boolean {
    return [...this.voids.values()].some((each) => each.entry === entry && !each.isRevoked)
  }

  accountOf(entry: number): string {
    if (entry < 4) return 'GTBank 8016'
    return [...this.moves.values()].some((each) => each.entry === entry && !each.isRevoked) ? 'GTBank 8016' : 'Cash'
  }

  revoke(id: string): void {
    for (const each of [this.taps.find((tap) => tap.id === id), this.voids.get(id), this.moves.get(id)]) {
      if (each !== undefined) each.isRevoked = true
    }
  }

  isLive(id: string): boolean {
    const found = this.taps.find((tap) => tap.id === id) ?? this.voids.get(id) ?? this.moves.get(id)
    return found !== undefined && !found.isRevoked
  }

  /** Account, category and amount of every entry that is there. */
  entries(): string[] {
    return ENTRIES.flatMap((sent, entry) =>
      this.isVoid(entry) ? [] : [`${this.accountOf(entry)} ${this.categoryOf(entry)} ${-sent.minor}`],
    ).sort()
  }
}

const step = fc.record<Step>({
  kind: fc.constantFrom('tap', 'tap', 'untap', 'forget', 'undo', 'restore', 'undo-last', 'account'),
  entry: fc.nat({ max: ENTRIES.length - 1 }),
  pick: fc.nat(),
})

async function inAction<T>(ledgerId: string, work: (context: ActionContext) => Promise<T>): Promise<T> {
  return test.ledgers.inLedger(ledgerId, (session) => {
    const actor = { personId: null, role: 'owner' } as const
    return work({ session, actor, pipeline: createPipeline(), parse: unread, ids: test.ids, clock: systemClock })
  })
}

async function take(ledgerId: string, model: Model, { kind, entry, pick }: Step): Promise<void> {
  const onLedger = { test, ledgerId }
  const { id: transactionId } = await transactionOf(onLedger, keyOf(test, String(entry)))
  const answerId = crypto.randomUUID()
  switch (kind) {
    case 'tap': {
      const key = CATEGORIES[pick % CATEGORIES.length] as string
      const id = await categoryId(onLedger, key)
      const done = await inAction(ledgerId, (context) =>
        recategorize(context, { transactionId, categoryId: id, answerId }),
      )
      const isThere = model.taps.some((tap) => tap.entry === entry && !tap.isRevoked) && model.categoryOf(entry) === key
      expect(done.kind).toBe(model.isVoid(entry) ? 'not-possible' : isThere ? 'unchanged' : 'recategorized')
      if (done.kind !== 'recategorized') return
      model.taps.push({ id: answerId, entry, category: key, isRevoked: false })
      model.answers.push(answerId)
      return
    }
    case 'untap':
    case 'forget': {
      const own = model.taps.filter((tap) => tap.entry === entry)
      const tap = own[pick % Math.max(own.length, 1)]
      const request = { transactionId, answerId: tap?.id ?? answerId }
      const done = await inAction(ledgerId, (context) =>
        kind === 'untap' ? undoRecategorization(context, request) : forgetLesson(context, request),
      )
      expect(done.kind).toBe(tap === undefined ? 'not-possible' : 'undone')
      if (kind === 'untap' && tap !== undefined) tap.isRevoked = true
      return
    }
    case 'undo': {
      const wasVoid = model.isVoid(entry)
      await inAction(ledgerId, (context) => undoEntry(context, { transactionId, answerId }))
      if (wasVoid) return
      model.voids.set(answerId, { entry, isRevoked: false })
      model.answers.push(answerId)
      return
    }
    case 'restore':
      await inAction(ledgerId, (context) => restoreEntry(context, { transactionId, answerId: crypto.randomUUID() }))
      for (const each of model.voids.values()) if (each.entry === entry) each.isRevoked = true
      return
    case 'undo-last': {
      const last = model.answers.findLast((id) => model.isLive(id))
      if (last === undefined) return
      await inAction(ledgerId, (context) => undoLast(context, { answerId }))
      model.revoke(last)
      return
    }
    case 'account': {
      const bank = await transactionOf(onLedger, keyOf(test, '0'))
      const accountId = bank.postings[0]?.accountId as string
      const done = await inAction(ledgerId, (context) => chooseAccount(context, { transactionId, accountId, answerId }))
      expect(done.kind).toBe(entry < 4 ? 'not-possible' : 'chosen')
      if (done.kind !== 'chosen') return
      model.moves.set(answerId, { entry, isRevoked: false })
      model.answers.push(answerId)
    }
  }
}

async function entriesOf(ledgerId: string): Promise<string[]> {
  const names = new Map<string, string>()
  for (const key of [...CATEGORIES, UNCATEGORIZED]) {
    const id = await categoryId({ test, ledgerId }, key)
    const categories = await test.ledgers.inLedger(ledgerId, (store) => store.categories())
    names.set(categories.find((category) => category.id === id)?.name ?? '', key)
  }
  return (await test.exportAll(ledgerId))
    .map(({ postings }) => {
      const account = postings.flatMap((posting) => ('account' in posting ? [posting.account] : []))[0]
      const category = postings.flatMap((posting) => ('category' in posting ? [posting] : []))[0]
      return `${account} ${names.get(category?.category ?? '')} ${category?.amountMinor}`
    })
    .sort()
}

it('follows a simple model through any taps, undoings and choices, and undoing everything gives back what was there', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      const ledgerId = await test.newLedger()
      const messages = ENTRIES.map((sent, number) => message(String(number), sent))
      await ingest({ test, ledgerId }, messages)
      const atFirst = await test.exportAll(ledgerId)
      const model = new Model()
      for (const each of steps) {
        await take(ledgerId, model, each)
        expect(await entriesOf(ledgerId)).toEqual(model.entries())
      }
      const before = apartFromIds(await test.exportAll(ledgerId))
      await rebuild({ test, ledgerId })
      expect(apartFromIds(await test.exportAll(ledgerId))).toEqual(before)
      for (const id of [...model.answers].reverse().filter((each) => model.isLive(each))) {
        await inAction(ledgerId, (context) => undoLast(context, { answerId: crypto.randomUUID() }))
        model.revoke(id)
      }
      expect(await test.exportAll(ledgerId)).toEqual(atFirst)
    }),
    { numRuns: propertyRuns(25) },
  )
}, 240_000)
