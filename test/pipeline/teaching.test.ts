import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActionContext } from '../../src/actions/context.ts'
import { ingestMessages } from '../../src/actions/ingest-messages.ts'
import { recategorize } from '../../src/actions/recategorize.ts'
import { forgetLayout, listTaughtLayouts } from '../../src/actions/taught-layouts.ts'
import {
  answerTeaching,
  cancelTeaching,
  saveTeaching,
  startTeaching,
  type TeachingSaved,
  type TeachingStep,
} from '../../src/actions/teach.ts'
import { undoLast } from '../../src/actions/undo-last.ts'
import { banks, createParse, createPipeline } from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import { messageId } from '../../src/pipeline/ingest.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { apartFromIds, categoryId } from './ledger-world.ts'

let world: TestLedgers
const parse = createParse(banks)

beforeAll(async () => {
  world = await testLedgers()
})
afterAll(() => world.close())

/** Does something as the owner of a ledger. */
function act<T>(ledgerId: string, work: (context: ActionContext) => Promise<T>): Promise<T> {
  const actor = { personId: null, role: 'owner' } as const
  return world.ledgers.inLedger(ledgerId, (session) =>
    work({ session, actor, pipeline: createPipeline(), parse, ids: world.ids, clock: systemClock }),
  )
}

/** An alert of a bank that nobody described. */
function alertOf(amount: string, who: string, balance: string, word = 'handed'): string {
  return `Zuma Money: You ${word} NGN${amount} to ${who} from wallet ***4521 on 12/10/2026 09:36. Balance: NGN${balance}`
}

async function send(ledgerId: string, id: string, text: string): Promise<string> {
  const message = { origin: `ingest:${id}`, source: 'sms', sender: null, subject: null, text } as const
  const result = await act(ledgerId, (context) =>
    ingestMessages(context, [{ ...message, receivedAt, authenticity: 'vouched', readings: null }]),
  )
  return result.kind === 'ingested' ? (result.traces[0]?.outcome ?? '') : result.kind
}

const idOf = (id: string): string => messageId(`ingest:${id}`, world.ids)

const receivedAt = Temporal.Instant.from('2026-10-20T12:00:00Z')

/** Answers all questions about a message with the first choice, up to the preview. */
async function answerAll(ledgerId: string, id: string): Promise<TeachingStep> {
  let step = await act(ledgerId, (context) =>
    startTeaching(context, { messageId: idOf(id), draftId: crypto.randomUUID() }),
  )
  while (step.kind === 'question') {
    const { draftId, question, choices } = step
    const choice = choices[0]?.choice ?? -1
    step = await act(ledgerId, (context) => answerTeaching(context, { draftId, question, choice }))
  }
  if (step.kind === 'forbidden') throw new Error('the owner may teach')
  return step
}

/** Teaches the layout of a message. */
async function teach(ledgerId: string, id: string): Promise<TeachingSaved & { kind: 'saved' }> {
  const step = await answerAll(ledgerId, id)
  if (step.kind !== 'preview') throw new Error(`not taught: ${step.kind}`)
  const saved = await act(ledgerId, (context) => saveTeaching(context, { draftId: step.draftId }))
  if (saved.kind !== 'saved') throw new Error(`not saved: ${saved.kind}`)
  return saved
}

const shown = async (ledgerId: string): Promise<string> => JSON.stringify(await world.exportAll(ledgerId))

test('a layout taught after its messages gives the ledger it would have given before them', async () => {
  const [late, early] = [await world.newLedger(), await world.newLedger()]
  const texts = [
    alertOf('10.00', 'ADA', '990.00'),
    alertOf('20.00', 'OBI', '970.00'),
    alertOf('30.00', 'ADA', '940.00'),
  ]
  for (const [index, text] of texts.entries()) {
    expect(await send(late, String(index), text)).toBe('unrecognized')
  }
  expect(await teach(late, '1')).toMatchObject({ messages: 3 })
  expect(await send(early, '1', texts[1] ?? '')).toBe('unrecognized')
  await teach(early, '1')
  for (const index of [0, 2]) expect(await send(early, String(index), texts[index] ?? '')).toBe('booked')
  expect(apartFromIds(await world.exportAll(late))).toEqual(apartFromIds(await world.exportAll(early)))
})

