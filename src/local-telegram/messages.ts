import { isDeepStrictEqual } from 'node:util'
import type { Message, User } from 'grammy/types'
import type { Core } from './core.ts'
import type { FormattedText } from './formatted-text.ts'
import type { Markup } from './keyboard.ts'
import { isObject, type Parameters, readBoolean, readInteger, readObject, readText } from './parameters.ts'
import { badRequest, forbidden } from './refusal.ts'
import { type ChatRecord, takeMessageId } from './state.ts'

/** The chat that `chat_id` names, by number or @username; refuses when the bot has never met it. */
export function requireChat(core: Core, parameters: Parameters, name = 'chat_id'): ChatRecord {
  const id = readText(parameters, name)
  if (id === null || id === '') throw badRequest(`${name} is empty`)
  const record = id.startsWith('@') ? findByUsername(core, id.slice(1)) : core.state.chats.get(Number(id))
  if (record === undefined || (record.chat.type === 'private' && !record.hasBot && !record.blocked)) {
    throw badRequest('chat not found')
  }
  return record
}

function findByUsername(core: Core, username: string): ChatRecord | undefined {
  const wanted = username.toLowerCase()
  return [...core.state.chats.values()].find(
    ({ chat }) => chat.type !== 'private' && 'username' in chat && chat.username?.toLowerCase() === wanted,
  )
}

/** The chat that `chat_id` names, when the bot may write there. */
export function requireWritableChat(core: Core, parameters: Parameters): ChatRecord {
  const record = requireChat(core, parameters)
  if (record.blocked) throw forbidden('bot was blocked by the user')
  if (!record.hasBot) throw forbidden(`bot is not a member of the ${record.chat.type} chat`)
  return record
}

/** The message that a call names, in words for the refusal: "message to edit not found". */
export function requireMessage(record: ChatRecord, parameters: Parameters, purpose: string): Message {
  const id = readInteger(parameters, 'message_id')
  if (id === null) throw badRequest('message identifier is not specified')
  const message = record.messages.get(id)
  if (message === undefined) throw badRequest(`message to ${purpose} not found`)
  return message
}

/** A message as it stands inside the one that replies to it. */
export type QuotedMessage = NonNullable<Message['reply_to_message']>

/** The `reply_to_message` that a call asks for, as fields of the new message; nested replies are left out. */
export function readReply(record: ChatRecord, parameters: Parameters): { reply_to_message?: QuotedMessage } {
  const reply = readObject(parameters, 'reply_parameters')
  const id = reply === null ? readInteger(parameters, 'reply_to_message_id') : Number(reply.message_id)
  if (id === null) return {}
  const target = record.messages.get(id)
  if (target !== undefined) return { reply_to_message: withoutReply(target) }
  const isOptional =
    reply === null ? readBoolean(parameters, 'allow_sending_without_reply') : reply.allow_sending_without_reply === true
  if (isOptional) return {}
  throw badRequest('message to be replied not found')
}

/** A message as it is quoted inside another: without what it replies to itself. */
export function withoutReply(message: Message): QuotedMessage {
  const { reply_to_message: _nested, ...rest } = message
  return rest as QuotedMessage
}

/** What a message says, apart from who, when and where. */
export type Content = Partial<
  Pick<
    Message,
    | 'text'
    | 'entities'
    | 'caption'
    | 'caption_entities'
    | 'photo'
    | 'document'
    | 'reply_markup'
    | 'reply_to_message'
    | 'media_group_id'
    | 'forward_origin'
  >
>

/** Adds a message to a chat, tells the listeners and gives it back. */
export function addMessage(core: Core, record: ChatRecord, from: User, content: Content): Message {
  const message = {
    message_id: takeMessageId(core.state, record),
    from,
    chat: record.chat,
    date: Math.floor(core.settings.now() / 1000),
    ...content,
  } as Message
  record.messages.set(message.message_id, message)
  core.changes.tell({ kind: 'message', chatId: record.chat.id, message })
  return message
}

/** The bot as the sender of its messages: the fields that only getMe shows are left out. */
export function botUser(core: Core): User {
  const { id, is_bot, first_name, username } = core.state.bot
  return { id, is_bot, first_name, username }
}

/** A formatted text as the fields of a text message. */
export function textContent(formatted: FormattedText): Content {
  return { text: formatted.text, ...(formatted.entities.length > 0 ? { entities: formatted.entities } : {}) }
}

/** A formatted caption as the fields of a media message; nothing when there is no caption. */
export function captionContent(formatted: FormattedText): Content {
  if (formatted.text === '') return {}
  return {
    caption: formatted.text,
    ...(formatted.entities.length > 0 ? { caption_entities: formatted.entities } : {}),
  }
}

/** A keyboard as the field of a message; nothing unless it is an inline one. */
export function markupContent(markup: Markup): Content {
  return markup.kind === 'inline' ? { reply_markup: markup.keyboard } : {}
}

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

/**
 * Replaces what a message of the bot says by `content` (fields in `removed` that content lacks go away); refuses when
 * nothing would change. The edit date appears only when more than the keyboard changed.
 */
export function replaceContent(
  core: Core,
  record: ChatRecord,
  message: Message,
  content: Content,
  removed: readonly (keyof Content)[],
): Message {
  const kept = Object.fromEntries(
    Object.entries(message).filter(([name]) => !(removed as readonly string[]).includes(name)),
  )
  const next = { ...kept, ...content } as Message
  if (isDeepStrictEqual(next, message)) throw badRequest(NOT_MODIFIED)
  const { reply_markup: _before, ...bodyBefore } = message
  const { reply_markup: _after, ...bodyAfter } = next
  const edited = isDeepStrictEqual(bodyBefore, bodyAfter)
    ? next
    : ({ ...next, edit_date: Math.floor(core.settings.now() / 1000) } as Message)
  record.messages.set(message.message_id, edited)
  core.changes.tell({ kind: 'message', chatId: record.chat.id, message: edited })
  return edited
}

/** Removes a message from its chat and tells the listeners. */
export function removeMessage(core: Core, record: ChatRecord, messageId: number): void {
  record.messages.delete(messageId)
  record.reactions.delete(messageId)
  if (record.pinnedMessageId === messageId) record.pinnedMessageId = null
  core.changes.tell({ kind: 'deleted', chatId: record.chat.id, messageId })
}

/** Whether the bot wrote a message. */
export function isFromBot(core: Core, message: Message): boolean {
  return message.from?.id === core.state.bot.id
}

/** A parameter object as it stands inside another parameter (one item of an album). */
export function nestedParameters(value: unknown, parent: Parameters): Parameters {
  if (!isObject(value)) throw badRequest("can't parse InputMedia: expected an Object")
  return { values: value, uploads: parent.uploads }
}
