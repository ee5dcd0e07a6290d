import type { Doubt, FailedStep, MailRefusal } from '../domain/mailbox.ts'

/** Why a mail was not believed, in words for its reader. */
export const DOUBT_WORDS: Readonly<Record<Doubt, string>> = {
  'not-signed': 'the bank did not sign it',
  'signature-broken': 'its signature is broken: it was changed on the way, or never was the bank’s',
  'other-domain': 'it is signed by somebody else',
  'fields-not-signed': 'the signature leaves out who it is from, who it is to, its subject or its date',
  'length-limited': 'the signature covers only its beginning',
  'weak-signature': 'its signature is of a kind that can be forged',
  'repeated-fields': 'its header says two things at once',
  'not-addressed-to-you': 'it was not sent to your address',
  'too-old': 'it is more than a week old, and may be an old one sent again',
  'from-the-future': 'it is dated in the future',
  'key-not-answered': 'the bank’s key could not be looked up for three days',
  'text-disagrees': 'its text and its page tell of different money; what the page shows counts when you book it',
  'taught-sender': 'you taught its sender, and no list says that it is a bank',
  forwarded: 'somebody passed it on; only what comes straight from the bank can be checked',
}

/** Why a mail was passed over, in words. */
export const REFUSAL_WORDS: Readonly<Record<MailRefusal, string>> = {
  'not-a-bank': 'its sender is not the exact address of a bank',
  'not-an-alert': 'it holds no alert of a bank',
  'too-large': 'it is larger than any alert',
  broken: 'it cannot be taken apart',
}

/** What went wrong with a mailbox and what to do about it, for a person. `detail`: what the server or the system said. */
export function failureWords(step: FailedStep, detail: string): string {
  switch (step) {
    case 'host':
      return detail
    case 'connect':
      return `the server does not answer (${detail}): check host and port, and that this machine may reach it`
    case 'tls':
      return `the server's certificate is not right for its name (${detail}): check the host name; the password was not sent`
    case 'login':
      return `the server refused user or password (${detail}): many providers want an app password instead of the usual one`
    case 'folder':
      return `the INBOX cannot be opened (${detail}): check that IMAP is switched on for this mailbox`
    case 'reading':
      return `the connection broke while reading (${detail}): nothing is lost, the next check goes on from there`
  }
}
