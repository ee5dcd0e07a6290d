import fc from 'fast-check'
import { expect } from 'vitest'
import type { ActionContext } from '../../src/actions/context.ts'
import { applyLesson, takeBackApplication } from '../../src/actions/lessons.ts'
import { recategorize } from '../../src/actions/recategorize.ts'
import { undoLast } from '../../src/actions/undo-last.ts'
import { forgetLesson, undoRecategorization } from '../../src/actions/undo-recategorization.ts'
import { createPipeline } from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { TestLedgers } from '../support/ledger.ts'
import { message, type Sent, unread } from './alert-messages.ts'
import { apartFromIds, categoryId, keyOf, rebuild, transactionOf } from './ledger-world.ts'

const PAYEES = ['ZED QUOX', 'VUN PLIM']
const CATEGORIES = ['cash', 'charges', 'phone.airtime']
const UNCATEGORIZED = 'uncategorized.expense'
/** Amounts that are near each other, and one that is near none of them. */
const AMOUNTS = [1_000, 1_500, 2_000, 90_000]

/** Something that happens; numbers pick one of what there is. */
type Step = {
  readonly kind: 'arrive' | 'tap' | 'whim' | 'apply' | 'take-back' | 'only-this' | 'forget' | 'undo'
  readonly entry: number
  readonly pick: number
}

type Entry = { readonly payee: number; readonly amount: number; readonly arrivedAt: number }
type Tap = {
  readonly id: string
  readonly entry: number
  readonly category: string
  readonly at: number
  isRevoked: boolean
  /** Nothing is learned from it any more. */
  isForgotten: boolean
  appliedAt: number | null
}

/** What a ledger should say, kept in the simplest way: everything is worked out anew each time. */
class Model {
  readonly entries: Entry[] = []
  readonly taps: Tap[] = []
  now = 0

  categoryOf(number: number): string {
    const own = this.taps.findLast((tap) => tap.entry === number && !tap.isRevoked)
    if (own !== undefined) return own.category
    const entry = this.entries[number] as Entry
    const lessons = this.taps
      .filter((tap) => !tap.isForgotten && this.#payeeOf(tap) === entry.payee)
      .filter((tap) => tap.appliedAt !== null || tap.at <= entry.arrivedAt)
      .reverse()
    const near = lessons.filter((tap) => isNear((this.entries[tap.entry] as Entry).amount, entry.amount))
    const [latest, before, third] = near.length > 0 ? near : lessons
    const isMixed = third !== undefined && latest?.category !== before?.category
    if (isMixed && latest?.appliedAt === null) return UNCATEGORIZED
    return latest?.category ?? UNCATEGORIZED
  }

  categories(): string[] {
    return this.entries.map((_, number) => this.categoryOf(number))
  }

  #payeeOf(tap: Tap): number {
    return (this.entries[tap.entry] as Entry).payee
  }
}

function isNear(left: number, right: number): boolean {
  return left <= 3 * right && right <= 3 * left
}

const KINDS: readonly Step['kind'][] = [
  ...(['arrive', 'arrive', 'tap', 'tap', 'tap', 'whim', 'apply', 'apply'] as const),
  ...(['take-back', 'only-this', 'forget', 'undo'] as const),
]
const step = fc.record<Step>({ kind: fc.constantFrom(...KINDS), entry: fc.nat(), pick: fc.nat() })

/** One ledger and its model. */
class Learning {
  readonly model = new Model()
  readonly #test: TestLedgers
  readonly #ledgerId: string
  readonly #pipeline = createPipeline()
  readonly #names = new Map<string, string>()

  constructor(test: TestLedgers, ledgerId: string) {
    this.#test = test
    this.#ledgerId = ledgerId
  }

  get #onLedger() {
    return { test: this.#test, ledgerId: this.#ledgerId }
  }

  async take({ kind, entry, pick }: Step): Promise<void> {
    const { model } = this
    model.now++
    if (kind === 'arrive' || model.entries.length === 0) return this.#arrive(pick)
    const number = entry % model.entries.length
    if (kind === 'tap') return this.#tap(number, pick)
    if (kind === 'whim') return this.#whim(number, pick)
    if (kind === 'undo') return this.#undo()
    const tap = model.taps[pick % Math.max(model.taps.length, 1)]
    if (tap === undefined) return
    await this.#onTap(kind, tap)
  }

