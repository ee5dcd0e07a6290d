import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types'
import { LIMITS } from './limits.ts'
import { isObject, type Parameters, readObject } from './parameters.ts'
import { badRequest } from './refusal.ts'

/** What `reply_markup` asks for: an inline keyboard, another kind (checked, not shown in the message), or nothing. */
export type Markup =
  | { readonly kind: 'none' }
  | { readonly kind: 'inline'; readonly keyboard: InlineKeyboardMarkup }
  | { readonly kind: 'reply' }

const ACTIONS = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
  'disabled',
] as const
const STYLES = ['danger', 'success', 'primary']

/** Reads `reply_markup` and holds every button to the Bot API's limits. */
export function readMarkup(parameters: Parameters): Markup {
  const markup = readObject(parameters, 'reply_markup')
  if (markup === null) return { kind: 'none' }
  if ('inline_keyboard' in markup) return readInlineKeyboard(markup.inline_keyboard)
  if ('keyboard' in markup) return checkReplyKeyboard(markup.keyboard)
  if ('remove_keyboard' in markup || 'force_reply' in markup) return { kind: 'reply' }
  throw badRequest("can't parse reply keyboard markup JSON object: unsupported keyboard type")
}

function readInlineKeyboard(value: unknown): Markup {
  if (!Array.isArray(value)) throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
  const rows = value.map((row) => {
    if (!Array.isArray(row)) throw badRequest("can't parse inline keyboard button: row must be an Array")
    return row.map(readButton)
  })
  const filled = rows.filter((row) => row.length > 0)
  if (filled.flat().length > LIMITS.keyboardButtonsMax) throw badRequest('REPLY_MARKUP_TOO_LONG')
  return filled.length === 0 ? { kind: 'none' } : { kind: 'inline', keyboard: { inline_keyboard: filled } }
}

function readButton(value: unknown): InlineKeyboardButton {
  if (!isObject(value)) throw badRequest("can't parse inline keyboard button: expected an Object")
  const text = value.text
  if (typeof text !== 'string' || text.trim() === '') {
    throw badRequest("can't parse inline keyboard button: button text must be non-empty")
  }
  const actions = ACTIONS.filter((name) => value[name] !== undefined)
  if (actions.length === 0) throw badRequest('text buttons are unallowed in the inline keyboard')
  if (actions.length > 1) throw badRequest("can't parse inline keyboard button: exactly one action must be given")
  if (value.style !== undefined && !STYLES.includes(String(value.style))) {
    throw badRequest("can't parse inline keyboard button: unsupported button style")
  }
  checkAction(value, actions[0] ?? '')
  return value as unknown as InlineKeyboardButton
}

function checkAction(button: Record<string, unknown>, action: string): void {
  if (action === 'callback_data') {
    const bytes = Buffer.byteLength(String(button.callback_data))
    if (bytes < 1 || bytes > LIMITS.callbackDataBytesMax) throw badRequest('BUTTON_DATA_INVALID')
  }
  if (action === 'url') checkUrl(button.url, /^(?:https?:\/\/\S+|tg:\/\/\S+)$/i)
  if (action === 'web_app') checkUrl(isObject(button.web_app) ? button.web_app.url : null, /^https:\/\/\S+$/i)
  if (action === 'copy_text') {
    const text = isObject(button.copy_text) ? button.copy_text.text : null
    if (typeof text !== 'string' || text.length < 1 || text.length > LIMITS.copyTextLengthMax) {
      throw badRequest('BUTTON_COPY_TEXT_INVALID')
    }
  }
}

function checkUrl(url: unknown, pattern: RegExp): void {
  if (typeof url !== 'string' || !pattern.test(url)) throw badRequest('BUTTON_URL_INVALID')
}

function checkReplyKeyboard(value: unknown): Markup {
  if (!Array.isArray(value)) throw badRequest('field "keyboard" of the ReplyKeyboardMarkup must be an Array')
  for (const button of value.flat()) {
    const text: unknown = isObject(button) ? button.text : button
    if (typeof text !== 'string' || text === '') throw badRequest('keyboard button text must be non-empty')
  }
  return { kind: 'reply' }
}
