import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnswerContent } from '../../src/domain/answer.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { propertyRuns } from '../support/properties.ts'
import { message, type Sent } from './alert-messages.ts'
import { apartFromIds, categoryId, ingest, keyOf, rebuild, say, takeBack } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

/** One thing that happens: a message comes, an answer is given, or one is taken back. Numbers count from 0. */
type Happening =
  | { readonly kind: 'message'; readonly number: number }
  | { readonly kind: 'answer'; readonly number: number }
  | { readonly kind: 'revocation'; readonly number: number }

type Said = {
  readonly kind: AnswerContent['kind'] | 'account'
  readonly on: readonly number[]
  readonly isRevoked: boolean
}

const START = Temporal.Instant.from('2026-11-01T00:00:00Z')

const sent = fc.record<Sent>(
  {
    bank: fc.constantFrom('GTBank', 'OPay', 'Zenith Bank', null),
    tail: fc.constantFrom(null, '48', '448', '4448', '9448', '8016'),
    minor: fc.constantFrom(-500, -500, 500, -1_000, 1_000),
    balance: fc.constantFrom(null, null, 5_000, 5_500, 6_000),
    day: fc.integer({ min: 1, max: 12 }),
    minute: fc.constantFrom(null, null, 0, 1, 60, 61, 64, 700, 1_439),
    counterparty: fc.constantFrom(null, null, 'ADA OBI', 'MUSA BELLO'),
    currency: fc.constantFrom('NGN', 'NGN', 'NGN', 'USD'),
    fee: fc.constantFrom(0, 0, 10),
    channel: fc.constantFrom('transfer', 'transfer', 'pos', 'fee', 'reversal'),
    source: fc.constantFrom('sms', 'sms', 'email'),
    layout: fc.constantFrom('one', 'two'),
    received: fc.constantFrom(0, 701, 5_000),
    isUndated: fc.constantFrom(false, false, true),
  },
  { noNullPrototype: true },
)
/** Alerts of which some repeat an earlier one, to the letter or but for a field. */
const alerts = fc
  .array(fc.tuple(sent, fc.nat(), fc.constantFrom('new', 'new', 'twin', 'near', 'back')), {
    minLength: 1,
    maxLength: 12,
  })
  .map((drawn) => {
    const all: Sent[] = []
    for (const [own, pick, how] of drawn) {
      const earlier = all[pick % Math.max(all.length, 1)]
      if (how === 'new' || earlier === undefined) all.push(asSent(own))
      else if (how === 'twin') all.push({ ...earlier, received: own.received ?? 0 })
      else if (how === 'near') all.push(asSent({ ...earlier, tail: own.tail, minute: own.minute, day: own.day }))
      else all.push(asSent({ ...own, minor: -earlier.minor, day: earlier.day, currency: earlier.currency ?? 'NGN' }))
    }
    return all
  })

/** A message that names no bank is a quick entry. */
function asSent(own: Sent): Sent {
  // One bank's number is never in doubt, so that an answer can name its account in any order of things.
  if (own.bank === 'Zenith Bank') return { ...own, tail: '8016' }
  return own.bank === null ? { ...own, source: 'manual', tail: null, balance: null } : own
}

const scenario = alerts.chain((all) =>
  fc
    .array(
      fc.record<Said>({
        kind: fc.constantFrom(
          'same',
          'different',
          'transfer',
          'not-transfer',
          'void',
          'category',
          'edit',
          'split',
          'account',
        ),
        on: fc.uniqueArray(fc.nat({ max: all.length - 1 }), { minLength: 1, maxLength: 3 }),
        isRevoked: fc.constantFrom(false, false, true),
      }),
      { maxLength: 6 },
    )
    .chain((said) =>
      fc.record({
        all: fc.constant(all),
        said: fc.constant(said),
        orders: fc.tuple(inSomeOrder(all, said), inSomeOrder(all, said)),
        batchSize: fc.integer({ min: 1, max: 4 }),
      }),
    ),
)

