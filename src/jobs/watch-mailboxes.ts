import { schedule } from 'node-cron'
import type { Logger } from '../domain/ports.ts'
import { type CheckResult, enterMailbox, type MailLedger, type MailParts } from './check-mailbox.ts'

/** A mailbox and the ledger it belongs to. */
export type MailboxPlace = { readonly ledgerId: string; readonly mailboxId: string }

export type WatchParts = MailParts & {
  readonly logger: Logger
  /** Every mailbox of the installation. */
  places(): Promise<readonly MailboxPlace[]>
  ledgerOf(ledgerId: string): MailLedger
  /** Runs `work` while this process alone holds what `name` names, once it can have it; see withLease. */
  withLease<T>(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T | null>
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** How long to wait after so many failures in a row. */
  backoffMs(failures: number): number
  /** Hears of every check; for metrics and for the person, who is told once when a mailbox is given up. */
  onChecked(place: MailboxPlace, result: CheckResult): void | Promise<void>
}

/** Nobody trusts IDLE alone: a full search runs this often, news or not. */
const SEARCH_EVERY_MS = 5 * 60_000
/** New mailboxes are noticed this often. */
const LOOK_AROUND = '* * * * *'

/**
 * Keeps an eye on every mailbox: one reader each, in whichever process holds its lease; IDLE tells of news, and a search runs
 * every five minutes whatever IDLE says. Gives how to look around at once, and how to end.
 */
export function watchMailboxes(parts: WatchParts): { lookAround(): Promise<void>; stop(): Promise<void> } {
  const stopping = new AbortController()
  const watchers = new Map<string, Promise<void>>()
  const lookAround = async () => {
    try {
      for (const place of await parts.places()) {
        if (watchers.has(place.mailboxId) || stopping.signal.aborted) continue
        const watcher = watch(place, parts, stopping.signal).finally(() => watchers.delete(place.mailboxId))
        watchers.set(place.mailboxId, watcher)
      }
    } catch (error) {
      parts.logger.warn({ error }, 'could not list the mailboxes; looking again in a minute')
    }
  }
  const task = schedule(LOOK_AROUND, lookAround, { name: 'look for mailboxes', noOverlap: true })
  return {
    lookAround,
    stop: async () => {
      stopping.abort()
      await task.destroy()
      await Promise.all(watchers.values())
    },
  }
}

/** Reads a mailbox until it is gone, given up, or the program ends. */
async function watch(place: MailboxPlace, parts: WatchParts, signal: AbortSignal): Promise<void> {
  try {
    await parts.withLease(`mailbox:${place.mailboxId}`, signal, (held) => readForEver(place, parts, held))
  } catch (error) {
    // The next look around begins anew.
    parts.logger.error({ mailboxId: place.mailboxId, error }, 'reading a mailbox failed')
  }
}

async function readForEver(place: MailboxPlace, parts: WatchParts, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const result = await readWhileOpen(place, parts, signal)
    if (result.kind === 'gone' || result.kind === 'stopped') return
    failures = result.kind === 'checked' ? 0 : failures + 1
    if (failures > 0) await parts.sleep(parts.backoffMs(failures), signal)
  }
}

/** Reads over one connection as long as it lasts; gives what ended it. */
async function readWhileOpen(place: MailboxPlace, parts: WatchParts, signal: AbortSignal): Promise<CheckResult> {
  const entered = await enterMailbox(place.mailboxId, parts.ledgerOf(place.ledgerId), parts)
  if (entered.kind !== 'entered') {
    await parts.onChecked(place, entered)
    return entered
  }
  try {
    while (true) {
      const result = await entered.read()
      await parts.onChecked(place, result)
      if (result.kind !== 'checked' || signal.aborted) return result
      const news = await entered.untilNews(AbortSignal.any([signal, AbortSignal.timeout(SEARCH_EVERY_MS)]))
      // A new connection for the regular search: the old one may be dead without anybody knowing.
      if (news === 'over') return result
    }
  } finally {
    await entered.close()
  }
}
