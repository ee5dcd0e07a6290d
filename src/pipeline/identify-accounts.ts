import type { AccountMatch } from '../domain/account.ts'
import { type AccountIdentity, type Alert, identityOf, identityText } from '../domain/alert.ts'
import type { DecisionRecord, Ledger } from '../domain/ports.ts'
import { planAccounts } from './identify.ts'
import type { PipelinePorts } from './ports.ts'

/** What alerts mean for accounts: every identity's account, the alerts that moved, accounts nothing leads to any more. */
type Identified = {
  readonly matches: readonly AccountMatch[]
  readonly movedAlerts: readonly Alert[]
  readonly retired: readonly string[]
  readonly decisions: readonly DecisionRecord[]
}

/** Makes and changes the accounts that the identities of these alerts call for, and says which alerts moved to another one. */
export async function identifyAccounts(
  seeds: readonly Alert[],
  known: readonly AccountMatch[],
  former: { readonly forgotten: readonly AccountMatch[]; readonly matches: readonly AccountMatch[] },
  ledger: Ledger,
  { store, ids }: PipelinePorts,
): Promise<Identified> {
  const seen = new Map<string, AccountIdentity>()
  for (const alert of seeds) seen.set(identityText(identityOf(alert.reading)), identityOf(alert.reading))
  const before = new Map(known.map((match) => [identityText(match.identity), match]))
  const back = former.matches.filter(({ identity }) => {
    const name = identityText(identity)
    return seen.has(name) || before.has(name)
  })
  for (const name of before.keys()) seen.delete(name)
  if (seen.size === 0 && former.forgotten.length === 0 && back.length === 0) {
    return { matches: known, movedAlerts: [], retired: [], decisions: [] }
  }
  const taken = new Map([...before, ...back.map((match) => [identityText(match.identity), match] as const)])
  const plan = planAccounts([...seen.values()], [...taken.values()], await store.accounts(), ledger.currency, ids)
  await store.addAccounts(plan.created)
  for (const account of plan.updated) await store.updateAccount(account)
  await store.putAccountMatches(plan.matches)
  const used = new Set(plan.matches.map((match) => match.accountId))
  const led = new Set([...known, ...former.forgotten].map((match) => match.accountId))
  const retired = [...led.difference(used)]
  await store.retireAccounts(retired)
  const moved = plan.matches.filter(({ identity, accountId }) => {
    const old = before.get(identityText(identity))
    return old !== undefined && old.accountId !== accountId
  })
  const movedAlerts = moved.length === 0 ? [] : await store.alertsOfIdentities(moved.map(({ identity }) => identity))
  return {
    matches: plan.matches,
    movedAlerts,
    retired,
    decisions: identifyDecisions(seeds, plan.matches),
  }
}

/** Decisions about identities seen for the first time; later alerts of the same identity repeat nothing. */
function identifyDecisions(seeds: readonly Alert[], matches: readonly AccountMatch[]): DecisionRecord[] {
  const byIdentity = new Map(matches.map((match) => [identityText(match.identity), match]))
  return seeds.flatMap((alert) => {
    const match = byIdentity.get(identityText(identityOf(alert.reading)))
    if (match === undefined) return []
    return [{ key: alert.key, stage: 'identify', decision: match.because, evidence: { accountId: match.accountId } }]
  })
}
