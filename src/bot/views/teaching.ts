import type { Choice, PreviewLine, TeachingPreview, TeachingStep } from '../../actions/teach.ts'
import type { ParsedAlert } from '../../domain/alert.ts'
import { assertNever } from '../../domain/assert-never.ts'
import { resolveOccurred } from '../../domain/calendar.ts'
import type { TeachingQuestion } from '../../domain/taught-layout.ts'
import { dayMonthText } from './dates.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { moneyText } from './money.ts'
import { button, inPairs, type Screen } from './screen.ts'

const TEXT_LENGTH_MAX = 60
const EARLIER_SHOWN = 5

/** The screen of a step; `intro` stands above the first question. */
export function teachingScreen(step: TeachingStep, timeZone: string, intro: Html | null = null): Screen {
  switch (step.kind) {
    case 'question':
      return questionScreen(step, intro)
    case 'preview':
      return previewScreen(step.draftId, step.preview, timeZone)
    case 'refused':
      return { text: refusedText(step.reason), keyboard: [] }
    case 'already-read':
      return { text: html`I can read this message now. Send /transactions to see its entry.`, keyboard: [] }
    case 'expired':
      return { text: html`These questions are too old. Send me the alert again.`, keyboard: [] }
    default:
      return assertNever(step)
  }
}

/** Above the first question about a message that was just sent. */
export const UNREAD_INTRO = html`This looks like money, but I cannot read it yet. I kept it and booked nothing. Teach me:`

const QUESTIONS: Readonly<Record<TeachingQuestion, string>> = {
  amount: 'Which is the amount?',
  direction: 'Did the money go out or come in?',
  account: 'Which is your account?',
  party: 'Who is on the other side?',
}

const NONE_TEXTS: Readonly<Record<TeachingQuestion, string | null>> = {
  amount: null,
  direction: null,
  account: 'It does not say',
  party: 'Nobody',
}

function questionScreen(step: TeachingStep & { kind: 'question' }, intro: Html | null): Screen {
  const { draftId, question, choices } = step
  const answer = (text: string, choice: number) => button(text, { kind: 'teach-answer', draftId, question, choice })
  const none = NONE_TEXTS[question]
  return {
    text: lines([intro, html`<b>${QUESTIONS[question]}</b>`]),
    keyboard: [
      ...inPairs(choices.map((choice) => answer(choiceText(question, choice), choice.choice))),
      ...(none === null ? [] : [[answer(none, -1)]]),
      [button('Cancel', { kind: 'teach-cancel', draftId })],
    ],
  }
}

function choiceText(question: TeachingQuestion, { text, seems }: Choice): string {
  if (question === 'direction') return text === 'debit' ? 'Money out' : 'Money in'
  const short = shortText(text, 48) || '?'
  return seems === null ? short : `${short} (${seems})`
}

function previewScreen(draftId: string, { institution, own, others }: TeachingPreview, timeZone: string): Screen {
  const shown = others.slice(0, EARLIER_SHOWN)
  const more = others.length - shown.length
  const { alert } = own
  return {
    text: lines([
      html`<b>I would read it like this:</b>`,
      lineOf(own, timeZone),
      html`Bank: ${institution === null ? 'not named' : shortText(institution, TEXT_LENGTH_MAX)}`,
      html`Account: ${alert.accountTail === null ? 'not named' : `••${alert.accountTail}`}`,
      alert.runningBalance === null ? null : html`Balance: ${moneyText(alert.runningBalance)}`,
      others.length === 0
        ? html`No other message waits to be read. The next one like it will be read at once.`
        : html`And ${others.length} earlier ${others.length === 1 ? 'alert' : 'alerts'} that I could not read:`,
      ...shown.map((line) => lineOf(line, timeZone)),
      more > 0 ? html`… and ${more} more.` : null,
    ]),
    keyboard: [[button('Save', { kind: 'teach-save', draftId }), button('Cancel', { kind: 'teach-cancel', draftId })]],
  }
}

function lineOf({ alert, receivedAt }: PreviewLine, timeZone: string): Html {
  const { date } = resolveOccurred(alert.statedTime, receivedAt, timeZone)
  return html`<b>${signedText(alert)}</b> ${whoText(alert)}, ${dayMonthText(date)}`
}

function signedText({ direction, amount }: ParsedAlert): string {
  return direction === 'credit' ? moneyText(amount, 'always') : moneyText({ ...amount, minor: -amount.minor })
}

function whoText({ counterparty, narration }: ParsedAlert): string {
  return (
    shortText(counterparty ?? '', TEXT_LENGTH_MAX) || shortText(narration ?? '', TEXT_LENGTH_MAX) || 'no name given'
  )
}

function refusedText(reason: Extract<TeachingStep, { kind: 'refused' }>['reason']): Html {
  switch (reason) {
    case 'one-time-code':
      return html`That message is about a one-time code. I never learn those.`
    case 'too-long':
      return html`This message is too long to learn from. Send me the alert alone.`
    case 'no-amount':
      return html`I found no amount in it. Send it as an entry: <code>1500 lunch</code>.`
    case 'too-little-text':
      return html`This message has too little fixed text to learn from. Send it as an entry: <code>1500 lunch</code>.`
    case 'no-direction':
      return html`No word in it says which way the money went, so I cannot learn it. Send it as an entry: <code>1500 lunch</code>.`
    case 'unknown-currency':
      return html`Its currency may be several countries’. Send it as an entry: <code>1500 lunch</code>.`
    case 'not-readable':
      return html`I cannot make a safe layout of these answers. Send it as an entry: <code>1500 lunch</code>.`
    default:
      return assertNever(reason)
  }
}

/** What saving a layout did. */
export function savedScreen(saved: {
  readonly layoutId: string
  readonly messages: number
  readonly entries: number
  /** Whose mails are looked for from now on; null where no mail was taught. */
  readonly mailFrom: string | null
}): Screen {
  const { layoutId, messages, entries, mailFrom } = saved
  return {
    text: lines([
      html`<b>Learned ✓</b>`,
      html`I read ${messages} ${messages === 1 ? 'message' : 'messages'} with it: ${entries} ${entries === 1 ? 'entry' : 'entries'} in your ledger.`,
      mailFrom === null
        ? null
        : html`I look for mails from ${shortText(mailFrom, 80)} in your mailboxes now, and ask you about each.`,
      html`The next alert like it that you send me is booked at once. /settings shows what you taught me.`,
    ]),
    keyboard: [
      [button('Show transactions', { kind: 'transactions', page: 0 }), button('Undo', { kind: 'unteach', layoutId })],
    ],
  }
}

export const CANCELLED = html`All right, I learned nothing. I keep the message; nothing is booked.`
export const ALREADY_FORGOTTEN = html`I do not know that layout any more. /settings shows the ones I know.`

/** What forgetting a layout did. */
export function forgottenText(messages: number, because: 'forgotten' | 'undone'): Html {
  const back = because === 'undone' ? html`` : html` /undo brings it back.`
  return messages === 0
    ? html`Forgotten. It had read no message.${back}`
    : html`Forgotten. I took the ${messages} ${messages === 1 ? 'message' : 'messages'} it had read out of your ledger.${back}`
}
