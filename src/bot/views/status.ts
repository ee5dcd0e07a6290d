import type { LedgerStatus } from '../../actions/ledger-status.ts'
import type { PhoneHealth } from '../../actions/phone-health.ts'
import type { SilentSource } from '../../reports/reconciliation-silence.ts'
import { MESSAGE_LENGTH_MAX } from '../limits.ts'
import { occurredText } from './dates.ts'
import { fittingLines, type Html, html, lines, shortText } from './html.ts'
import { mailboxLines, waitingButtons } from './mailbox.ts'
import { phoneLines, silentPhoneText } from './phones.ts'
import type { Screen } from './screen.ts'
import { SOURCE_NAMES } from './sources.ts'

const NAME_LENGTH_MAX = 60
const SILENT_SHOWN_MAX = 5

/** Updates and replies that wait, of the whole installation. */
export type QueueDepths = { readonly inbox: number; readonly outbox: number }

/** What `/status` says. */
export function statusScreen(status: LedgerStatus, queues: QueueDepths, timeZone: string): Screen {
  const { sources, checks, openGaps, toReview, mailboxes, phones, doubtfulMails } = status
  const balances =
    checks === 0
      ? html`No bank has stated two balances yet, so nothing could be checked.`
      : openGaps === 0
        ? html`All ${checks} stated balances add up. ✓`
        : html`${openGaps} of ${checks} stated balances do not add up. /accounts shows what is missing. ⚠`
  const text = fittingLines(
    [
      html`<b>Status</b>`,
      balances,
      ...(toReview === 0
        ? []
        : [
            html`${toReview} ${toReview === 1 ? 'thing is' : 'things are'} uncertain. /review asks about ${toReview === 1 ? 'it' : 'them'}.`,
          ]),
      html`Waiting: ${queues.inbox} messages to read, ${queues.outbox} replies to send.`,
      ...(sources.length === 0 ? [html`No alert has come yet.`] : [html`<b>Last alerts</b>`]),
      ...sources.map(
        (source) =>
          html`${sourceText(source)}: ${timeText(source.lastAt, timeZone)}${source.isSilent ? html` – unusually quiet ⚠` : html``}`,
      ),
      ...(mailboxes.length === 0 ? [] : [html`<b>Mailboxes</b>`]),
      ...mailboxes.flatMap((mailbox) => mailboxLines(mailbox, timeZone)),
      ...(phones.length === 0 ? [] : [html`<b>Phones</b>`]),
      ...phones.flatMap((phone) => phoneLines(phone, timeZone)),
    ],
    MESSAGE_LENGTH_MAX,
  )
  return { text, keyboard: waitingButtons(doubtfulMails) }
}

/** One message for all sources and phones that fell silent. */
export function silenceText(silent: readonly SilentSource[], phones: readonly PhoneHealth[], timeZone: string): Html {
  return lines([
    html`Unusually quiet: do their alerts still reach me?`,
    ...silent
      .slice(0, SILENT_SHOWN_MAX)
      .map((source) => html`${sourceText(source)}, last on ${timeText(source.lastAt, timeZone)}`),
    silent.length > SILENT_SHOWN_MAX ? html`and ${silent.length - SILENT_SHOWN_MAX} more; /status shows all` : null,
    ...phones.slice(0, SILENT_SHOWN_MAX).map((phone) => silentPhoneText(phone, timeZone)),
  ])
}

function sourceText({ source, institution }: Pick<SilentSource, 'source' | 'institution'>): Html {
  return html`${shortText(institution, NAME_LENGTH_MAX)} by ${SOURCE_NAMES[source]}`
}

function timeText(at: Temporal.Instant, timeZone: string): string {
  return occurredText({ date: at.toZonedDateTimeISO(timeZone).toPlainDate(), at, from: 'message' }, timeZone)
}
