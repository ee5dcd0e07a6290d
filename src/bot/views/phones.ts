import type { PhoneToSetUp } from '../../actions/manage-phones.ts'
import type { PhoneHealth } from '../../actions/phone-health.ts'
import type { Phone, PhoneApp, PhoneKeys } from '../../domain/phone.ts'
import { occurredText } from './dates.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { APP_NAMES, appSteps, type CopyText, copyTexts } from './phone-apps.ts'
import { button, inPairs, type Keyboard, type Screen } from './screen.ts'

const NAME_LENGTH_MAX = 40
/** Telegram copies no more at one touch. */
const COPY_LENGTH_MAX = 256

export const PHONE_NEEDS_ADDRESS = lines([
  html`<b>Your phone cannot reach me yet.</b>`,
  html`Whoever runs this bot gives it an address on the internet first.`,
  html`1. Put a web server or a tunnel with https in front of its port.`,
  html`2. Set <code>PUBLIC_URL=https://money.example.org</code> and start the bot again.`,
  html`3. Send /connect once more.`,
  html`Until then forward SMS alerts here by hand.`,
])

/** Asks what phone it is. */
export function phoneKindScreen(): Screen {
  return {
    text: html`Which phone gets your SMS alerts?`,
    keyboard: [
      [
        button('Android', { kind: 'connect-phone', phoneKind: 'android' }),
        button('iPhone', { kind: 'connect-phone', phoneKind: 'iphone' }),
      ],
      [button('‹ Back', { kind: 'connect' })],
    ],
  }
}

/** Asks for the app of an Android phone. */
export function phoneAppsScreen({ id }: Pick<Phone, 'id'>): Screen {
  const apps = ['sms-to-url', 'sms-gate', 'sms-forwarder', 'tasker', 'httpsms'] as const
  return {
    text: lines([html`Which app shall send the SMS to me?`, html`The first is the easiest. All of them are free.`]),
    keyboard: [
      ...apps.map((app) => [button(APP_NAMES[app], { kind: 'phone', step: app, phoneId: id })]),
      [button('‹ Back', { kind: 'phones' })],
    ],
  }
}

/** What to set in an app, with what is to be pasted there on buttons. */
export function phoneSetupScreen({ phone, keys }: PhoneToSetUp, app: PhoneApp, publicUrl: string): Screen {
  const address = `${publicUrl}/hooks/sms/${keys.secret}`
  const copies: readonly CopyText[] = [{ label: 'Copy address', text: address }, ...copyTexts(app, address)]
  const steps = appSteps(app)
  return {
    text: lines([
      html`<b>${shortText(phone.name, NAME_LENGTH_MAX)}: ${APP_NAMES[app]}</b>`,
      ...steps.map((step, index) => html`${index + 1}. ${step}`),
      html`Address: <code>${address}</code>`,
      html`Keep the address to yourself. Never give the bot's token to a phone or an app.`,
      html`I tell you here when the first real alert has come. ⏳`,
    ]),
    keyboard: [
      ...copies
        .filter(({ text }) => text.length <= COPY_LENGTH_MAX)
        .map(({ label, text }) => [copyButton(label, text)]),
      inPairs([
        ...(phone.kind === 'android' ? [button('Other app', { kind: 'phone', step: 'apps', phoneId: phone.id })] : []),
        button('This phone', { kind: 'phone', step: 'show', phoneId: phone.id }),
      ]).flat(),
    ],
  }
}

/** A phone, how it is, and what can be done with it. */
export function phoneScreen(health: PhoneHealth, { signingKey }: PhoneKeys, timeZone: string): Screen {
  const { id, kind, isSigned } = health.phone
  const settings = kind === 'iphone' ? 'shortcuts' : 'apps'
  return {
    text: lines([
      ...phoneLines(health, timeZone),
      isSigned
        ? html`I take only what its app signs. Put this signing key into the app: <code>${signingKey}</code>`
        : null,
    ]),
    keyboard: [
      ...(isSigned ? [[copyButton('Copy signing key', signingKey)]] : []),
      [button('Settings of its app', { kind: 'phone', step: settings, phoneId: id })],
      [
        button('Rename', { kind: 'phone', step: 'rename', phoneId: id }),
        button('Revoke', { kind: 'phone', step: 'revoke', phoneId: id }),
      ],
      ...(kind === 'iphone' ? [] : [[signatureButton(id, isSigned)]]),
      [button('‹ Back', { kind: 'connect' })],
    ],
  }
}

/** A phone in `/status` and in its own screen. */
export function phoneLines({ phone, count, lastAt, perDay, silentSince }: PhoneHealth, timeZone: string): Html[] {
  const last = lastAt === null ? html`no alert yet` : html`last alert ${timeText(lastAt, timeZone)}`
  const rhythm = perDay === null ? html`` : html`, usually ${perDay} a day`
  const warning = silentSince === null ? html`` : html` – unusually quiet ⚠`
  return [
    html`${nameOf(phone)}: ${last}, ${count} kept${rhythm}${warning}`,
    ...(phone.heardAt !== null && lastAt === null
      ? [html`– its app reached me ${timeText(phone.heardAt, timeZone)}, so the address is right`]
      : []),
    ...(phone.dropped === 0 ? [] : [html`– ${phone.dropped} others not kept: codes, and what is no money`]),
  ]
}

/** A phone that has stopped delivering. */
export function silentPhoneText({ phone, lastAt, perDay }: PhoneHealth, timeZone: string): Html {
  const since = lastAt === null ? html`` : html` since ${timeText(lastAt, timeZone)}`
  const usual = perDay === null ? html`` : html` It usually brings ${perDay} a day.`
  return html`${nameOf(phone)}: no alert${since}.${usual} Check its battery settings and its connection.`
}

/** The first alert of a phone has come. */
export function connectedText(phone: Phone): Html {
  return html`Connected: ${nameOf(phone)} ✓ Its first alert has come. New ones come by themselves from now on.`
}

/** Asks for a name; the answer is a reply to this. */
export function renameText(phone: Phone): Html {
  return html`Reply to this message with a new name for ${nameOf(phone)}.`
}

export function renamedText(phone: Phone): Html {
  return html`It is called ${nameOf(phone)} now.`
}

/** A phone that may not post any more, with the way back. */
export function revokedScreen(phone: Phone): Screen {
  return {
    text: html`Revoked: ${nameOf(phone)} may send me nothing more. What I booked from it stays.`,
    keyboard: [[button('Undo', { kind: 'phone', step: 'restore', phoneId: phone.id })]],
  }
}

/** What a message that asks for a new name is about. */
export function renameSubject(phoneId: string): string {
  return `phone-name:${phoneId}`
}

/** The phone that a message asks a new name for. */
export function phoneOfRename(subject: string | null): string | null {
  return /^phone-name:([0-9a-f-]{36})$/u.exec(subject ?? '')?.[1] ?? null
}

/** SMS Gate, SmsForwarder and httpSMS can sign. */
function signatureButton(phoneId: string, isSigned: boolean): Keyboard[number][number] {
  return isSigned
    ? button('Take it unsigned, too', { kind: 'phone', step: 'unsign', phoneId })
    : button('Require a signature', { kind: 'phone', step: 'sign', phoneId })
}

function copyButton(label: string, text: string): Keyboard[number][number] {
  return { text: label, copy_text: { text } }
}

function nameOf({ name }: Phone): string {
  return shortText(name, NAME_LENGTH_MAX)
}

function timeText(at: Temporal.Instant, timeZone: string): string {
  return occurredText({ date: at.toZonedDateTimeISO(timeZone).toPlainDate(), at, from: 'message' }, timeZone)
}
