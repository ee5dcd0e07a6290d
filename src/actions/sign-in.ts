import { ACCESS_SCOPES, type AccessGrant } from '../domain/access.ts'
import type { Membership } from '../domain/ports.ts'
import { secretHash } from './access-secret.ts'
import type { ActionContext, Actor } from './context.ts'
import { type AccessMade, give } from './manage-access.ts'

/** Where whoever is not yet known comes in: one ledger in one transaction. */
export type Entrance = Pick<ActionContext, 'session' | 'ids' | 'clock'> & { readonly ledgerId: string }

const LINK_SESSION_DAYS = 30
const LAUNCH_SESSION_HOURS = 12
/** The start of a Mini App is remembered for longer than any is accepted. */
const LAUNCH_KEPT_HOURS = 24
const USED_EVERY_MINUTES = 1

/** Somebody who was let in. `use` notes that they came: called last, so that nobody waits for them. */
export type Known = { readonly actor: Actor; readonly grant: AccessGrant; readonly use: () => Promise<void> }

/** Who comes with this secret, of a token or a session that is in force; null for everything else. */
export async function actorOf({ session, ids, clock }: Entrance, secret: string): Promise<Known | null> {
  const grant = await session.grantOf(secretHash(secret, ids))
  const now = clock.now()
  if (grant === null || (grant.kind !== 'token' && grant.kind !== 'session') || !isInForce(grant, now)) return null
  const membership = await session.membershipOf(grant.personId)
  if (membership === null) return null
  const { lastUsedAt } = grant
  const isNews = lastUsedAt === null || isBefore(lastUsedAt.add({ minutes: USED_EVERY_MINUTES }), now)
  return {
    grant,
    actor: { personId: grant.personId, role: membership.role, scopes: grant.scopes },
    use: async () => {
      if (isNews) await session.markGrantUsed(grant.id, now)
    },
  }
}

/** Signs in with the code of a login link, once; null when it is not one, too old, or used. */
export async function signInByLink(entrance: Entrance, code: string): Promise<AccessMade | null> {
  const { session, ids, clock, ledgerId } = entrance
  const link = await session.grantOf(secretHash(code, ids))
  const now = clock.now()
  if (link?.kind !== 'link' || !isInForce(link, now)) return null
  // Of two who bring it at once, the second finds it used.
  if (!(await session.revokeGrant(link.id, now))) return null
  await session.dropGrantsEndedBefore(now.subtract({ hours: 24 }))
  const expiresAt = now.add({ hours: 24 * LINK_SESSION_DAYS })
  return openSession(entrance, { ledgerId, personId: link.personId, expiresAt })
}

/** Signs a member in who started the Mini App; null when this very start (`launch` names it) signed in before. */
export async function signInByLaunch(
  entrance: Entrance,
  { personId }: Pick<Membership, 'personId'>,
  launch: string,
): Promise<AccessMade | null> {
  const { session, ids, clock, ledgerId } = entrance
  const now = clock.now()
  const used: AccessGrant = {
    ...{ id: crypto.randomUUID(), kind: 'launch', personId, name: null, hint: '', scopes: [], createdAt: now },
    ...{ expiresAt: now.add({ hours: LAUNCH_KEPT_HOURS }), lastUsedAt: null, revokedAt: null },
  }
  if (!(await session.addGrant(used, secretHash(`launch ${launch}`, ids)))) return null
  await session.dropGrantsEndedBefore(now.subtract({ hours: 24 }))
  return openSession(entrance, { ledgerId, personId, expiresAt: now.add({ hours: LAUNCH_SESSION_HOURS }) })
}

/** Ends a session; a token stays, since whoever uses it cannot make another. */
export async function signOut({ session, clock }: Entrance, grant: AccessGrant): Promise<void> {
  if (grant.kind === 'session') await session.revokeGrant(grant.id, clock.now())
}

async function openSession(
  entrance: Entrance,
  wanted: { readonly ledgerId: string; readonly personId: string; readonly expiresAt: Temporal.Instant },
): Promise<AccessMade> {
  const made = await give(entrance, { ...wanted, kind: 'session', name: null, scopes: ACCESS_SCOPES })
  await entrance.session.addAudit('sign-in', `access:${made.grant.id}`, wanted.personId, made.grant.createdAt)
  return made
}

function isInForce({ revokedAt, expiresAt }: AccessGrant, now: Temporal.Instant): boolean {
  return revokedAt === null && (expiresAt === null || isBefore(now, expiresAt))
}

function isBefore(left: Temporal.Instant, right: Temporal.Instant): boolean {
  return Temporal.Instant.compare(left, right) < 0
}
