import type { AccessScope } from '../domain/access.ts'
import type { ActionContext, Actor } from './context.ts'

/** Everything a person can do with a ledger. */
export const ACTIONS = [
  'read',
  'ingest',
  'recategorize',
  'forget-lesson',
  'void',
  'choose-account',
  'connect',
  'replay',
  'teach',
  'judge',
  'configure',
  'sign-in',
  'manage-tokens',
  'edit',
  'manage-rules',
  'manage-categories',
] as const
export type Action = (typeof ACTIONS)[number]

/** The answer to a person whose role does not allow the action; nothing was read or changed. */
export type Forbidden = { readonly kind: 'forbidden'; readonly action: Action }

const ALLOWED: Readonly<Record<Actor['role'], readonly Action[]>> = {
  owner: ACTIONS,
  member: ACTIONS,
  reader: ['read', 'sign-in'],
}

/** What takes or gives access to the ledger or to others' mailboxes. */
const ADMIN: readonly Action[] = ['sign-in', 'manage-tokens', 'connect']

/** What a token must be made for, to be used for this action. */
export function scopeOf(action: Action): AccessScope {
  if (action === 'read') return 'read'
  return ADMIN.includes(action) ? 'admin' : 'write'
}

/** Whether the actor's role, and the token they came with, allow the action. This is the only place that decides it. */
export function isAllowed({ role, scopes }: Pick<Actor, 'role' | 'scopes'>, action: Action): boolean {
  return ALLOWED[role].includes(action) && (scopes === undefined || scopes.includes(scopeOf(action)))
}

/** Does `work` when the actor may, else gives `forbidden` without starting it. Every action begins here. */
export async function whenAllowed<T>(
  context: ActionContext,
  action: Action,
  work: () => Promise<T>,
): Promise<T | Forbidden> {
  return isAllowed(context.actor, action) ? work() : { kind: 'forbidden', action }
}
