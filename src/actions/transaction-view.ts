import type { Account } from '../domain/account.ts'
import type { Alert, AlertKey } from '../domain/alert.ts'
import { alertKeyText } from '../domain/alert.ts'
import type { BalanceCheck } from '../domain/balance.ts'
import type { Occurred } from '../domain/calendar.ts'
import type { Category } from '../domain/category.ts'
import type { MessageSource } from '../domain/message.ts'
import type { Money } from '../domain/money.ts'
import type { TransactionDetail } from '../domain/ports.ts'
import type { Attachment } from '../domain/setting-change.ts'
import type { TransactionKind } from '../domain/transaction.ts'
import { byPrecedence } from '../pipeline/order.ts'
import { describeMissing, type MissingMoney } from './add-missing.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { categoryReasonWords } from './category-reason.ts'
import { type ActionContext, pipelinePorts } from './context.ts'
import { suggestCategories } from './suggest-categories.ts'

const SUGGESTIONS = 4

/** A transaction in one line, as lists show it. `amount` is positive; `direction` gives its sign. */
export type TransactionLine = {
  readonly id: string
  readonly kind: TransactionKind
  readonly direction: 'in' | 'out' | 'transfer'
  readonly amount: Money
  /** Own accounts the money left and reached; an expense has no `to`, income no `from`. */
  readonly from: Account | null
  readonly to: Account | null
  readonly counterparty: string | null
  /** The bank's free text, for what names nobody. */
  readonly narration: string | null
  readonly category: Category | null
  readonly occurred: Occurred
  readonly isVoid: boolean
  readonly isSuspect: boolean
}

/** Everything a receipt shows. */
export type TransactionView = TransactionLine & {
  /** Why it is in its category, in words; null when it has none. */
  readonly categoryReason: string | null
  /** What the bank charged for it. */
  readonly fee: Money | null
  /** The balance the bank stated after it. */
  readonly statedBalance: Money | null
  readonly check: BalanceCheck | null
  /** For a check that breaks: what is missing, and when. */
  readonly missing: MissingMoney | null
  /** For a check that closes: an earlier entry that its balance contradicts. */
  readonly disputes: TransactionLine | null
  /** The transaction it may repeat. */
  readonly suspectOf: TransactionLine | null
  /** Typed by a person and seen in no alert yet. */
  readonly isQuickEntry: boolean
  /** The likeliest other categories, likeliest first; empty for what has no category. */
  readonly suggestions: readonly Category[]
  readonly keys: readonly AlertKey[]
  /** The sources its alerts came from, each once, the most believed first. */
  readonly sources: readonly MessageSource[]
  readonly note: string | null
  readonly tags: readonly string[]
  /** The parts of a split, positive, in its order; empty where it is not split. */
  readonly splits: readonly { readonly category: Category; readonly amount: Money }[]
  /** Pictures and files a person put to it. */
  readonly attachments: readonly Attachment[]
  /** A rule takes it out, not a person. */
  readonly isIgnored: boolean
}

/** The view of a transaction, following redirects; `not-found` when this ledger has none with this id. */
export function transactionView(
  context: ActionContext,
  id: string,
): Promise<{ readonly kind: 'view'; readonly view: TransactionView } | { readonly kind: 'not-found' } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const detail = await context.session.transactionDetail(id)
    return detail === null
      ? { kind: 'not-found' as const }
      : { kind: 'view' as const, view: await viewOf(context, detail) }
  })
}

/** The one-line view of a loaded transaction. */
export function transactionLine(detail: TransactionDetail): TransactionLine {
  const { transaction } = detail
  const flow = flowOf(detail)
  return {
    id: transaction.id,
    kind: transaction.kind,
    ...flow,
    counterparty:
      transaction.payee ?? detail.alerts.find(({ reading }) => reading.counterparty)?.reading.counterparty ?? null,
    narration: transaction.narration,
    category: categoryOf(detail),
    occurred: transaction.occurred,
    isVoid: transaction.status === 'void',
    isSuspect: transaction.suspectOf !== null,
  }
}

/** The category a transaction's postings touch; null for transfers and the like. */
export function categoryOf(detail: TransactionDetail): Category | null {
  const touched = new Set(detail.transaction.postings.map(({ accountId }) => accountId))
  return detail.categories.find(({ id }) => touched.has(id)) ?? null
}

async function viewOf(context: ActionContext, detail: TransactionDetail): Promise<TransactionView> {
  const { session } = context
  const { transaction, alerts } = detail
  const line = transactionLine(detail)
  const stating = alerts.find(({ reading }) => reading.runningBalance !== null)
  const check = stating === undefined ? null : await checkOf(context, stating)
  const suspectOf = transaction.suspectOf === null ? null : await session.transactionDetail(transaction.suspectOf)
  return {
    ...line,
    categoryReason: transaction.categoryReason === null ? null : categoryReasonWords(transaction.categoryReason),
    fee: feeOf(detail),
    statedBalance: stating?.reading.runningBalance ?? null,
    check,
    missing: stating === undefined || check?.kind !== 'breaks' ? null : await missingOf(context, stating, check),
    disputes: check?.kind === 'closes' && check.disputes !== undefined ? await lineOf(context, check.disputes) : null,
    suspectOf: suspectOf === null ? null : transactionLine(suspectOf),
    isQuickEntry: alerts.length > 0 && alerts.every(({ source }) => source === 'manual'),
    suggestions: await suggestionsFor(context, detail, line.category),
    keys: transaction.witnesses.map(({ key }) => key),
    sources: [...new Set(byPrecedence(alerts).map(({ source }) => source))],
    note: transaction.note,
    tags: transaction.tags,
    splits: splitsOf(detail),
    attachments: await session.attachmentsOn(transaction.witnesses.map(({ key }) => key)),
    isIgnored: line.isVoid && (await isIgnored(context, detail)),
  }
}