/** Any order in which answers come after what they are about, and are taken back after they were given. */
function inSomeOrder(all: readonly Sent[], said: readonly Said[]): fc.Arbitrary<Happening[]> {
  const happenings: Happening[] = [
    ...all.map((_, number): Happening => ({ kind: 'message', number })),
    ...said.map((_, number): Happening => ({ kind: 'answer', number })),
    ...said.flatMap((each, number): Happening[] => (each.isRevoked ? [{ kind: 'revocation', number }] : [])),
  ]
  return fc
    .shuffledSubarray(happenings, { minLength: happenings.length, maxLength: happenings.length })
    .map((shuffled) => {
      const rank = new Map(shuffled.map((happening, index) => [happening, index]))
      const messageRank = new Map(
        shuffled.flatMap((happening, index) => (happening.kind === 'message' ? [[happening.number, index]] : [])),
      )
      const answerRank = (number: number) => {
        const own = shuffled.findIndex((happening) => happening.kind === 'answer' && happening.number === number)
        return Math.max(own, ...(said[number]?.on ?? []).map((each) => (messageRank.get(each) ?? 0) + 0.1))
      }
      const key = (happening: Happening) => {
        const own = rank.get(happening) ?? 0
        if (happening.kind === 'answer') return answerRank(happening.number)
        if (happening.kind === 'revocation') return Math.max(own, answerRank(happening.number) + 0.1)
        return own
      }
      return shuffled.toSorted((left, right) => key(left) - key(right))
    })
}

/** What is said, with ids and instants that are the same in every ledger. */
async function contentOf(ledgerId: string, all: readonly Sent[], said: Said, number: number): Promise<AnswerContent> {
  const onLedger = { test, ledgerId }
  switch (said.kind) {
    case 'category':
      return { kind: 'category', categoryId: await categoryId(onLedger, number % 2 === 0 ? 'cash' : 'charges') }
    case 'split': {
      const ids = [await categoryId(onLedger, 'cash'), await categoryId(onLedger, 'charges')] as const
      return { kind: 'split', parts: ids.map((id, index) => ({ categoryId: id, minor: BigInt(index + 1) })) }
    }
    case 'edit':
      return number % 2 === 0
        ? { kind: 'edit', note: `note ${number}` }
        : { kind: 'edit', note: 'both', payee: `payee ${number}` }
    case 'account': {
      const other = said.on.map((each) => all[each] as Sent).find(({ bank }) => bank === 'Zenith Bank')
      if (other === undefined) return { kind: 'edit', note: 'no account' }
      const identity = `${other.bank ?? ''}|${other.tail ?? ''}|${other.currency ?? 'NGN'}`
      return { kind: 'edit', accountId: test.ids.id('account', identity) }
    }
    default:
      return { kind: said.kind }
  }
}

async function play(ledgerId: string, all: readonly Sent[], saids: readonly Said[], order: readonly Happening[]) {
  const onLedger = { test, ledgerId }
  const idOf = (number: number) => test.ids.id('answer', ledgerId, String(number))
  const keys = (said: Said) => said.on.map((each) => keyOf(test, `m${each}`))
  for (const { kind, number } of order) {
    const said = saids[number] as Said
    if (kind === 'message') await ingest(onLedger, [message(`m${number}`, all[number] as Sent)])
    else if (kind === 'revocation') await takeBack(onLedger, idOf(number), keys(said))
    else {
      const content = await contentOf(ledgerId, all, said, number)
      await say(onLedger, content, keys(said), { id: idOf(number), at: START.add({ seconds: number }) })
    }
  }
}

describe('the ledger with what people say about it', () => {
  it('is the same for any order of messages and answers, and as if all were solved at once', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ all, said, orders, batchSize }) => {
        const [one, other, batched] = [await test.newLedger(), await test.newLedger(), await test.newLedger()]
        await play(one, all, said, orders[0])
        await play(other, all, said, orders[1])
        const exported = await test.exportAll(one)
        const expected = apartFromIds(exported)
        for (const line of exported) {
          const sums = Map.groupBy(line.postings, (posting) => posting.currency)
          for (const postings of sums.values()) {
            expect(postings.reduce((sum, posting) => sum + BigInt(posting.amountMinor), 0n)).toBe(0n)
          }
        }
        expect(apartFromIds(await test.exportAll(other))).toEqual(expected)
        const messages = all.map((each, number) => message(`m${number}`, each))
        for (let start = 0; start < messages.length; start += batchSize) {
          await ingest({ test, ledgerId: batched }, messages.slice(start, start + batchSize))
        }
        await play(
          batched,
          all,
          said,
          orders[1].filter(({ kind }) => kind !== 'message'),
        )
        expect(apartFromIds(await test.exportAll(batched))).toEqual(expected)
        await ingest({ test, ledgerId: one }, messages)
        expect(await test.exportAll(one)).toEqual(exported)
        await rebuild({ test, ledgerId: one })
        expect(apartFromIds(await test.exportAll(one))).toEqual(expected)
      }),
      { numRuns: propertyRuns(40), interruptAfterTimeLimit: 90_000, markInterruptAsFailure: false },
    )
  }, 240_000)
})
