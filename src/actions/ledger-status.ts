import type { Mailbox } from '../domain/mailbox.ts'
import type { LedgerSession } from '../domain/ports.ts'
import type { SourceArrivals } from '../domain/reconciliation.ts'
import { type SilentSource, silentSources } from '../reports/reconciliation-silence.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import { type PhoneHealth, phoneHealth } from './phone-health.ts'
import { recentOptions, reconcileAccounts } from './reconcile-accounts.ts'
import { reviewItems } from './review-list.ts'

/** A source's rhythm is read from the last half year. */
const RHYTHM_DAYS = 182

export type LedgerStatus = {
  readonly kind: 'status'
  /** The last alert of each source, latest first. */
  readonly sources: readonly (Pick<SourceArrivals, 'source' | 'institution'> & {
    readonly lastAt: Temporal.Instant
    readonly isSilent: boolean
  })[]
  readonly checks: number
  readonly openGaps: number
  /** How many things are uncertain and can be settled. */
  readonly toReview: number
  readonly mailboxes: readonly Mailbox[]
  /** Phones that may post, and how they are. */
  readonly phones: readonly PhoneHealth[]
  /** Mails that read as alerts, are not believed, and wait for a decision. */
  readonly doubtfulMails: number
}

/** How a ledger is supplied and whether it balances with its banks. */
export function ledgerStatus(context: ActionContext, timeZone: string): Promise<LedgerStatus | Forbidden> {
  return whenAllowed(context, 'read', async (): Promise<LedgerStatus | Forbidden> => {
    const { session, clock } = context
    const now = clock.now()
    const arrivals = await session.arrivalsSince(rhythmStart(now))
    const silent = new Set(silentSources(arrivals, now).map(({ source, institution }) => `${source} ${institution}`))
    const reconciled = await reconcileAccounts(context, recentOptions(now, timeZone))
    if (reconciled.kind === 'forbidden') return reconciled
    const sources = arrivals.flatMap(({ source, institution, receivedAt }) => {
      const lastAt = receivedAt.at(-1)
      const isSilent = silent.has(`${source} ${institution}`)
      return lastAt === undefined ? [] : [{ source, institution, lastAt, isSilent }]
    })
    return {
      kind: 'status',
      sources: sources.sort((left, right) => Temporal.Instant.compare(right.lastAt, left.lastAt)),
      checks: reconciled.accounts.reduce((sum, { checks }) => sum + checks, 0),
      toReview: (await reviewItems(context, reconciled.accounts, timeZone)).length,
      openGaps: reconciled.accounts.reduce((sum, { gaps }) => sum + gaps.length, 0),
      mailboxes: await session.mailboxes(),
      phones: await phoneHealth(session, now, timeZone),
      doubtfulMails: (await session.waitingDoubtfulMails({ limit: 1, offset: 0 })).count,
    }
  })
}

/**
 * Sources whose silence has become unusual within the last day: told by a job that runs once a day, each silence is told
 * once.
 */
export async function newlySilent(session: LedgerSession, now: Temporal.Instant): Promise<SilentSource[]> {
  const dayAgo = now.subtract({ hours: 24 })
  return silentSources(await session.arrivalsSince(rhythmStart(now)), now).filter(
    ({ unusualSince }) => Temporal.Instant.compare(unusualSince, dayAgo) > 0,
  )
}

function rhythmStart(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: 24 * RHYTHM_DAYS })
}
