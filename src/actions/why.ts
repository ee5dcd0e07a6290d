import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { MessageSource } from '../domain/message.ts'
import type { Money } from '../domain/money.ts'
import type { Evidence } from '../domain/plan.ts'
import type { DecisionRecord, TransactionDetail } from '../domain/ports.ts'
import type { Rule } from '../domain/rule.ts'
import type { WitnessRole } from '../domain/transaction.ts'
import { GENERIC_LAYOUT_ID } from '../formats/generic/read-generic.ts'
import { type ChargePart, explainCharge, taxThousandths } from '../pipeline/fees/grid.ts'
import { byPrecedence, compareAlerts, leadingAlert, type SpokenField, speakerOn } from '../pipeline/order.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import { listRules } from './manage-rules.ts'
import { type TransactionLine, type TransactionView, transactionLine, transactionView } from './transaction-view.ts'

/** One alert an entry rests on, as far as it says where it is from. */
export type WhyWitness = Pick<Alert, 'key' | 'source' | 'receivedAt' | 'occurred'> & {
  readonly role: WitnessRole
  readonly institution: string | null
  readonly tail: string | null
  /** What joined it to the first alert of its side; null for that one, and where nothing is kept. */
  readonly joinedBy: Evidence | null
  /** It can be taken out: another alert of its side stays. */
  readonly canSplit: boolean
}

/** What a bank took, and what of the published charges makes it up; null parts where none do. */
export type WhyCharge = {
  readonly amount: Money
  readonly parts: readonly ChargePart[] | null
  readonly taxThousandths: bigint
}

/** Everything an entry is believed for. */
export type Why = {
  readonly kind: 'why'
  readonly view: TransactionView
  readonly witnesses: readonly WhyWitness[]
  /** Where several sources tell of one side: whose word counts for what. */
  readonly spoken: readonly { readonly field: SpokenField | 'amount' | 'time'; readonly source: MessageSource }[]
  /** Why two sides are one: a transfer, or a payment and its return. */
  readonly pairedBy: Evidence | null
  readonly charges: readonly WhyCharge[]
  /** The payments a charge belongs to, and what says so. */
  readonly parents: readonly { readonly line: TransactionLine; readonly evidence: Evidence | null }[]
  /** The answer whose lesson decided its category; null where none did. */
  readonly lessonAnswerId: string | null
  /** Read by its words, since no layout of its bank fits. */
  readonly isGeneric: boolean
  /** No alert states a time of day. */
  readonly hasNoTime: boolean
  /** The rules that set something about it, and what. */
  readonly rules: readonly { readonly text: string; readonly sets: readonly RuleWord[] }[]
}

/** Why an entry is as it is, following redirects. Reads what was stored when it was decided; account numbers stay cut. */
export function whyTransaction(
  context: ActionContext,
  id: string,
): Promise<Why | { readonly kind: 'not-found' } | Forbidden> {
  return whenAllowed(context, 'read', async () => {
    const { session } = context
    const shown = await transactionView(context, id)
    const detail = await session.transactionDetail(id)
    if (shown.kind !== 'view') return shown
    if (detail === null) return { kind: 'not-found' as const }
    const { transaction, alerts } = detail
    const decisions = await session.decisionsOn(transaction.witnesses.map(({ key }) => key))
    const side = speakingSide(detail)
    const parents = await Promise.all(transaction.parents.map((parent) => session.transactionDetail(parent)))
    return {
      kind: 'why' as const,
      view: shown.view,
      witnesses: witnessesOf(detail, decisions),
      spoken: spokenOf(side),
      pairedBy: pairedBy(detail, decisions),
      charges: chargesOf(detail, parents),
      parents: parentsOf(parents, decisions),
      lessonAnswerId: await lessonAnswerOf(context, detail),
      isGeneric: alerts.some(({ reading }) => reading.layoutId === GENERIC_LAYOUT_ID),
      rules: await rulesOf(context, detail, decisions),
      hasNoTime: alerts.every(({ occurred }) => occurred.from === 'receipt' || occurred.at === null),
    }
  })
}

async function lessonAnswerOf({ session }: ActionContext, { transaction }: TransactionDetail): Promise<string | null> {
  const { categoryReason: reason } = transaction
  return reason?.kind === 'lesson' ? session.answerOfLesson(reason.lessonId) : null
}

/** What a rule can set about an entry. */
export type RuleWord = 'category' | 'transfer' | 'payee' | 'note' | 'tags'

