import type { ParsedAlert } from '../domain/alert.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { StatedTime } from '../domain/calendar.ts'

/** One transaction as `parse` writes it (contract section 4): exactly these keys, minor units as strings. */
export type ReadingJson = {
  readonly direction: 'debit' | 'credit'
  readonly amountMinor: string
  readonly currency: string
  readonly accountTail: string | null
  readonly balanceMinor: string | null
  /** Local time without offset, or a date alone; with `Z` when the text printed another zone. */
  readonly occurredAt: string | null
  readonly counterparty: string | null
  readonly narration: string | null
  readonly channel: string | null
  readonly reference: string | null
  readonly feeMinor: string | null
}

/** The alert as the command line and the interfaces write it. */
export function toReadingJson(alert: ParsedAlert): ReadingJson {
  return {
    direction: alert.direction,
    amountMinor: String(alert.amount.minor),
    currency: alert.amount.currency,
    accountTail: alert.accountTail,
    balanceMinor: alert.runningBalance === null ? null : String(alert.runningBalance.minor),
    occurredAt: statedTimeText(alert.statedTime),
    counterparty: alert.counterparty,
    narration: alert.narration,
    channel: alert.channel,
    reference: alert.reference,
    feeMinor: alert.fee === null ? null : String(alert.fee.minor),
  }
}

function statedTimeText(stated: StatedTime | null): string | null {
  if (stated === null) return null
  switch (stated.kind) {
    case 'date':
      return stated.date.toString()
    case 'wall':
      return stated.at.toString({ smallestUnit: 'second' })
    case 'instant':
      return stated.at.toString({ smallestUnit: 'second' })
    default:
      return assertNever(stated)
  }
}
