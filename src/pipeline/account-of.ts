import type { AccountMatch } from '../domain/account.ts'
import { type AccountIdentity, type Alert, alertKeyText, identityOf, identityText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { OwnPlace } from '../domain/plan.ts'
import type { Identifiers } from '../domain/ports.ts'
import { byPrecedence } from './order.ts'

/** The account an alert is taken for by what it says; a person's word on the event is not asked. */
export type AccountOf = (alert: Alert) => string

/** Which account things belong to. */
export type AccountLookup = {
  /** What an alert's own words name, or what was chosen with a quick entry: alerts of one event agree on it. */
  readonly ofAlert: AccountOf
  /** Where an event, or a leg of one, is booked: a person's word on any of its alerts, else its most believed alert's. */
  readonly ofEvent: (alerts: readonly Alert[]) => string
  /** Whose balance an alert of this event states: a person's word moves it, other witnesses do not. */
  readonly ofClaim: (alert: Alert, event: readonly Alert[]) => string
  /** What an account is now, given an id it has or had. */
  readonly current: (accountId: string) => string
}

/** The id of the account first seen under an identity. */
export function accountIdOf(identity: AccountIdentity, ids: Identifiers): string {
  return ids.id('account', identityText(identity))
}

/**
 * The id of the account that stands for a place of the owner nobody reports on. A pot that goes by its own name is the account
 * that a statement of its rows would be booked on.
 */
export function placeAccountId({ institution, name }: OwnPlace, currency: string, ids: Identifiers): string {
  if (institution === name) return accountIdOf({ institution, tail: null, currency }, ids)
  return ids.id('own place', institution, name, currency)
}

/**
 * Looks accounts up; `answers` are not revoked and oldest first, so that the last one on an alert wins. An account that
 * was named by what it was then called is found under what that name leads to now.
 */
export function accountLookup(
  matches: readonly AccountMatch[],
  answers: readonly Answer[],
  ids: Identifiers,
): AccountLookup {
  const byIdentity = new Map(matches.map((match) => [identityText(match.identity), match.accountId]))
  let byName: ReadonlyMap<string, AccountMatch> | null = null
  const current = (accountId: string): { accountId: string; currency: string | null } => {
    byName ??= new Map(matches.map((match) => [accountIdOf(match.identity, ids), match]))
    const match = byName.get(accountId)
    return { accountId: match?.accountId ?? accountId, currency: match?.identity.currency ?? null }
  }
  const said = new Map<string, { readonly rank: number; readonly accountId: string }>()
  answers.forEach((answer, rank) => {
    if (answer.kind !== 'edit' || answer.accountId === undefined) return
    for (const key of answer.on) said.set(alertKeyText(key), { rank, accountId: answer.accountId })
  })
  const ofAlert: AccountOf = (alert) => {
    const accountId =
      alert.accountId === null
        ? byIdentity.get(identityText(identityOf(alert.reading)))
        : current(alert.accountId).accountId
    if (accountId === undefined) throw new Error('an alert without an account reached solve')
    return accountId
  }
  const saidOn = (alerts: readonly Alert[]): string | null => {
    if (said.size === 0) return null
    const latest = alerts
      .flatMap((alert) => said.get(alertKeyText(alert.key)) ?? [])
      .sort((left, right) => right.rank - left.rank)[0]
    if (latest === undefined) return null
    const { accountId, currency } = current(latest.accountId)
    // Money of one currency is never booked on an account of another.
    return currency === null || currency === alerts[0]?.reading.amount.currency ? accountId : null
  }
  /** The most believed alert that names an account, else the most believed one. */
  const naming = (alerts: readonly Alert[]): Alert => {
    const ordered = byPrecedence(alerts)
    return (ordered.find((alert) => alert.reading.accountTail !== null) ?? ordered[0]) as Alert
  }
  return {
    ofAlert,
    ofEvent: (alerts) => saidOn(alerts) ?? ofAlert(naming(alerts)),
    // A message that names no account states the balance of the one its event is booked on.
    ofClaim: (alert, event) => saidOn(event) ?? ofAlert(alert.reading.accountTail === null ? naming(event) : alert),
    current: (accountId) => current(accountId).accountId,
  }
}
