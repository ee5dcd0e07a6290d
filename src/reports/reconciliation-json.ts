import type { Account } from '../domain/account.ts'
import type { EventClaim, Gap } from '../domain/reconciliation.ts'
import type { LikelyCounterparty } from './reconciliation-likely.ts'
import type { AccountMonth } from './reconciliation-months.ts'
import { gapWindow } from './reconciliation-window.ts'

/** A gap with who is probably behind it. */
export type ExplainedGap = Gap & { readonly likely: readonly LikelyCounterparty[] }

/** What `reconcile` says of one account. */
export type AccountReconciliation = {
  readonly account: Account
  readonly currency: string
  /** Our balance after the latest entry, and when that was; null without any. */
  readonly balanceMinor: bigint
  readonly asOf: { readonly date: Temporal.PlainDate; readonly at: Temporal.Instant | null } | null
  readonly checks: number
  readonly broken: number
  readonly gaps: readonly ExplainedGap[]
  readonly disputed: readonly EventClaim[]
  readonly months: readonly AccountMonth[]
}

/** One line of `reconcile --json`, in the shape the contract promises. */
export function reconciliationJson(
  reconciliation: AccountReconciliation,
  { origins, timeZone }: { readonly origins: ReadonlyMap<string, string>; readonly timeZone: string },
) {
  const { account, currency, balanceMinor, asOf, checks, broken } = reconciliation
  const messageOf = (claim: EventClaim) => {
    const origin = origins.get(claim.key.messageId) ?? ''
    return origin.startsWith('ingest:') ? origin.slice('ingest:'.length) : claim.key.messageId
  }
  return {
    account: account.name,
    institution: account.institution,
    tail: account.tail,
    currency,
    balanceMinor: balanceMinor.toString(),
    asOf: asOf === null ? null : asOfText(asOf, timeZone),
    checks,
    broken,
    gaps: reconciliation.gaps.map((gap) => {
      const { from, to } = gapWindow(gap, timeZone)
      return {
        after: { message: messageOf(gap.after), at: instantText(from) },
        before: { message: messageOf(gap.before), at: instantText(to) },
        missingMinor: gap.missingMinor.toString(),
        direction: gap.missingMinor < 0n ? ('debit' as const) : ('credit' as const),
        likely: gap.likely,
      }
    }),
    disputed: reconciliation.disputed.map((claim) => ({ message: messageOf(claim) })),
    months: Object.fromEntries(reconciliation.months.map(({ month, state }) => [month, state])),
  }
}

function asOfText({ date, at }: NonNullable<AccountReconciliation['asOf']>, timeZone: string): string {
  const zoned = at?.toZonedDateTimeISO(timeZone)
  return zoned?.toPlainDate().equals(date) === true ? instantText(zoned) : date.toString()
}

function instantText(zoned: Temporal.ZonedDateTime): string {
  return zoned.toString({ timeZoneName: 'never', smallestUnit: 'second' })
}
