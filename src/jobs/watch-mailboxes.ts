import { schedule } from 'node-cron'
import type { MailboxPlace } from '../domain/mailbox.ts'
import type { Logger } from '../domain/ports.ts'
import {
  type CheckResult,
  type EnteredMailbox,
  enterMailbox,
  type MailLedger,
  type MailParts,
} from './check-mailbox.ts'

export type WatchParts = MailParts & {
  readonly logger: Logger
  /** Every mailbox of the installation. */
  places(): Promise<readonly MailboxPlace[]>
  ledgerOf(place: MailboxPlace): MailLedger
  /** Runs `work` while this process alone holds what `name` names, once it can have it; see withLease. */
  withLease<T>(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T | null>
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
  /** How long to wait after so many failures in a row. */
  backoffMs(failures: number): number
  /** Hears of every check; for metrics. */
  onChecked(result: CheckResult): void
}

/** The eye on all mailboxes. */
export type MailboxWatch = {
  /** A mailbox was added, changed or removed: looks for new ones, and the reader of this one stops waiting. Null: any may have. */
  wake(mailboxId: string | null): Promise<void>
  /** Ends the readers after the batch in hand; waits for them, but not longer than `graceMs`. */
  stop(options: { readonly graceMs: number }): Promise<void>
}

/** Nobody trusts IDLE alone: a full search runs this often, news or not. */
const SEARCH_EVERY_MS = 5 * 60_000
/** A line that held this long and then broke is no sign that the next one will. */
const LASTING_SECONDS = 60
/** New mailboxes are noticed this often, even when nobody wakes the watch. */
const LOOK_AROUND = '* * * * *'

/** A reader of one mailbox; `waiting` is aborted to end a wait early. `place`: as the last look around found it. */
type Reader = { place: MailboxPlace; waiting: AbortController }

/**
 * Keeps an eye on every mailbox: one reader each, in whichever process holds its lease; IDLE tells of news, and a search over a
 * new connection runs every five minutes whatever IDLE says.
 */
export function watchMailboxes(parts: WatchParts): MailboxWatch {
  const stopping = new AbortController()
  const readers = new Map<string, { readonly reader: Reader; readonly ended: Promise<void> }>()
  const begin = (place: MailboxPlace) => {
    const reader: Reader = { place, waiting: new AbortController() }
    const ended = read(reader, parts, stopping.signal).finally(() => readers.delete(place.mailboxId))
    readers.set(place.mailboxId, { reader, ended })
  }
  const lookAround = async () => {
    try {
      for (const place of await parts.places()) {
        const known = readers.get(place.mailboxId)
        if (known !== undefined) known.reader.place = place
        else if (!stopping.signal.aborted) begin(place)
      }
    } catch (error) {
      parts.logger.warn({ error }, 'could not list the mailboxes; looking again in a minute')
    }
  }
  const task = schedule(LOOK_AROUND, lookAround, { name: 'look for mailboxes', noOverlap: true })
  return {
    wake: async (mailboxId) => {
      for (const [id, { reader }] of readers) if (mailboxId === null || id === mailboxId) reader.waiting.abort()
      await lookAround()
    },
    stop: async ({ graceMs }) => {
      stopping.abort()
      await task.destroy()
      const over = new AbortController()
      const ended = Promise.all([...readers.values()].map((each) => each.ended))
      await Promise.race([ended, parts.sleep(graceMs, over.signal)])
      over.abort()
    },
  }
}

/** Reads a mailbox until it is gone, given up, or the program ends. Never rejects. */
async function read(reader: Reader, parts: WatchParts, signal: AbortSignal): Promise<void> {
  const { mailboxId } = reader.place
  try {
    await parts.withLease(`mailbox:${mailboxId}`, signal, (held) => readForEver(reader, parts, held))
  } catch (error) {
    // The next look around begins anew.
    parts.logger.error({ mailboxId, error }, 'reading a mailbox failed')
  }
}

async function readForEver(reader: Reader, parts: WatchParts, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const beganAt = parts.clock.now()
    const end = await readWhileOpen(reader, parts, signal)
    if (end === 'for-good') return
    if (end === 'for-now') {
      failures = 0
      continue
    }
    const hasLasted = beganAt.until(parts.clock.now()).total('seconds') > LASTING_SECONDS
    failures = hasLasted ? 1 : failures + 1
    await wait(reader, signal, (ending) => parts.sleep(parts.backoffMs(failures), ending))
  }
}

/**
 * Reads over one connection as long as it lasts. Gives what comes next: a new connection at once, one after a pause, or none at
 * all.
 */
async function readWhileOpen(
  reader: Reader,
  parts: WatchParts,
  signal: AbortSignal,
): Promise<'for-now' | 'broken' | 'for-good'> {
  const entered = await enterMailbox(reader.place.mailboxId, parts.ledgerOf(reader.place), parts)
  if (entered.kind !== 'entered') {
    parts.onChecked(entered)
    return entered.kind === 'failed' ? 'broken' : 'for-good'
  }
  try {
    while (true) {
      const result = await entered.read(signal)
      parts.onChecked(result)
      if (result.kind === 'gone') return 'for-good'
      if (result.kind !== 'checked') return 'broken'
      const end = await untilNews(entered, parts, signal, reader)
      if (end !== 'news') return end === 'time' ? 'for-now' : 'broken'
    }
  } finally {
    await entered.close()
  }
}

/** `time`: the next search is due; the line may be dead without anybody knowing, so it takes a new one. */
function untilNews(
  entered: EnteredMailbox,
  parts: WatchParts,
  signal: AbortSignal,
  reader: Reader,
): Promise<'news' | 'time' | 'over'> {
  return wait(reader, signal, async (ending) => {
    const over = new AbortController()
    const due = parts.sleep(SEARCH_EVERY_MS, AbortSignal.any([ending, over.signal])).then(() => 'time' as const)
    const end = await Promise.race([entered.untilNews(over.signal), due])
    over.abort()
    return end
  })
}

/** Waits with `work`, which ends early when the watch is woken or stopped. */
async function wait<T>(reader: Reader, signal: AbortSignal, work: (ending: AbortSignal) => Promise<T>): Promise<T> {
  reader.waiting = new AbortController()
  return work(AbortSignal.any([signal, reader.waiting.signal]))
}
