import type { InlineKeyboardButton } from 'grammy/types'
import { type CallbackAction, encodeCallback } from '../callbacks.ts'
import type { Html } from './html.ts'
import { shortText } from './html.ts'

/** Rows of buttons under a message; empty for none. */
export type Keyboard = readonly (readonly InlineKeyboardButton[])[]

/** What a message shows: its text and the buttons under it. */
export type Screen = { readonly text: Html; readonly keyboard: Keyboard }

const BUTTON_LENGTH_MAX = 64
const WIDE_BUTTON_LENGTH = 20

/** A button that asks for `action`. */
export function button(text: string, action: CallbackAction): InlineKeyboardButton {
  return { text: shortText(text, BUTTON_LENGTH_MAX), callback_data: encodeCallback(action) }
}

/** Two buttons a row, but a long one alone, since a phone would cut it. */
export function inPairs(buttons: readonly InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const rows: InlineKeyboardButton[][] = []
  for (const one of buttons) {
    const last = rows.at(-1)
    const isFree = last?.length === 1 && last.every(isNarrow)
    if (isFree && isNarrow(one)) last.push(one)
    else rows.push([one])
  }
  return rows
}

function isNarrow({ text }: InlineKeyboardButton): boolean {
  return text.length <= WIDE_BUTTON_LENGTH
}