  async #arrive(pick: number): Promise<void> {
    const { entries, now } = this.model
    const [payee, amount] = [pick % PAYEES.length, AMOUNTS[(pick >> 3) % AMOUNTS.length] as number]
    // A kobo more for each, so that no two are one event.
    const sent: Sent = {
      ...{ bank: 'GTBank', tail: '8016', minor: -(amount * 100 + entries.length), balance: null, minute: 60 },
      ...{ day: 1 + entries.length, counterparty: PAYEES[payee] as string, channel: 'transfer', source: 'sms' },
    }
    await this.#act((context) =>
      context.pipeline.run([message(String(entries.length), sent)], { ...context, store: context.session }),
    )
    entries.push({ payee, amount, arrivedAt: now })
  }

  async #tap(number: number, pick: number): Promise<void> {
    const { model } = this
    const answerId = crypto.randomUUID()
    const category = CATEGORIES[pick % CATEGORIES.length] as string
    const request = { transactionId: await this.#idOf(number), categoryId: await this.#categoryId(category), answerId }
    const done = await this.#act((context) => recategorize(context, request))
    const own = model.taps.findLast((tap) => tap.entry === number && !tap.isRevoked)
    expect(done.kind).toBe(own?.category === category ? 'unchanged' : 'recategorized')
    if (done.kind !== 'recategorized') return
    const before = model.categories()
    const tap: Tap = {
      ...{ id: answerId, entry: number, category, at: model.now },
      ...{ isRevoked: false, isForgotten: false, appliedAt: null },
    }
    model.taps.push(tap)
    // What the chat says it could change is what applying changes, unless it is there already.
    tap.appliedAt = model.now
    const moved = model.categories().filter((after, at) => at !== number && after !== before[at] && after === category)
    tap.appliedAt = null
    expect(done.learned?.pastCount ?? 0).toBeGreaterThanOrEqual(moved.length)
  }

  /** A tap that is applied and forgotten again leaves nothing, to the byte. */
  async #whim(number: number, pick: number): Promise<void> {
    const before = JSON.stringify(await this.exported())
    const { taps } = this.model
    const known = taps.length
    await this.#tap(number, pick)
    const tap = taps[known]
    if (tap === undefined) return
    await this.#onTap('apply', tap)
    await this.#onTap('forget', tap)
    expect(JSON.stringify(await this.exported())).toBe(before)
  }

  async #onTap(kind: 'apply' | 'take-back' | 'only-this' | 'forget', tap: Tap): Promise<void> {
    const request = { transactionId: await this.#idOf(tap.entry), answerId: tap.id }
    await this.#act((context): Promise<unknown> => {
      switch (kind) {
        case 'apply':
          return applyLesson(context, request)
        case 'take-back':
          return takeBackApplication(context, request)
        case 'only-this':
          return forgetLesson(context, request)
        case 'forget':
          return undoRecategorization(context, request)
      }
    })
    if (kind === 'apply' && !tap.isForgotten) tap.appliedAt ??= this.model.now
    if (kind === 'take-back') tap.appliedAt = null
    if (kind === 'only-this' || kind === 'forget') this.#forget(tap)
    if (kind === 'forget') tap.isRevoked = true
  }

  /** `/undo` takes the latest back: an entry, an application, or an answer. */
  async #undo(): Promise<void> {
    const { taps, entries } = this.model
    const answered = taps.findLast((tap) => !tap.isRevoked)
    const applied = taps
      .filter((tap) => tap.appliedAt !== null)
      .sort((left, right) => Number(right.appliedAt) - Number(left.appliedAt))[0]
    const arrived = Math.max(...entries.map(({ arrivedAt }) => arrivedAt))
    // Entries that are taken out are another test's.
    if (arrived > Math.max(answered?.at ?? 0, applied?.appliedAt ?? 0)) return
    const done = await this.#act((context) => undoLast(context, { answerId: crypto.randomUUID() }))
    if (applied !== undefined && (applied.appliedAt ?? 0) > (answered?.at ?? 0)) {
      expect(done.kind).toBe('applied')
      applied.appliedAt = null
    } else if (answered !== undefined) {
      expect(done.kind).toBe('category')
      this.#forget(answered)
      answered.isRevoked = true
    }
  }

  #forget(tap: Tap): void {
    tap.isForgotten = true
    tap.appliedAt = null
  }

  /** The keys of the categories of all entries, in the order they came. */
  async categories(): Promise<string[]> {
    for (const key of [...CATEGORIES, UNCATEGORIZED]) await this.#categoryId(key)
    const keyOfId = new Map([...this.#names].map(([key, id]) => [id, key]))
    const keys = [...this.model.entries.keys()].map((number) => keyOf(this.#test, String(number)))
    const transactions = await this.#act(({ session }) => session.transactionsOf(keys))
    return keys.map(({ messageId }) => {
      const own = transactions.find(({ witnesses }) => witnesses.some(({ key }) => key.messageId === messageId))
      return keyOfId.get(own?.postings[1]?.accountId ?? '') ?? 'another'
    })
  }

  exported() {
    return this.#test.exportAll(this.#ledgerId)
  }

  rebuilt(): Promise<void> {
    return rebuild(this.#onLedger)
  }

  /** Forgets every tap there is, the earliest first. */
  async forgetAll(): Promise<void> {
    for (const tap of this.model.taps) await this.#onTap('forget', tap)
  }

  async #idOf(number: number): Promise<string> {
    return (await transactionOf(this.#onLedger, keyOf(this.#test, String(number)))).id
  }

  async #categoryId(key: string): Promise<string> {
    const known = this.#names.get(key) ?? (await categoryId(this.#onLedger, key))
    this.#names.set(key, known)
    return known
  }

  #act<T>(work: (context: ActionContext) => Promise<T>): Promise<T> {
    return this.#test.ledgers.inLedger(this.#ledgerId, (session) => {
      const actor = { personId: null, role: 'owner' } as const
      return work({ session, actor, pipeline: this.#pipeline, parse: unread, ids: this.#test.ids, clock: systemClock })
    })
  }
}

/**
 * Plays random sequences of arrivals, taps, applications and ways to take them back on a ledger and on a simple model, and
 * compares them after each step. In the end the ledger, made again from nothing, is the same; and with every tap forgotten
 * it says what it would had nobody ever tapped.
 */
export async function checkLearning(
  test: TestLedgers,
  { maxSteps, ...options }: { readonly numRuns: number; readonly maxSteps: number; readonly seed?: number },
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: maxSteps }), async (steps) => {
      const learning = new Learning(test, await test.newLedger())
      for (const each of steps) {
        await learning.take(each)
        expect(await learning.categories()).toEqual(learning.model.categories())
      }
      const before = apartFromIds(await learning.exported())
      await learning.rebuilt()
      expect(apartFromIds(await learning.exported())).toEqual(before)
      await learning.forgetAll()
      expect(await learning.categories()).toEqual(learning.model.entries.map(() => UNCATEGORIZED))
    }),
    options,
  )
}
