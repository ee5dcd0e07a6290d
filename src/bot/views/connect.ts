import { MAIL_PROVIDERS, type MailProvider } from '../../actions/mail-providers.ts'
import type { PhoneHealth } from '../../actions/phone-health.ts'
import type { MailLoginReading } from '../../actions/read-mail-login.ts'
import { assertNever } from '../../domain/assert-never.ts'
import type { Mailbox } from '../../domain/mailbox.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { phoneLines } from './phones.ts'
import { button, inPairs, type Screen } from './screen.ts'

const USER_LENGTH_MAX = 60

export const CONNECT_IN_PRIVATE = html`Connect a source in our private chat. Others must not see your login.`
export const MAILBOX_REMOVED = html`I read that mailbox no more, and I forgot its password. What I booked from it stays.`
export const TRYING_LOGIN = html`Thank you. I am logging in, and tell you how it went.`

export const SECRET_NOT_DELETED = html`I could not delete your message with the password. Please delete it yourself. ⚠`

/** `/connect`: what can be connected, and what is. */
export function connectScreen(mailboxes: readonly Mailbox[], phones: readonly PhoneHealth[], timeZone: string): Screen {
  return {
    text: lines([
      html`<b>Connect a source</b>`,
      html`E-mail: I read the alerts that your banks send to your mailbox, and nothing else in it.`,
      html`Phone: an app on it sends me your SMS alerts. I keep nothing but those.`,
      ...mailboxes.map(({ user }) => html`Connected: ${shortText(user, USER_LENGTH_MAX)}. /status tells how it is.`),
      ...phones.flatMap((phone) => phoneLines(phone, timeZone)),
    ]),
    keyboard: [
      [button('E-mail', { kind: 'connect-mail' }), button('Phone', { kind: 'phones' })],
      ...mailboxes.map((mailbox) => [removeButton(mailbox)]),
      ...phones.map(({ phone }) => [button(phone.name, { kind: 'phone', step: 'show', phoneId: phone.id })]),
    ],
  }
}

/** Asks for the provider. */
export function providersScreen(): Screen {
  return {
    text: html`Which provider is your mailbox at?`,
    keyboard: inPairs(MAIL_PROVIDERS.map(({ id, name }) => button(name, { kind: 'mail-provider', provider: id }))),
  }
}

/** What to do at a provider, and what to send then. */
export function providerScreen(provider: MailProvider): Screen {
  return {
    text: lines([html`<b>${provider.name}</b>`, ...helpFor(provider)]),
    keyboard: [[button('‹ Back', { kind: 'connect-mail' })]],
  }
}

/** A login of which something is missing. */
export function incompleteLoginText(reading: Exclude<MailLoginReading, { kind: 'login' }>): Html {
  if (reading.kind === 'impossible') return lines(helpFor(reading.provider))
  if (reading.missing === 'host') {
    return lines([html`I do not know the server of that address.`, ...helpFor(MAIL_PROVIDERS.find(isCustom))])
  }
  return lines([
    html`That does not look like an app password. Your usual password does not work for programs.`,
    ...helpFor(reading.provider ?? undefined),
  ])
}

/** Takes a mailbox out. */
export function removeButton({ id, user }: Pick<Mailbox, 'id' | 'user'>) {
  return button(`Remove ${shortText(user, USER_LENGTH_MAX)}`, { kind: 'remove-mailbox', mailboxId: id })
}

function isCustom({ id }: MailProvider): boolean {
  return id === 'custom'
}

const AFTERWARDS = html`I delete your message at once and keep the password encrypted. Your mailbox stays as it is.`

function helpFor(provider: MailProvider | undefined): Html[] {
  if (provider === undefined) return []
  switch (provider.id) {
    case 'gmail':
      return [
        html`1. Switch on 2-Step Verification in your Google account.`,
        html`2. Open myaccount.google.com/apppasswords and make an app password.`,
        html`3. Send me one message: <code>you@gmail.com abcd efgh ijkl mnop</code>`,
        AFTERWARDS,
      ]
    case 'yahoo':
      return [
        html`1. In Yahoo, open Account info, then Security, then App passwords.`,
        html`2. Make one for this bot.`,
        html`3. Send me one message: <code>you@yahoo.com abcdefghijklmnop</code>`,
        AFTERWARDS,
      ]
    case 'icloud':
      return [
        html`1. Open account.apple.com, then Sign-In and Security, then App-Specific Passwords.`,
        html`2. Make one for this bot.`,
        html`3. Send me one message: <code>you@icloud.com abcd-efgh-ijkl-mnop</code>`,
        AFTERWARDS,
      ]
    case 'zoho':
      return [
        html`1. In Zoho Mail, open Settings, then Mail Accounts, and switch on IMAP.`,
        html`2. Open accounts.zoho.com, then Security, and make an app password.`,
        html`3. Send me one message: <code>you@zohomail.com abcd1234efgh</code>`,
        html`For zoho.eu and others name the server: <code>you@example.org imap.zoho.eu password</code>`,
        AFTERWARDS,
      ]
    case 'outlook':
      return [
        html`Outlook, Hotmail and Live no longer let programs log in with a password.`,
        html`Give your bank another address instead, at Gmail for instance, and connect that one.`,
        html`Or forward single alerts here by hand.`,
      ]
    case 'custom':
      return [
        html`Send me one message: your address, the IMAP server, the password.`,
        html`<code>you@example.org mail.example.org password</code>`,
        html`The port is 993. Another one goes behind the server: <code>mail.example.org:143</code>`,
        AFTERWARDS,
      ]
    default:
      return assertNever(provider.id)
  }
}
