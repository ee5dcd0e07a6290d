import type { AccessGrant, AccessScope } from '../domain/access.ts'
import { mintSecret, secretHash } from './access-secret.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

const LINK_MINUTES = 10
const TOKENS_MAX = 50
const NAME_LENGTH_MAX = 60

/** Access that was just given. `secret` is shown to its owner once and can never be shown again. */
export type AccessMade = { readonly kind: 'made'; readonly grant: AccessGrant; readonly secret: string }

/**
 * Makes a token for programs. `not-possible` for a name without a letter or digit, for no scope, for a scope that whoever asks has
 * not got, and beyond fifty tokens.
 */
export function makeToken(
  context: ActionContext,
  request: { readonly ledgerId: string; readonly name: string; readonly scopes: readonly AccessScope[] },
): Promise<AccessMade | { readonly kind: 'not-possible' } | Forbidden> {
  return whenAllowed(context, 'manage-tokens', async () => {
    const { session, actor } = context
    const name = request.name.replace(/\s+/gu, ' ').trim().slice(0, NAME_LENGTH_MAX)
    const scopes = [...new Set(request.scopes)].sort()
    const exceeds = actor.scopes !== undefined && scopes.some((scope) => !actor.scopes?.includes(scope))
    if (actor.personId === null || !/[\p{L}\p{N}]/u.test(name) || scopes.length === 0 || exceeds) return NOT_POSSIBLE
    if ((await session.grantsOf(actor.personId, 'token')).length >= TOKENS_MAX) return NOT_POSSIBLE
    const made = await give(context, {
      ...request,
      kind: 'token',
      personId: actor.personId,
      name,
      scopes,
      expiresAt: null,
    })
    await session.addAudit('make-token', `access:${made.grant.id}`, actor.personId, made.grant.createdAt)
    return made
  })
}

/** The tokens that whoever asks has made and not taken back, the latest first. */
export function listTokens(
  context: ActionContext,
): Promise<{ readonly kind: 'tokens'; readonly tokens: readonly AccessGrant[] } | Forbidden> {
  return whenAllowed(context, 'manage-tokens', async () => {
    const { personId } = context.actor
    return {
      kind: 'tokens' as const,
      tokens: personId === null ? [] : await context.session.grantsOf(personId, 'token'),
    }
  })
}

/** Takes a token back: from this commit on it opens nothing. `not-found` when it is not a token of whoever asks. */
export function revokeToken(
  context: ActionContext,
  id: string,
): Promise<{ readonly kind: 'revoked' } | { readonly kind: 'not-found' } | Forbidden> {
  return whenAllowed(context, 'manage-tokens', async () => {
    const { session, actor, clock } = context
    const tokens = actor.personId === null ? [] : await session.grantsOf(actor.personId, 'token')
    if (tokens.every((token) => token.id !== id)) return { kind: 'not-found' as const }
    await session.revokeGrant(id, clock.now())
    await session.addAudit('revoke-token', `access:${id}`, actor.personId, clock.now())
    return { kind: 'revoked' as const }
  })
}

/** Makes a code that signs its owner in once, within ten minutes. */
export function makeLoginLink(
  context: ActionContext,
  { ledgerId }: { readonly ledgerId: string },
): Promise<AccessMade | { readonly kind: 'not-possible' } | Forbidden> {
  return whenAllowed(context, 'sign-in', async () => {
    const { personId } = context.actor
    if (personId === null) return NOT_POSSIBLE
    const expiresAt = context.clock.now().add({ minutes: LINK_MINUTES })
    return give(context, { ledgerId, kind: 'link', personId, name: null, scopes: [], expiresAt })
  })
}

const NOT_POSSIBLE = { kind: 'not-possible' } as const

type Wanted = Pick<AccessGrant, 'kind' | 'personId' | 'name' | 'scopes' | 'expiresAt'> & { readonly ledgerId: string }

/** Gives access under a fresh secret. Decides nothing: whoever calls it has. */
export async function give(
  { session, ids, clock }: Pick<ActionContext, 'session' | 'ids' | 'clock'>,
  { ledgerId, ...wanted }: Wanted,
): Promise<AccessMade> {
  const { secret, hint } = mintSecret(ledgerId)
  const fresh = { createdAt: clock.now(), lastUsedAt: null, revokedAt: null }
  const grant: AccessGrant = { id: crypto.randomUUID(), hint, ...wanted, ...fresh }
  if (!(await session.addGrant(grant, secretHash(secret, ids)))) throw new Error('a fresh secret was there already')
  return { kind: 'made', grant, secret }
}
