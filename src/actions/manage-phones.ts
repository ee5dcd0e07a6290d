import type { Phone, PhoneKeys, PhoneKind } from '../domain/phone.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import { type PhoneHealth, phoneHealth } from './phone-health.ts'

const NAME_LENGTH_MAX = 40
const KIND_NAMES: Readonly<Record<PhoneKind, string>> = { android: 'Android phone', iphone: 'iPhone' }

/** A phone with its keys, for whoever sets its app up. */
export type PhoneToSetUp = { readonly kind: 'phone'; readonly phone: Phone; readonly keys: PhoneKeys }
export type NoSuchPhone = { readonly kind: 'not-found' }

/**
 * A phone whose app can be set up: a new one, or one of this kind that was made before and has never posted, so that nobody has
 * two by pressing twice. `id` is that of a new one.
 */
export function makePhone(
  context: ActionContext,
  { id, kind }: { readonly id: string; readonly kind: PhoneKind },
): Promise<PhoneToSetUp | Forbidden> {
  return whenAllowed(context, 'connect', async (): Promise<PhoneToSetUp> => {
    const { session, clock, actor } = context
    const phones = await session.phones()
    const unused = phones.find(
      (phone) =>
        phone.kind === kind && phone.revokedAt === null && phone.heardAt === null && phone.connectedAt === null,
    )
    if (unused !== undefined) return { kind: 'phone', phone: unused, keys: await session.phoneKeys(unused.id) }
    const added = { id, kind, name: freeName(KIND_NAMES[kind], phones), addedAt: clock.now() }
    await session.addPhone(added)
    await session.addAudit('add phone', `phone:${id}`, actor.personId, clock.now())
    const fresh = { revokedAt: null, connectedAt: null, heardAt: null, isSigned: false, dropped: 0 }
    return { kind: 'phone', phone: { ...added, ...fresh }, keys: await session.phoneKeys(id) }
  })
}

/** A phone with its keys; `kind` `not-found` for one that was revoked, too. */
export function phoneToSetUp(context: ActionContext, id: string): Promise<PhoneToSetUp | NoSuchPhone | Forbidden> {
  return whenAllowed(context, 'connect', async () => {
    const phone = await livePhone(context, id)
    return phone === null ? NOT_FOUND : { kind: 'phone', phone, keys: await context.session.phoneKeys(id) }
  })
}

/** The phones of the ledger that may post, and how they are. */
export function listPhones(
  context: ActionContext,
  timeZone: string,
): Promise<{ readonly kind: 'phones'; readonly phones: readonly PhoneHealth[] } | Forbidden> {
  return whenAllowed(context, 'read', async () => ({
    kind: 'phones',
    phones: await phoneHealth(context.session, context.clock.now(), timeZone),
  }))
}

/** Gives a phone another name, cut to 40 characters. */
export function renamePhone(
  context: ActionContext,
  id: string,
  name: string,
): Promise<PhoneChanged | NoSuchPhone | Forbidden> {
  const clean = name.replace(/\s+/gu, ' ').trim().slice(0, NAME_LENGTH_MAX).toWellFormed()
  return change(context, id, 'rename phone', (phone) => ({ ...phone, name: clean === '' ? phone.name : clean }))
}

/** Says whether what a phone posts must be signed. */
export function signPhone(
  context: ActionContext,
  id: string,
  isSigned: boolean,
): Promise<PhoneChanged | NoSuchPhone | Forbidden> {
  return change(context, id, isSigned ? 'require signature' : 'drop signature', (phone) => ({ ...phone, isSigned }))
}

/** Lets a phone post no more, or again; what it brought stays. */
export function revokePhone(
  context: ActionContext,
  id: string,
  isRevoked: boolean,
): Promise<PhoneChanged | NoSuchPhone | Forbidden> {
  const revokedAt = isRevoked ? context.clock.now() : null
  return change(context, id, isRevoked ? 'revoke phone' : 'restore phone', (phone) => ({ ...phone, revokedAt }))
}

export type PhoneChanged = { readonly kind: 'changed'; readonly phone: Phone }

const NOT_FOUND: NoSuchPhone = { kind: 'not-found' }

function change(
  context: ActionContext,
  id: string,
  what: string,
  changed: (phone: Phone) => Phone,
): Promise<PhoneChanged | NoSuchPhone | Forbidden> {
  return whenAllowed(context, 'connect', async () => {
    const { session, clock, actor } = context
    const found = (await session.phones()).find((phone) => phone.id === id)
    if (found === undefined) return NOT_FOUND
    const phone = changed(found)
    await session.putPhone(phone)
    await session.addAudit(what, `phone:${id}`, actor.personId, clock.now())
    return { kind: 'changed', phone }
  })
}

async function livePhone({ session }: ActionContext, id: string): Promise<Phone | null> {
  return (await session.phones()).find((phone) => phone.id === id && phone.revokedAt === null) ?? null
}

function freeName(name: string, phones: readonly Phone[]): string {
  const taken = new Set(phones.map((phone) => phone.name))
  for (let number = 2; taken.has(name); number += 1) name = `${name.replace(/ \d+$/u, '')} ${number}`
  return name
}