test('undoing a teaching gives the ledger back byte for byte, also after answers on what it had booked', async () => {
  const ledgerId = await world.newLedger()
  await send(
    ledgerId,
    'known',
    'Acct:******8016\nAmt:NGN22,500.00 DR\nDesc:RENT\nBal:NGN148,210.55\nDate:2026-10-11 9:36AM',
  )
  await send(ledgerId, 'a', alertOf('10.00', 'ADA', '990.00'))
  await send(ledgerId, 'b', alertOf('20.00', 'OBI', '970.00'))
  const before = await shown(ledgerId)
  const { layoutId, transactionIds } = await teach(ledgerId, 'a')
  expect(await send(ledgerId, 'c', alertOf('5.00', 'EZE', '965.00'))).toBe('booked')
  const food = await categoryId({ test: world, ledgerId }, 'food')
  const [transactionId = ''] = transactionIds
  const request = { transactionId, categoryId: food, answerId: crypto.randomUUID() }
  expect(await act(ledgerId, (context) => recategorize(context, request))).toMatchObject({ kind: 'recategorized' })
  const taught = await shown(ledgerId)
  expect(await act(ledgerId, (context) => forgetLayout(context, { layoutId, because: 'forgotten' }))).toEqual({
    kind: 'forgotten',
    messages: 3,
  })
  expect(await shown(ledgerId)).toBe(before)
  const undo = () => act(ledgerId, (context) => undoLast(context, { answerId: crypto.randomUUID() }))
  expect(await undo()).toMatchObject({ kind: 'forgotten' })
  expect(await shown(ledgerId)).toBe(taught)
  expect(await undo()).toMatchObject({ kind: 'category' })
  expect(await undo()).toMatchObject({ kind: 'entry' })
  expect(await undo()).toMatchObject({ kind: 'void' })
})

test('what one ledger was taught is of no use to another', async () => {
  const [taught, other] = [await world.newLedger(), await world.newLedger()]
  await send(taught, 'a', alertOf('10.00', 'ADA', '990.00'))
  await teach(taught, 'a')
  expect(await send(other, 'a', alertOf('10.00', 'ADA', '990.00'))).toBe('unrecognized')
  expect(await act(other, listTaughtLayouts)).toEqual({ kind: 'layouts', layouts: [] })
})

test('questions that are over say so, and change nothing', async () => {
  const ledgerId = await world.newLedger()
  await send(ledgerId, 'a', alertOf('10.00', 'ADA', '990.00'))
  await send(ledgerId, 'b', alertOf('11.00', 'OBI', '979.00'))
  const [first, second] = [await answerAll(ledgerId, 'a'), await answerAll(ledgerId, 'a')]
  if (first.kind !== 'preview' || second.kind !== 'preview') throw new Error('both can be taught')
  const save = (draftId: string) => act(ledgerId, (context) => saveTeaching(context, { draftId }))
  // Asking again drops what was asked before.
  expect(await save(first.draftId)).toEqual({ kind: 'expired' })
  const other = await answerAll(ledgerId, 'b')
  expect(await save(second.draftId)).toMatchObject({ kind: 'saved', messages: 2 })
  expect(await save(second.draftId)).toEqual({ kind: 'expired' })
  expect(other.kind === 'preview' && (await save(other.draftId))).toEqual({ kind: 'already-read' })
  expect(await act(ledgerId, (context) => cancelTeaching(context, { draftId: first.draftId }))).toEqual({
    kind: 'cancelled',
  })
  const start = { messageId: crypto.randomUUID(), draftId: crypto.randomUUID() }
  expect(await act(ledgerId, (context) => startTeaching(context, start))).toEqual({ kind: 'expired' })
  expect(await world.exportAll(ledgerId)).toHaveLength(3)
})

test('a layout forgotten twice, or never taught, is forgotten once', async () => {
  const ledgerId = await world.newLedger()
  await send(ledgerId, 'a', alertOf('10.00', 'ADA', '990.00'))
  const { layoutId } = await teach(ledgerId, 'a')
  const forget = (id: string) => act(ledgerId, (context) => forgetLayout(context, { layoutId: id, because: 'undone' }))
  expect(await forget(layoutId)).toEqual({ kind: 'forgotten', messages: 1 })
  expect(await forget(layoutId)).toEqual({ kind: 'not-possible' })
  expect(await forget(crypto.randomUUID())).toEqual({ kind: 'not-possible' })
  expect(await act(ledgerId, (context) => undoLast(context, { answerId: crypto.randomUUID() }))).toEqual({
    kind: 'nothing',
  })
  await teach(ledgerId, 'a')
  expect(await world.exportAll(ledgerId)).toHaveLength(2)
})
