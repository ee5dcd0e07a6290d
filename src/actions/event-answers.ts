import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { AnswerContent } from '../domain/answer.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import type { WitnessRole } from '../domain/transaction.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** What a person said about which alerts are one event. */
export type EventWord = 'same' | 'different' | 'split' | 'transfer' | 'not-transfer' | 'not-returned' | 'not-fee'

export type EventAnswered =
  /** `otherId`: the second entry there is now, or null where there is one. */
  | {
      readonly kind: 'answered'
      readonly word: EventWord
      readonly transactionId: string
      readonly otherId: string | null
      readonly answerId: string
    }
  | { readonly kind: 'not-possible' }

/** About which entry, and the id of the answer, which is derived from the event that asks. */
type OnEntry = { readonly transactionId: string; readonly answerId: string }
type OnTwo = OnEntry & { readonly otherId: string }

/** Makes two entries one: their alerts tell of one event, now and whenever they are solved again. */
export function sameEvent(context: ActionContext, request: OnTwo): Promise<EventAnswered | Forbidden> {
  return onTwo(context, request, 'same', (one, other) => {
    const [left, right] = alikeSides(one, other)
    return left.length === 0 || right.length === 0 ? null : { kind: 'same', on: [...left, ...right] }
  })
}

/** Keeps two entries apart for ever. */
export function differentEvents(context: ActionContext, request: OnTwo): Promise<EventAnswered | Forbidden> {
  return onTwo(context, request, 'different', (one, other) => {
    const [left, right] = alikeSides(one, other)
    return left.length === 0 || right.length === 0 ? null : apart(left, right)
  })
}

/** Says of a charge that it is none of this payment’s (`otherId`). */
export function notFeeOf(context: ActionContext, request: OnTwo): Promise<EventAnswered | Forbidden> {
  return onTwo(context, request, 'not-fee', (charge, payment) => {
    const isParent = charge.transaction.parents.includes(payment.transaction.id)
    const [own, others] = [keysOf(charge, 'self'), keysOf(payment)]
    return !isParent || own.length === 0 || others.length === 0 ? null : apart(own, others)
  })
}

/** Makes money that left one own account and money that came to another one transfer. */
export function isTransfer(context: ActionContext, request: OnTwo): Promise<EventAnswered | Forbidden> {
  return onTwo(context, request, 'transfer', (one, other) => {
    const on = [...keysOf(one), ...keysOf(other)]
    const ways = new Set([directionOf(one), directionOf(other)])
    return ways.size === 2 ? { kind: 'transfer', on } : null
  })
}

/** Says of a transfer that it is none; both sides become entries of their own, never to be paired again. */
export function notTransfer(context: ActionContext, request: OnEntry): Promise<EventAnswered | Forbidden> {
  return onOne(context, request, 'not-transfer', (detail) => {
    return detail.transaction.kind === 'transfer' ? { kind: 'not-transfer', on: keysOf(detail) } : null
  })
}

/** Parts a payment from what was taken for its return. */
export function notReturned(context: ActionContext, request: OnEntry): Promise<EventAnswered | Forbidden> {
  return onOne(context, request, 'not-returned', (detail) => {
    const [payment, reversal] = [keysOf(detail, 'payment'), keysOf(detail, 'reversal')]
    return payment.length === 0 || reversal.length === 0 ? null : apart(reversal, payment)
  })
}

/** Takes one alert out of an entry that rests on several: it tells of an event of its own. */
export function splitOff(
  context: ActionContext,
  request: OnEntry & { readonly key: AlertKey },
): Promise<EventAnswered | Forbidden> {
  return onOne(context, request, 'split', ({ transaction }) => {
    const own = transaction.witnesses.find(({ key }) => alertKeyText(key) === alertKeyText(request.key))
    const others = transaction.witnesses.filter((witness) => witness !== own && witness.role === own?.role)
    return own === undefined || others.length === 0
      ? null
      : apart(
          [own.key],
          others.map(({ key }) => key),
        )
  })
}

/** Takes an answer about which alerts are one event back. Doing it twice changes nothing. */
export function undoEventAnswer(
  context: ActionContext,
  { transactionId, answerId }: OnEntry,
): Promise<
  { readonly kind: 'undone'; readonly transactionId: string } | { readonly kind: 'not-possible' } | Forbidden