/** Decisions that were overtaken since are left out: their rule is off, or the entry says something else. */
async function rulesOf(
  context: ActionContext,
  { transaction }: TransactionDetail,
  decisions: readonly DecisionRecord[],
): Promise<Why['rules']> {
  const reason = transaction.categoryReason
  const place = transaction.kind === 'transfer' ? 'transfer' : 'category'
  const found: { ruleId: string; word: RuleWord }[] =
    reason?.kind === 'rule' ? [{ ruleId: reason.ruleId, word: place }] : []
  for (const { stage, decision, evidence } of decisions) {
    if (stage === 'rule' && 'ruleId' in evidence) found.push({ ruleId: String(evidence.ruleId), word: decision })
  }
  if (found.length === 0) return []
  const list = await listRules(context)
  const rules = list.kind === 'rules' ? list.rules : []
  const { payee, note, tags } = transaction
  const holds: Readonly<Record<RuleWord, (rule: Rule) => boolean>> = {
    category: () => true,
    transfer: () => true,
    payee: ({ effects }) => effects.payee === payee,
    note: ({ effects }) => effects.note === note,
    tags: ({ effects }) => effects.tags?.some((tag) => tags.includes(tag)) === true,
  }
  return rules.flatMap(({ rule, text }) => {
    const words = found.filter(({ ruleId, word }) => ruleId === rule.id && rule.state === 'on' && holds[word](rule))
    return words.length === 0 ? [] : [{ text, sets: [...new Set(words.map(({ word }) => word))] }]
  })
}

function witnessesOf({ transaction, alerts }: TransactionDetail, decisions: readonly DecisionRecord[]): WhyWitness[] {
  const roleOf = new Map(transaction.witnesses.map(({ key, role }) => [alertKeyText(key), role]))
  const ordered = [...alerts].sort(compareAlerts)
  const bySide = Map.groupBy(ordered, ({ key }) => roleOf.get(alertKeyText(key)))
  return ordered.map((alert): WhyWitness => {
    const { key, source, receivedAt, occurred, reading } = alert
    const role = roleOf.get(alertKeyText(key)) ?? 'payment'
    const own = bySide.get(role) ?? []
    const decision = own[0] === alert ? undefined : decisionOn(decisions, key, 'duplicate')
    return {
      key,
      source,
      receivedAt,
      occurred,
      role,
      institution: reading.institution,
      tail: reading.accountTail,
      joinedBy: decision === undefined ? null : (decision.evidence as Evidence),
      canSplit: own.length > 1 && role !== 'fee',
    }
  })
}

/** The alerts an entry goes by: of a transfer what left, of a returned payment the payment. */
function speakingSide({ transaction, alerts }: TransactionDetail): Alert[] {
  const first = new Set(
    transaction.witnesses
      .filter(({ role }) => role === 'from' || role === 'payment')
      .map(({ key }) => alertKeyText(key)),
  )
  const side = alerts.filter(({ key }) => first.has(alertKeyText(key)))
  return side.length === 0 ? [...alerts] : side
}

function spokenOf(side: readonly Alert[]): Why['spoken'] {
  const [best] = byPrecedence(side)
  if (best === undefined || new Set(side.map(({ source }) => source)).size < 2) return []
  const fields = (['counterparty', 'runningBalance'] as const).flatMap((field) => {
    const speaker = speakerOn(side, field)
    return speaker === undefined ? [] : [{ field, source: speaker.source }]
  })
  return [{ field: 'amount', source: best.source }, ...fields, { field: 'time', source: leadingAlert(side).source }]
}

function pairedBy({ transaction }: TransactionDetail, decisions: readonly DecisionRecord[]): Evidence | null {
  const wanted = transaction.kind === 'transfer' ? 'transfer' : transaction.kind === 'reversed' ? 'reversal' : null
  const found = decisions.find(({ decision }) => decision === wanted)
  return found === undefined ? null : (found.evidence as Evidence)
}

/** The charges on a payment; of a charge, itself, held against the one payment it belongs to. */
function chargesOf(detail: TransactionDetail, parents: readonly (TransactionDetail | null)[]): WhyCharge[] {
  const isFee = detail.transaction.kind === 'fee'
  const payment = isFee ? parents[0] : detail
  const principal = payment?.transaction.postings[0]?.amount.minor
  if (!payment || principal === undefined || parents.length > 1) return []
  const { date } = payment.transaction.occurred
  const institution = payment.alerts.find(({ reading }) => reading.direction === 'debit')?.reading.institution ?? null
  return (isFee ? [detail.transaction] : detail.fees).flatMap(({ postings: [own] }) => {
    if (own === undefined) return []
    const taken = { ...own.amount, minor: -own.amount.minor }
    return [explained(taken, principal < 0n ? -principal : principal, date, institution)]
  })
}

function explained(
  amount: Money,
  principalMinor: bigint,
  date: Temporal.PlainDate,
  institution: string | null,
): WhyCharge {
  const parts = amount.currency === 'NGN' ? explainCharge(amount.minor, principalMinor, date, institution) : null
  return { amount, parts, taxThousandths: taxThousandths(date) }
}

function parentsOf(
  details: readonly (TransactionDetail | null)[],
  decisions: readonly DecisionRecord[],
): Why['parents'] {
  const decision = decisions.find((each) => each.decision === 'fee')
  const evidence = decision === undefined ? null : (decision.evidence as Evidence)
  return details.flatMap((detail) => (detail === null ? [] : [{ line: transactionLine(detail), evidence }]))
}

function decisionOn(
  decisions: readonly DecisionRecord[],
  key: AlertKey,
  decision: DecisionRecord['decision'],
): DecisionRecord | undefined {
  return decisions.find((each) => each.decision === decision && alertKeyText(each.key) === alertKeyText(key))
}