function splitsOf({ transaction, categories }: TransactionDetail): TransactionView['splits'] {
  if (transaction.kind === 'reversed') return []
  const byId = new Map(categories.map((category) => [category.id, category]))
  const legs = transaction.postings.flatMap(({ accountId, amount }) => {
    const category = byId.get(accountId)
    return category === undefined ? [] : [{ category, amount: positive(amount) }]
  })
  return legs.length < 2 ? [] : legs
}

async function isIgnored({ session }: ActionContext, { transaction }: TransactionDetail): Promise<boolean> {
  const answers = await session.answersOn(transaction.witnesses.map(({ key }) => key))
  return !answers.some(({ kind, revokedAt }) => kind === 'void' && revokedAt === null)
}

function flowOf(detail: TransactionDetail): Pick<TransactionLine, 'direction' | 'amount' | 'from' | 'to'> {
  const { transaction, accounts, alerts } = detail
  const money = new Map(
    accounts.filter(({ type }) => type === 'asset' || type === 'liability').map((account) => [account.id, account]),
  )
  const legs = transaction.postings.filter(({ accountId }) => money.has(accountId))
  const out = legs.find(({ amount }) => amount.minor < 0n)
  const into = legs.find(({ amount }) => amount.minor > 0n)
  const from = (out && money.get(out.accountId)) ?? null
  const to = (into && money.get(into.accountId)) ?? null
  const printed = alerts[0]?.reading
  if (transaction.kind === 'transfer') {
    const leg = into ?? out
    if (leg === undefined) throw new Error('a transfer moves no money')
    return { direction: 'transfer', amount: positive(leg.amount), from, to }
  }
  const leg = out ?? into
  // A payment and its reversal cancel out: what is left to show is what the first alert printed.
  if (leg === undefined || transaction.kind === 'reversed') {
    const amount = printed?.amount ?? leg?.amount
    if (amount === undefined) throw new Error('a transaction has neither legs nor alerts')
    return { direction: printed?.direction === 'credit' ? 'in' : 'out', amount: positive(amount), from, to: null }
  }
  const sameWay = legs.filter(({ amount }) => amount.minor < 0n === leg.amount.minor < 0n)
  const minor = sameWay.reduce((sum, { amount }) => sum + amount.minor, 0n)
  const direction = minor < 0n ? 'out' : 'in'
  const amount = positive({ minor, currency: leg.amount.currency })
  return { direction, amount, from: direction === 'out' ? from : null, to: direction === 'in' ? to : null }
}

function positive(money: Money): Money {
  return money.minor < 0n ? { ...money, minor: -money.minor } : money
}

function feeOf({ transaction, fees, alerts }: TransactionDetail): Money | null {
  const charged = fees.flatMap(({ postings }) => postings).filter(({ amount }) => amount.minor > 0n)
  const minor = charged.reduce((sum, { amount }) => sum + amount.minor, 0n)
  const currency = charged[0]?.amount.currency
  if (currency !== undefined) return { minor, currency }
  const printed =
    transaction.kind === 'fee' ? undefined : alerts.find(({ reading }) => reading.fee !== null)?.reading.fee
  return printed === undefined || printed === null || printed.minor === 0n ? null : printed
}

async function checkOf(context: ActionContext, alert: Alert): Promise<BalanceCheck | null> {
  const checks = await context.pipeline.balanceChecks([alert.key], pipelinePorts(context))
  return checks.get(alertKeyText(alert.key)) ?? null
}

async function missingOf(
  { session }: ActionContext,
  alert: Alert,
  check: Extract<BalanceCheck, { kind: 'breaks' }>,
): Promise<MissingMoney | null> {
  const claims = await session.claimsOf([check.after, alert.key])
  const find = (key: AlertKey) => claims.find((claim) => alertKeyText(claim.key) === alertKeyText(key))
  const [after, before] = [find(check.after), find(alert.key)]
  if (after === undefined || before === undefined) return null
  // The ledger is locked for the work at hand already; this only reads its zone.
  const { timeZone } = await session.lockLedger()
  return describeMissing(session, { after, before, missingMinor: check.missingMinor }, timeZone)
}

async function lineOf({ session }: ActionContext, key: AlertKey): Promise<TransactionLine | null> {
  const [transaction] = await session.transactionsOf([key])
  const detail = transaction === undefined ? null : await session.transactionDetail(transaction.id)
  return detail === null ? null : transactionLine(detail)
}

async function suggestionsFor(
  context: ActionContext,
  { alerts }: TransactionDetail,
  current: Category | null,
): Promise<Category[]> {
  if (current === null) return []
  const { session, pipeline } = context
  const [reading] = byPrecedence(alerts).map((alert) => alert.reading)
  const [categories, mostUsed, ids] = [
    await session.categories(),
    await session.mostUsedCategories(current.kind, SUGGESTIONS + 1),
    reading === undefined ? [] : await pipeline.likeliest(reading, current.kind, pipelinePorts(context)),
  ]
  const likeliest = ids.flatMap((id) => categories.find((category) => category.id === id) ?? [])
  return suggestCategories({ kind: current.kind, current, categories, mostUsed, likeliest }, SUGGESTIONS)
}
