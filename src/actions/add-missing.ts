import type { ParsedAlert } from '../domain/alert.ts'
import { alertKeyText } from '../domain/alert.ts'
import type { BalanceClaim } from '../domain/balance.ts'
import type { Money } from '../domain/money.ts'
import type { LedgerSession } from '../domain/ports.ts'
import { MISSING_ENTRY_LAYOUT } from '../pipeline/solve/typed-entries.ts'
import { type LikelyCounterparty, likelyCounterparties, movementHistory } from '../reports/reconciliation-likely.ts'
import { type GapWindow, gapWindow } from '../reports/reconciliation-window.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** Movements that tell who is usual, when one receipt asks. */
const HISTORY_MAX = 5_000
/** From this score on a guess is said, and taken for the name of what is added. */
const NAMED_FROM = 0.5

/** What is missing before an alert: how much (minus is money out), between when, and perhaps to or from whom. */
export type MissingMoney = GapWindow & {
  readonly accountId: string
  readonly amount: Money
  readonly likely: LikelyCounterparty | null
}

/** What is missing between two claims on one account, in words a receipt can use. */
export async function describeMissing(
  session: LedgerSession,
  gap: { readonly after: BalanceClaim; readonly before: BalanceClaim; readonly missingMinor: bigint },
  timeZone: string,
): Promise<MissingMoney> {
  const { accountId, balance } = gap.before
  const window = gapWindow(gap, timeZone)
  const history = movementHistory(await session.pastMovements(HISTORY_MAX), timeZone)
  const [first] = likelyCounterparties({ accountId, missingMinor: gap.missingMinor, ...window }, history)
  const likely = first !== undefined && first.score >= NAMED_FROM ? first : null
  return { ...window, accountId, amount: { minor: gap.missingMinor, currency: balance.currency }, likely }
}

export type MissingAdded =
  | { readonly kind: 'added'; readonly transactionId: string }
  /** Nothing is missing there any more. */
  | { readonly kind: 'closed' }

/**
 * Books what is missing before a transaction's alert as an entry of a person: on the gap's account, in its direction, on the day
 * of the gap (the later day, where it spans several). Like a quick entry it can be undone, and the real alert, should it come, is
 * more believed. `answerId` is derived from the press, so that the same press adds once.
 */
export function addMissing(
  context: ActionContext,
  request: { readonly transactionId: string; readonly answerId: string; readonly timeZone: string },
): Promise<MissingAdded | Forbidden> {
  return whenAllowed(context, 'ingest', async (): Promise<MissingAdded> => {
    const { session, actor, clock } = context
    const missing = await missingBefore(context, request.transactionId, request.timeZone)
    if (missing === null) return { kind: 'closed' }
    const words = `missing entry ${missing.amount.minor} ${missing.amount.currency}`
    const [trace] = await context.pipeline.run(
      [
        {
          origin: `missing:${request.answerId}`,
          source: 'manual',
          sender: null,
          subject: null,
          text: words,
          receivedAt: clock.now(),
          authenticity: 'vouched',
          readings: [readingOf(missing)],
          accountId: missing.accountId,
        },
      ],
      pipelinePorts(context),
    )
    const transactionId = trace?.transactions[0]
    if (transactionId === undefined) throw new Error('an entry made here was not booked')
    await session.addAudit('add-missing', `transaction:${transactionId}`, actor.personId, clock.now())
    return { kind: 'added', transactionId }
  })
}

async function missingBefore(
  context: ActionContext,
  transactionId: string,
  timeZone: string,
): Promise<MissingMoney | null> {
  const { session, pipeline } = context
  const detail = await session.transactionDetail(transactionId)
  const keys = detail?.transaction.witnesses.map(({ key }) => key) ?? []
  const checks = await pipeline.balanceChecks(keys, pipelinePorts(context))
  for (const key of keys) {
    const check = checks.get(alertKeyText(key))
    if (check?.kind !== 'breaks') continue
    const claims = await session.claimsOf([check.after, key])
    const find = (text: string) => claims.find((claim) => alertKeyText(claim.key) === text)
    const [after, before] = [find(alertKeyText(check.after)), find(alertKeyText(key))]
    if (after !== undefined && before !== undefined) {
      return describeMissing(session, { after, before, missingMinor: check.missingMinor }, timeZone)
    }
  }
  return null
}

function readingOf({ amount, to, likely }: MissingMoney): ParsedAlert {
  return {
    institution: null,
    bankId: null,
    layoutId: MISSING_ENTRY_LAYOUT,
    direction: amount.minor < 0n ? 'debit' : 'credit',
    amount: { ...amount, minor: amount.minor < 0n ? -amount.minor : amount.minor },
    originalAmount: null,
    accountTail: null,
    runningBalance: null,
    counterparty: likely?.counterparty ?? null,
    narration: 'Added from a missing balance',
    channel: null,
    reference: null,
    fee: null,
    // The day alone: when in the window it happened, nobody knows.
    statedTime: { kind: 'date', date: to.toPlainDate() },
    confidence: 1,
  }
}
