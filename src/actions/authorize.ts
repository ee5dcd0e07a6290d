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
] as const
export type Action = (typeof ACTIONS)[number]

/** The answer to a person whose role does not allow the action; nothing was read or changed. */
export type Forbidden = { readonly kind: 'forbidden'; readonly action: Action }

const ALLOWED: Readonly<Record<Actor['role'], readonly Action[]>> = {
  owner: ACTIONS,
  member: ACTIONS,
  reader: ['read'],
}

/** Whether the role allows the action. This is the only place that decides it. */
export function isAllowed(role: Actor['role'], action: Action): boolean {
  return ALLOWED[role].includes(action)
}

/** Does `work` when the actor may, else gives `forbidden` without starting it. Every action begins here. */
export async function whenAllowed<T>(
  context: ActionContext,
  action: Action,
  work: () => Promise<T>,
): Promise<T | Forbidden> {
  return isAllowed(context.actor.role, action) ? work() : { kind: 'forbidden', action }
}
