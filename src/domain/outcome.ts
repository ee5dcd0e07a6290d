import type { ParsedAlert } from './alert.ts'

/** Why a message is not a transaction. */
export const IGNORE_REASONS = [
  'one-time-code',
  'promotion',
  'loan-offer',
  'reminder',
  'declined',
  'failed',
  'balance-enquiry',
  'statement-ready',
  'payment-request',
  'future-debit',
  'notice',
  'phishing',
  'not-financial',
] as const
export type IgnoreReason = (typeof IGNORE_REASONS)[number]

/** What reading one message gives. A wrong amount, currency or direction in `parsed` is the worst thing this product can do. */
export type ParseOutcome =
  | {
      readonly kind: 'parsed'
      readonly alerts: readonly [ParsedAlert, ...ParsedAlert[]]
      /** The text each alert was read from, in the order of `alerts`; their fingerprints are taken from it. */
      readonly texts: readonly string[]
      /** Parts of the message that look like money and were not read. */
      readonly unreadParts: number
    }
  | { readonly kind: 'ignored'; readonly ruleId: string; readonly reason: IgnoreReason; readonly bankId: string | null }
  | { readonly kind: 'unrecognized'; readonly bankId: string | null }
  | { readonly kind: 'ambiguous'; readonly layoutIds: readonly string[] }
  | {
      readonly kind: 'malformed'
      readonly bankId: string
      readonly layoutId: string
      readonly field: string
      readonly text: string
    }

/** The rule, bank or layout behind an outcome, as it is kept with the message. */
export function outcomeDetail(outcome: ParseOutcome): string | null {
  switch (outcome.kind) {
    case 'parsed':
      return outcome.alerts[0].layoutId
    case 'ignored':
      return outcome.ruleId
    case 'unrecognized':
      return outcome.bankId
    case 'ambiguous':
      return outcome.layoutIds.join(' ')
    case 'malformed':
      return `${outcome.layoutId} ${outcome.field}`
  }
}
