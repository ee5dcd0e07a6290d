import type { InlineKeyboardButton, Message, MessageEntity, MessageOrigin } from 'grammy/types'
import { assertNever } from '../domain/assert-never.ts'
import { reactionsOf } from './chat-view.ts'
import type { Core } from './core.ts'
import { isFromBot } from './messages.ts'
import { visibleCommands } from './methods/settings.ts'
import type { ChatRecord } from './state.ts'

/** A button as the page needs it; `value` is a link or the text to copy, never the callback data. */
type PageButton = {
  readonly text: string
  readonly kind: 'callback' | 'link' | 'copy' | 'disabled'
  readonly value: string | null
  readonly style: string | null
}

/** A message as the page needs it; dates are seconds since 1970. */
export type PageMessage = {
  readonly id: number
  readonly mine: boolean
  readonly date: number
  readonly edited: boolean
  readonly text: string
  readonly entities: readonly MessageEntity[]
  readonly photo: { readonly fileId: string; readonly width: number; readonly height: number } | null
  readonly document: { readonly fileId: string; readonly name: string; readonly size: number } | null
  readonly keyboard: readonly (readonly PageButton[])[]
  readonly replyTo: { readonly id: number; readonly name: string; readonly text: string } | null
  readonly forwardedFrom: string | null
  readonly reactions: readonly string[]
}

/** A message of a chat for the page. */
export function viewForPage(core: Core, record: ChatRecord, message: Message): PageMessage {
  const largest = message.photo?.at(-1)
  const document = message.document
  return {
    id: message.message_id,
    mine: !isFromBot(core, message),
    date: message.date,
    edited: message.edit_date !== undefined,
    text: message.text ?? message.caption ?? '',
    entities: message.entities ?? message.caption_entities ?? [],
    photo: largest === undefined ? null : { fileId: largest.file_id, width: largest.width, height: largest.height },
    document:
      document === undefined
        ? null
        : { fileId: document.file_id, name: document.file_name ?? 'file', size: document.file_size ?? 0 },
    keyboard: (message.reply_markup?.inline_keyboard ?? []).map((row) => row.map(viewButton)),
    replyTo: viewReply(core, message.reply_to_message),
    forwardedFrom: message.forward_origin === undefined ? null : originName(message.forward_origin),
    reactions: reactionsOf(record, message.message_id),
  }
}

function viewButton(button: InlineKeyboardButton): PageButton {
  const common = { text: button.text, style: button.style ?? null }
  if ('callback_data' in button) return { ...common, kind: 'callback', value: null }
  if ('copy_text' in button) return { ...common, kind: 'copy', value: button.copy_text.text }
  if ('url' in button) return { ...common, kind: 'link', value: button.url }
  if ('web_app' in button) return { ...common, kind: 'link', value: button.web_app.url }
  return { ...common, kind: 'disabled', value: null }
}

function viewReply(core: Core, quoted: Message['reply_to_message']): PageMessage['replyTo'] {
  if (quoted === undefined) return null
  const name = quoted.from?.id === core.state.bot.id ? botName(core) : 'You'
  const picture = quoted.photo === undefined ? '' : 'Photo'
  const text = quoted.text ?? quoted.caption ?? quoted.document?.file_name ?? picture
  return { id: quoted.message_id, name, text: text.slice(0, 200) }
}

function originName(origin: MessageOrigin): string {
  switch (origin.type) {
    case 'user':
      return origin.sender_user.first_name
    case 'hidden_user':
      return origin.sender_user_name
    case 'chat':
      return 'title' in origin.sender_chat ? (origin.sender_chat.title ?? 'a chat') : 'a chat'
    case 'channel':
      return origin.chat.title ?? 'a channel'
    default:
      return assertNever(origin)
  }
}

/** The bot's name as it set it itself, else as it was registered. */
function botName(core: Core): string {
  return core.state.profile.names.get('') ?? core.state.bot.first_name
}

/** What the page shows around the messages: the bot, and the commands this person sees. */
export function viewProfile(core: Core, chatId: number): object {
  const language = core.state.users.get(chatId)?.language_code ?? 'en'
  const { descriptions, shortDescriptions } = core.state.profile
  return {
    name: botName(core),
    username: core.state.bot.username,
    description: descriptions.get(language) ?? descriptions.get('') ?? '',
    shortDescription: shortDescriptions.get(language) ?? shortDescriptions.get('') ?? '',
    commands: visibleCommands(core, chatId, language),
  }
}
