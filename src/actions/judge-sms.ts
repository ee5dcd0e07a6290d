import type { BankFormat } from '../formats/bank-format.ts'
import { GENERIC_LAYOUT_ID } from '../formats/generic/read-generic.ts'
import { redactOneTimeCodes } from '../formats/one-time-code.ts'
import type { Parse } from './context.ts'
import { isOneTimeCode, mentionsMoney } from './read-text.ts'

/** Whether a message that a phone posted is kept, and if not, why. */
export type SmsJudgement = 'keep' | 'one-time-code' | 'no-money'

/** What is known of a message at the door. */
type DoorMessage = { readonly sender: string | null; readonly text: string }

/**
 * Gives what decides, at the door and before anything is written, whether a message is kept: what reads as an alert is, and
 * what comes from a bank or looks like money; one-time codes never are, and private messages of other senders are not. Pure.
 */
export function createSmsJudge(
  parse: Parse,
  banks: readonly Pick<BankFormat, 'senders'>[],
  now: () => Temporal.Instant,
): (message: DoorMessage) => SmsJudgement {
  const bankSenders = new Set(
    banks.flatMap(({ senders }) =>
      senders.filter(({ channel }) => channel === 'sms').map(({ address }) => plain(address)),
    ),
  )
  return ({ sender, text }) => {
    const outcome = parse({ source: 'sms', sender, subject: null, text, receivedAt: now() }, { taughtLayouts: [] })
    if (isOneTimeCode(text, outcome)) return 'one-time-code'
    // The small print of an alert speaks of PINs; only what no bank's layout reads may hold a code.
    const isAlert = outcome.kind === 'parsed' && outcome.alerts.every(({ layoutId }) => layoutId !== GENERIC_LAYOUT_ID)
    if (!isAlert && redactOneTimeCodes(text).found) return 'one-time-code'
    const isFromBank = sender !== null && bankSenders.has(plain(sender))
    switch (outcome.kind) {
      case 'parsed':
      case 'malformed':
      case 'ambiguous':
        return 'keep'
      case 'ignored':
        return isFromBank ? 'keep' : 'no-money'
      case 'unrecognized':
        return isFromBank || outcome.bankId !== null || mayBeAlert(sender, text) ? 'keep' : 'no-money'
    }
  }
}

/** A person's number that writes of money is a person; a name, or nobody, may be a bank that we do not know. */
function mayBeAlert(sender: string | null, text: string): boolean {
  const isPerson = sender !== null && /^\+?[\d\s().-]{9,}$/u.test(sender)
  return !isPerson && mentionsMoney(text)
}

function plain(sender: string): string {
  return sender.toLowerCase().replace(/[^a-z0-9]/gu, '')
}
