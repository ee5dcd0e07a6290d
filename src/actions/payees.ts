import type { KnownPayee, PayeeEdit } from '../domain/payee.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** Payees offered to merge with. */
const LIKE_MAX = 5
/** Looked at for them. */
const LIKE_LOOKED_AT = 20

/** Who an entry was paid to or by, and what a person may say about that. */
export type PayeeView = {
  readonly kind: 'payee'
  readonly transactionId: string
  /** What it is called now. */
  readonly name: string
  readonly isPerson: boolean
  /** How many entries it has. */
  readonly count: number
  /** Other names it could have, the neatest first. */
  readonly names: readonly string[]
  /** Payees that may be the same. */
  readonly like: readonly KnownPayee[]
  /** The latest word on it, which can be taken back. */
  readonly lastEdit: PayeeEdit | null
}

export type PayeeChange =
  /** `count`: entries of the payee. */
  { readonly kind: 'changed'; readonly count: number; readonly name: string } | { readonly kind: 'not-possible' }

/** The payee of an entry; `not-possible` for one that names nobody, such as a transfer. */
export function payeeOfEntry(
  context: ActionContext,
  transactionId: string,
): Promise<PayeeView | { readonly kind: 'not-possible' } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const { session, pipeline } = context
    const detail = await session.transactionDetail(transactionId)
    const key = detail?.transaction.payeeKey
    if (detail === null || key === undefined) return { kind: 'not-possible' as const }
    const edits = await session.payeeEdits()
    const members = pipeline.payeesIn(edits).members(key)
    const names = namesOf(context, detail, key)
    const name = pipeline.payeesIn(edits).givenName(key) ?? detail.transaction.payee ?? names[0] ?? key
    const isPerson = pipeline.isPerson(key)
    const found = await session.payeesLike(key, LIKE_LOOKED_AT)
    const alike = found.filter(
      ({ payeeKey }) => !members.includes(payeeKey) && pipeline.isPerson(payeeKey) === isPerson,
    )
    return {
      kind: 'payee' as const,
      transactionId: detail.transaction.id,
      name,
      isPerson,
      count: (await session.transactionsOfPayees(members)).length,
      names: names.filter((one) => one !== name),
      like: alike.slice(0, LIKE_MAX),
      lastEdit: edits.find(({ payeeKey, intoKey }) => members.includes(payeeKey) || members.includes(intoKey)) ?? null,
    }
  })
}

/** Gives the payee of an entry one of the names that `payeeOfEntry` offers, by its place, wherever it stands or will stand. */
export function renamePayee(
  context: ActionContext,
  request: { readonly transactionId: string; readonly choice: number; readonly answerId: string },
): Promise<PayeeChange | Forbidden> {
  return whenAllowed(context, 'recategorize', async (): Promise<PayeeChange | Forbidden> => {
    const view = await payeeOfEntry(context, request.transactionId)
    if (view.kind !== 'payee') return view
    const name = view.names[request.choice]
    const key = (await context.session.transactionDetail(request.transactionId))?.transaction.payeeKey
    if (name === undefined || key === undefined) return { kind: 'not-possible' }
    return edit(context, { id: request.answerId, kind: 'rename', payeeKey: key, intoKey: key, name })
  })
}

/**
 * Says that the payee of an entry is that of another: both have the other's name, and lessons on either count for both.
 * Entries that a person categorized stay where they are.
 */
export function mergePayee(
  context: ActionContext,
  request: { readonly transactionId: string; readonly otherId: string; readonly answerId: string },
): Promise<PayeeChange | Forbidden> {
  return whenAllowed(context, 'recategorize', async (): Promise<PayeeChange> => {
    const { session, pipeline } = context
    const [own, other] = [
      await session.transactionDetail(request.transactionId),
      await session.transactionDetail(request.otherId),
    ]
    const [payeeKey, intoKey] = [own?.transaction.payeeKey, other?.transaction.payeeKey]
    if (other === null || payeeKey === undefined || intoKey === undefined) return { kind: 'not-possible' }
    const payees = pipeline.payeesIn(await session.payeeEdits())
    if (payees.canonical(payeeKey) === payees.canonical(intoKey)) return { kind: 'not-possible' }
    const name = payees.givenName(intoKey) ?? namesOf(context, other, intoKey)[0] ?? intoKey
    return edit(context, { id: request.answerId, kind: 'merge', payeeKey, intoKey, name })
  })
}

/** Takes a word on a payee back: names and categories are what they were. Doing it twice changes nothing. */
export function undoPayeeEdit(context: ActionContext, editId: string): Promise<PayeeChange | Forbidden> {
  return whenAllowed(context, 'recategorize', async (): Promise<PayeeChange> => {
    const { session, pipeline, actor, clock } = context
    const edits = await session.payeeEdits()
    const made = edits.find(({ id }) => id === editId)
    if (made === undefined) return { kind: 'not-possible' }
    const touched = pipeline.payeesIn(edits).members(made.payeeKey)
    await session.revokePayeeEdit(editId, clock.now())
    await session.addAudit('undo-payee', `payee:${editId}`, actor.personId, clock.now())
    return { kind: 'changed', count: await settleAgain(context, touched), name: made.name }
  })
}

async function edit(context: ActionContext, made: Omit<PayeeEdit, 'by' | 'at'>): Promise<PayeeChange> {
  const { session, pipeline, actor, clock } = context
  await session.addPayeeEdit({ ...made, by: actor.personId, at: clock.now() })
  await session.addAudit(`${made.kind}-payee`, `payee:${made.id}`, actor.personId, clock.now())
  const members = pipeline.payeesIn(await session.payeeEdits()).members(made.payeeKey)
  return { kind: 'changed', count: await settleAgain(context, members), name: made.name }
}

/** Solves every entry of payees again. Gives how many there are. */
async function settleAgain(context: ActionContext, payeeKeys: readonly string[]): Promise<number> {
  const entries = await context.session.transactionsOfPayees(payeeKeys)
  const keys = entries.flatMap(({ witnesses }) => witnesses.map(({ key }) => key))
  if (keys.length > 0) await context.pipeline.resolve(keys, pipelinePorts(context))
  return entries.length
}

/** Names a payee could have, the neatest first: without banks and places, and as the bank writes it. */
function namesOf({ pipeline }: ActionContext, { alerts }: TransactionDetail, key: string): string[] {
  const neat = alerts.flatMap(({ reading }) => pipeline.payeeName(reading) ?? [])
  const written = alerts.flatMap(({ reading }) => reading.counterparty ?? [])
  const names = [...new Set([...neat, ...written])]
  return names.length === 0 ? [key] : names
}
