import type { Account, AccountMatch } from '../domain/account.ts'
import { type AccountIdentity, identityText } from '../domain/alert.ts'
import type { CurrencyCode } from '../domain/money.ts'
import type { Identifiers } from '../domain/ports.ts'
import { accountIdOf } from './account-of.ts'

/** What the identities of a ledger mean for its accounts, after new ones were seen. */
export type AccountPlan = {
  /** Every identity's account, old and new. */
  readonly matches: readonly AccountMatch[]
  readonly created: readonly Account[]
  /** Accounts that now know a longer tail, or stopped being provisional. */
  readonly updated: readonly Account[]
  /** Identities that moved from one account to another: their alerts are solved again. */
  readonly moved: readonly AccountIdentity[]
  /** Accounts no identity leads to any more. */
  readonly retired: readonly string[]
}

type Group = { readonly identities: AccountIdentity[]; readonly canonical: AccountIdentity }

/**
 * Decides which account each identity is taken for. Visible tails are suffixes of one number, so `448` joins `4448` when
 * only one longer tail ends in it; an identity without a tail joins the institution's only account, else it stands for
 * itself. The grouping depends on the set of identities alone, never on the order they came in.
 */
export function planAccounts(
  seen: readonly AccountIdentity[],
  known: readonly AccountMatch[],
  accounts: readonly Account[],
  ledgerCurrency: CurrencyCode,
  ids: Identifiers,
): AccountPlan {
  const all = new Map<string, AccountIdentity>()
  for (const identity of [...known.map((match) => match.identity), ...seen]) all.set(identityText(identity), identity)
  const former = new Map(known.map((match) => [identityText(match.identity), match.accountId]))
  const byId = new Map(accounts.map((account) => [account.id, account]))
  const firstNamed = new Map([...all.values()].map((identity) => [accountIdOf(identity, ids), identityText(identity)]))
  const taken = new Set<string>()
  const matches: AccountMatch[] = []
  const created: Account[] = []
  const updated: Account[] = []
  for (const group of groupIdentities([...all.values()])) {
    const accountId = accountOfGroup(group, former, firstNamed, taken) ?? accountIdOf(group.canonical, ids)
    taken.add(accountId)
    const wanted = describeAccount(accountId, group, byId.get(accountId), ledgerCurrency)
    const existing = byId.get(accountId)
    if (existing === undefined) created.push(wanted)
    else if (existing.tail !== wanted.tail || existing.isProvisional !== wanted.isProvisional) updated.push(wanted)
    for (const identity of group.identities) matches.push({ identity, accountId, because: reason(identity, group) })
  }
  const moved = matches.filter((match) => {
    const before = former.get(identityText(match.identity))
    return before !== undefined && before !== match.accountId
  })
  const retired = [...new Set(former.values())].filter((accountId) => !taken.has(accountId))
  return { matches, created, updated, moved: moved.map((match) => match.identity), retired }
}

/** Groups identities of one institution and currency that name one account; groups come in canonical order. */
function groupIdentities(identities: readonly AccountIdentity[]): Group[] {
  const families = Map.groupBy(identities, (identity) => `${identity.institution ?? ''}|${identity.currency}`)
  return [...families.values()]
    .flatMap(groupFamily)
    .sort((left, right) => (identityText(left.canonical) < identityText(right.canonical) ? -1 : 1))
}

function groupFamily(family: readonly AccountIdentity[]): Group[] {
  const tailed = family.filter((identity) => identity.tail !== null)
  const isMaximal = (identity: AccountIdentity) => !tailed.some((other) => isLongerTail(other, identity))
  const groups: Group[] = tailed.filter(isMaximal).map((canonical) => ({ canonical, identities: [canonical] }))
  const ambiguous: Group[] = []
  for (const identity of tailed.filter((candidate) => !isMaximal(candidate))) {
    const homes = groups.filter((group) => isLongerTail(group.canonical, identity))
    if (homes.length === 1) homes[0]?.identities.push(identity)
    else ambiguous.push({ canonical: identity, identities: [identity] })
  }
  groups.push(...ambiguous)
  const untailed = family.find((identity) => identity.tail === null)
  if (untailed === undefined) return groups
  const only = groups.length === 1 ? groups[0] : undefined
  if (only === undefined) groups.push({ canonical: untailed, identities: [untailed] })
  else only.identities.push(untailed)
  return groups
}

function isLongerTail(longer: AccountIdentity, shorter: AccountIdentity): boolean {
  const tail = longer.tail ?? ''
  const suffix = shorter.tail ?? ''
  return tail.length > suffix.length && tail.endsWith(suffix)
}

/**
 * The account a group already has: that of its canonical identity first, then of its longest tail with one. An account
 * stays with the identity it was first seen under, so that what a person said about it means the same for ever: when a
 * group splits, the other parts get accounts of their own.
 */
function accountOfGroup(
  group: Group,
  former: ReadonlyMap<string, string>,
  firstNamed: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
): string | null {
  const own = new Set(group.identities.map(identityText))
  const ordered = [...group.identities].sort((left, right) => (right.tail ?? '').length - (left.tail ?? '').length)
  for (const identity of ordered) {
    const id = former.get(identityText(identity))
    if (id === undefined || taken.has(id)) continue
    const name = firstNamed.get(id)
    if (name === undefined || own.has(name)) return id
  }
  return null
}

function describeAccount(
  id: string,
  group: Group,
  existing: Account | undefined,
  ledgerCurrency: CurrencyCode,
): Account {
  const { institution, tail, currency } = group.canonical
  return {
    id,
    type: 'asset',
    name: existing?.name ?? institution ?? (currency === ledgerCurrency ? 'Cash' : `Cash ${currency}`),
    institution,
    tail,
    currency,
    isProvisional: institution !== null && tail === null,
  }
}

function reason(identity: AccountIdentity, group: Group): AccountMatch['because'] {
  if (identity === group.canonical)
    return identity.tail === null && identity.institution !== null ? 'provisional' : 'named'
  return identity.tail === null ? 'only-account' : 'suffix'
}
