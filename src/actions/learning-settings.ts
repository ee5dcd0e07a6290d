import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'

/** How right guesses must be, in percent, to be filed without asking. */
export const PRECISIONS = [95, 98, 99] as const

export type Configured = { readonly kind: 'done' } | { readonly kind: 'not-possible' }

/** Keeps how right the model must be to file without asking; what is booked stays. `percent` is one of `PRECISIONS`. */
export function setFilingPrecision(context: ActionContext, percent: number): Promise<Configured | Forbidden> {
  return whenAllowed(context, 'configure', async (): Promise<Configured> => {
    if (!PRECISIONS.some((one) => one === percent)) return { kind: 'not-possible' }
    await context.session.setFilingPrecision(percent / 100)
    await audit(context, 'set-precision')
    return { kind: 'done' }
  })
}

/** Has one card of what is uncertain sent each day, or none. */
export function setDailyCard(context: ActionContext, isWanted: boolean): Promise<Configured | Forbidden> {
  return whenAllowed(context, 'configure', async (): Promise<Configured> => {
    await context.session.setDailyCard(isWanted)
    await audit(context, isWanted ? 'start-daily-card' : 'stop-daily-card')
    return { kind: 'done' }
  })
}

async function audit({ session, actor, clock }: ActionContext, action: string): Promise<void> {
  await session.addAudit(action, null, actor.personId, clock.now())
}