> {
  return whenAllowed(context, 'judge', async () => {
    const { session, actor, clock } = context
    const detail = await session.transactionDetail(transactionId)
    const answers = detail === null ? [] : await session.answersOn(detail.transaction.witnesses.map(({ key }) => key))
    const answer = answers.find(({ id }) => id === answerId)
    if (answer === undefined) return { kind: 'not-possible' as const }
    const at = clock.now()
    await session.revokeAnswer(answerId, at)
    await session.addAudit('undo-answer', `answer:${answerId}`, actor.personId, at)
    await context.pipeline.resolve(answer.on, pipelinePorts(context))
    return { kind: 'undone' as const, transactionId }
  })
}

type Said = AnswerContent & { readonly on: readonly AlertKey[] }

function apart(oneSide: readonly AlertKey[], others: readonly AlertKey[]): Said {
  return { kind: 'different', oneSide, on: [...oneSide, ...others] }
}

function onOne(
  context: ActionContext,
  request: OnEntry,
  word: EventWord,
  say: (detail: TransactionDetail) => Said | null,
): Promise<EventAnswered | Forbidden> {
  return whenAllowed(context, 'judge', async (): Promise<EventAnswered> => {
    const detail = await context.session.transactionDetail(request.transactionId)
    const said = detail === null || detail.transaction.status === 'void' ? null : say(detail)
    return said === null ? { kind: 'not-possible' } : put(context, request, word, said)
  })
}

function onTwo(
  context: ActionContext,
  request: OnTwo,
  word: EventWord,
  say: (one: TransactionDetail, other: TransactionDetail) => Said | null,
): Promise<EventAnswered | Forbidden> {
  return whenAllowed(context, 'judge', async (): Promise<EventAnswered> => {
    const one = await context.session.transactionDetail(request.transactionId)
    const other = await context.session.transactionDetail(request.otherId)
    if (one === null || other === null || one.transaction.id === other.transaction.id) return { kind: 'not-possible' }
    if (one.transaction.status === 'void' || other.transaction.status === 'void') return { kind: 'not-possible' }
    const said = say(one, other)
    return said === null ? { kind: 'not-possible' } : put(context, request, word, said)
  })
}

async function put(
  context: ActionContext,
  { transactionId, answerId }: OnEntry,
  word: EventWord,
  said: Said,
): Promise<EventAnswered> {
  const { session, actor, clock } = context
  const at = clock.now()
  await session.addAnswer({ id: answerId, by: actor.personId, at, revokedAt: null, ...said })
  await session.addAudit(`answer-${word}`, `answer:${answerId}`, actor.personId, at)
  await context.pipeline.resolve(said.on, pipelinePorts(context))
  const restsIn: string[] = []
  for (const key of said.on) restsIn.push(...(await entryOf(context, key)))
  const own = (await session.transactionDetail(transactionId))?.transaction.id ?? restsIn[0]
  if (own === undefined) throw new Error('an alert is in no transaction after an answer')
  return { kind: 'answered', word, transactionId: own, otherId: restsIn.find((id) => id !== own) ?? null, answerId }
}

/** The transaction an alert rests in: not the fee printed beside it. */
async function entryOf({ session }: ActionContext, key: AlertKey): Promise<string[]> {
  const found = await session.transactionsOf([key])
  const isOwn = (role: WitnessRole, own: AlertKey) => role !== 'fee' && alertKeyText(own) === alertKeyText(key)
  return found.filter(({ witnesses }) => witnesses.some(({ role, key: own }) => isOwn(role, own))).map(({ id }) => id)
}

function keysOf({ transaction }: TransactionDetail, role?: WitnessRole): AlertKey[] {
  const own = transaction.witnesses.filter((witness) =>
    role === undefined ? witness.role !== 'fee' : witness.role === role,
  )
  return own.map(({ key }) => key)
}

/** The alerts of one that may tell of what the other tells of: money in one direction. */
function alikeSides(one: TransactionDetail, other: TransactionDetail): [AlertKey[], AlertKey[]] {
  const direction = directionOf(one) ?? directionOf(other)
  const own = ({ alerts }: TransactionDetail) =>
    alerts.filter((alert: Alert) => direction === null || alert.reading.direction === direction).map(({ key }) => key)
  return [own(one), own(other)]
}

/** Which way all alerts of an entry say the money went; null where they differ, as in a transfer. */
function directionOf({ alerts }: TransactionDetail): 'debit' | 'credit' | null {
  const ways = new Set(alerts.map(({ reading }) => reading.direction))
  return ways.size === 1 ? (alerts[0]?.reading.direction ?? null) : null
}
