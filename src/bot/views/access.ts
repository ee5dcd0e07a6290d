import type { InlineKeyboardButton } from 'grammy/types'
import type { AccessGrant, AccessScope } from '../../domain/access.ts'
import type { BotDependencies } from '../dependencies.ts'
import { dayMonthText } from './dates.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { button, type Screen } from './screen.ts'

const TOKENS_SHOWN = 20

/** What a token made in the chat may be for. */
export const TOKEN_PRESETS: readonly { readonly label: string; readonly scopes: readonly AccessScope[] }[] = [
  { label: 'New: may look', scopes: ['read'] },
  { label: 'New: may look and change', scopes: ['read', 'write'] },
  { label: 'New: may do everything', scopes: ['read', 'write', 'admin'] },
]

export const ACCESS_IN_PRIVATE = html`That is for you alone. Ask me in our private chat.`
export const NO_MORE_TOKENS = html`You have fifty tokens. Take one back first: /token`

/** The way to the dashboard: a link that works once, and beside it the Mini App where Telegram can show it. */
export function dashboardScreen({ url, opensAs }: BotDependencies['dashboard'], code: string): Screen {
  const link = `${url}/login?code=${encodeURIComponent(code)}`
  const once = html`The link works once, for ten minutes. Do not pass it on.`
  switch (opensAs) {
    case 'app':
      return {
        text: lines([html`<b>Dashboard</b>`, html`Open it here, or in a browser.`, once]),
        keyboard: [[{ text: 'Open here', web_app: { url: `${url}/` } }], [{ text: 'Open in a browser', url: link }]],
      }
    case 'link':
      return {
        text: lines([html`<b>Dashboard</b>`, once]),
        keyboard: [[{ text: 'Open the dashboard', url: link }]],
      }
    case 'address':
      return {
        text: lines([
          html`<b>Dashboard</b>`,
          html`Open this address on the machine that I run on:`,
          html`<code>${link}</code>`,
          once,
        ]),
        keyboard: [],
      }
  }
}

/** The button on other screens that leads to the dashboard. */
export function dashboardButton({ url, opensAs }: BotDependencies['dashboard']): InlineKeyboardButton {
  const text = 'Open the dashboard'
  return opensAs === 'app' ? { text, web_app: { url: `${url}/` } } : button(text, { kind: 'dashboard' })
}

/** The name of a token made in the chat: when that was. */
export function tokenName(at: Temporal.ZonedDateTime): string {
  return `Chat, ${dayMonthText(at.toPlainDate())} ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
}

/** A token that was just made. It is in this message and nowhere else. */
export function freshTokenScreen({ name, scopes }: AccessGrant, secret: string): Screen {
  return {
    text: lines([
      html`<b>Your new token</b> (${scopesText(scopes)})`,
      html`<code>${secret}</code>`,
      html`It is called “${name ?? ''}”. I cannot show it again.`,
      html`Whoever has it needs nothing else. Copy it, then delete this message.`,
    ]),
    keyboard: [
      [{ text: 'Copy', copy_text: { text: secret } }],
      [button('Delete this message', { kind: 'delete-message' })],
    ],
  }
}

/** The tokens of a person, each with a way to take it back, and the ways to make one. */
export function tokensScreen(tokens: readonly AccessGrant[], timeZone: string): Screen {
  const shown = tokens.slice(0, TOKENS_SHOWN)
  return {
    text: lines([
      html`<b>Tokens for programs</b>`,
      tokens.length === 0 ? html`None yet.` : null,
      ...shown.map((token, index) => tokenText(token, index, timeZone)),
      tokens.length > shown.length ? html`… and ${tokens.length - shown.length} older ones.` : null,
      html`How to use one: /api/docs on my web page.`,
    ]),
    keyboard: [
      ...TOKEN_PRESETS.map(({ label }, page) => [button(label, { kind: 'make-token', page })]),
      ...shown.map(({ id, name }, index) => [
        button(`Take back ${index + 1}: ${shortText(name ?? '', 30)}`, { kind: 'revoke-token', tokenId: id }),
      ]),
    ],
  }
}

function tokenText({ name, hint, scopes, lastUsedAt }: AccessGrant, index: number, timeZone: string): Html {
  const used =
    lastUsedAt === null
      ? 'never used'
      : `last used ${dayMonthText(lastUsedAt.toZonedDateTimeISO(timeZone).toPlainDate())}`
  return html`${index + 1}. ${shortText(name ?? '', 60)} (${hint}…): ${scopesText(scopes)}; ${used}`
}

function scopesText(scopes: readonly AccessScope[]): string {
  if (scopes.includes('admin')) return 'may do everything'
  return scopes.includes('write') ? 'may look and change' : 'may look'
}
