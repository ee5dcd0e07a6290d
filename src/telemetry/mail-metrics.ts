import { Counter, Histogram, type Registry } from 'prom-client'

export type MailboxCheckOutcome =
  | 'checked'
  /** The step that failed; `login` counts refused logins. */
  | ('host' | 'connect' | 'tls' | 'login' | 'folder' | 'reading')
  | 'stopped'
  | 'overtaken'
  | 'gone'
export type MailOutcome =
  | ('booked' | 'duplicate' | 'suspect' | 'unverified' | 'not-a-transaction' | 'unrecognized')
  | ('refused' | 'undecided')

/** What is counted about mailboxes. */
export type MailMetrics = {
  /** A check of a mailbox; a failed one by the step that failed. */
  readonly mailboxCheck: (outcome: MailboxCheckOutcome) => void
  /**
   * A mail that was read from a mailbox. `bank`: the id of a bank, null for other senders. `lagSeconds`: from its arrival at
   * the mail server to the ledger's commit; null where that says nothing, such as for mails older than their mailbox.
   */
  readonly mail: (mail: {
    readonly bank: string | null
    readonly outcome: MailOutcome
    readonly lagSeconds: number | null
  }) => void
}

/** From at once, as IDLE brings it, over the search that runs every five minutes, to days of a server that was away. */
const LAG_BUCKETS_SECONDS = [1, 2, 5, 10, 30, 60, 120, 300, 360, 600, 1_800, 3_600, 21_600, 86_400, 604_800]

/** The metrics of mailboxes in a registry; `prefix` begins every name, `bankIds` are the banks that are counted by name. */
export function mailMetrics(registry: Registry, prefix: string, bankIds: readonly string[]): MailMetrics {
  const registers = [registry]
  const checks = new Counter({
    name: `${prefix}mailbox_checks_total`,
    help: 'Checks of mailboxes; failed ones by step, so that login counts refused logins.',
    labelNames: ['outcome'],
    registers,
  })
  const mails = new Counter({
    name: `${prefix}mails_total`,
    help: 'Mails read from mailboxes, by bank.',
    labelNames: ['bank', 'outcome'],
    registers,
  })
  const lag = new Histogram({
    name: `${prefix}mail_lag_seconds`,
    help: 'From the arrival of a mail at its server to the ledger.',
    buckets: LAG_BUCKETS_SECONDS,
    registers,
  })
  // A counter that begins with its first event shows no increase to Prometheus; these are watched for the first one.
  for (const outcome of ['checked', 'login', 'connect']) checks.inc({ outcome }, 0)
  for (const outcome of ['booked', 'refused', 'unrecognized']) mails.inc({ bank: 'none', outcome }, 0)
  return {
    mailboxCheck: (outcome) => checks.inc({ outcome }),
    mail: ({ bank, outcome, lagSeconds }) => {
      mails.inc({ bank: bank === null ? 'none' : bankIds.includes(bank) ? bank : 'other', outcome })
      if (lagSeconds !== null) lag.observe(Math.max(0, lagSeconds))
    },
  }
}
