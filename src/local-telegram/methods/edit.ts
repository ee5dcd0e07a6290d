import type { Message, ReactionType } from 'grammy/types'
import type { Core, Method } from '../core.ts'
import { readMarkup } from '../keyboard.ts'
import { LIMITS } from '../limits.ts'
import { readMedia } from '../media.ts'
import {
  type Content,
  isFromBot,
  markupContent,
  nestedParameters,
  removeMessage,
  replaceContent,
  requireMessage,
  requireWritableChat,
} from '../messages.ts'
import { isObject, type Parameters, readArray, readInteger, readJson } from '../parameters.ts'
import { REACTION_EMOJI } from '../reaction-emoji.ts'
import { badRequest } from '../refusal.ts'
import type { ChatRecord } from '../state.ts'
import { readCaption, readMediaKind, readMessageText } from './send.ts'

function requireEditable(core: Core, parameters: Parameters): { record: ChatRecord; message: Message } {
  const record = requireWritableChat(core, parameters)
  const message = requireMessage(record, parameters, 'edit')
  if (!isFromBot(core, message)) throw badRequest("message can't be edited")
  return { record, message }
}

/** Without `reply_markup` an edit takes the keyboard away, as at Telegram. */
function readEditedMarkup(parameters: Parameters): Content {
  return markupContent(readMarkup(parameters))
}

const editMessageText: Method = (core, parameters) => {
  const { record, message } = requireEditable(core, parameters)
  if (message.text === undefined) throw badRequest('there is no text in the message to edit')
  const content = { ...readMessageText(parameters), ...readEditedMarkup(parameters) }
  return replaceContent(core, record, message, content, ['text', 'entities', 'reply_markup'])
}

const editMessageCaption: Method = (core, parameters) => {
  const { record, message } = requireEditable(core, parameters)
  if (message.photo === undefined && message.document === undefined) {
    throw badRequest('there is no caption in the message to edit')
  }
  const content = { ...readCaption(parameters), ...readEditedMarkup(parameters) }
  return replaceContent(core, record, message, content, ['caption', 'caption_entities', 'reply_markup'])
}

const editMessageMedia: Method = (core, parameters) => {
  const { record, message } = requireEditable(core, parameters)
  const item = nestedParameters(readJson(parameters, 'media'), parameters)
  const content = {
    ...readCaption(item),
    ...readMedia(core, item, 'media', readMediaKind(item)),
    ...readEditedMarkup(parameters),
  }
  const removed = ['text', 'entities', 'caption', 'caption_entities', 'photo', 'document', 'reply_markup'] as const
  return replaceContent(core, record, message, content, removed)
}

const editMessageReplyMarkup: Method = (core, parameters) => {
  const { record, message } = requireEditable(core, parameters)
  return replaceContent(core, record, message, readEditedMarkup(parameters), ['reply_markup'])
}

function checkDeletable(core: Core, message: Message): void {
  const ageMs = core.settings.now() - message.date * 1000
  if (ageMs > LIMITS.deleteWithinMs) throw badRequest("message can't be deleted for everyone")
  if (message.chat.type !== 'private' && !isFromBot(core, message)) throw badRequest("message can't be deleted")
}

const deleteMessage: Method = (core, parameters) => {
  const record = requireWritableChat(core, parameters)
  const message = requireMessage(record, parameters, 'delete')
  checkDeletable(core, message)
  removeMessage(core, record, message.message_id)
  return true
}

/** Messages that are already gone are passed over, as documented for this method. */
const deleteMessages: Method = (core, parameters) => {
  const record = requireWritableChat(core, parameters)
  const ids = readArray(parameters, 'message_ids') ?? []
  if (ids.length < 1 || ids.length > LIMITS.deletedMessagesMax) {
    throw badRequest(`message_ids must have 1 to ${LIMITS.deletedMessagesMax} items`)
  }
  const messages = ids.flatMap((id) => record.messages.get(Number(id)) ?? [])
  for (const message of messages) checkDeletable(core, message)
  for (const message of messages) removeMessage(core, record, message.message_id)
  return true
}

const REACTIONS_PER_MESSAGE_MAX = 1

function readReaction(value: unknown): ReactionType {
  const isKnown = isObject(value) && value.type === 'emoji' && REACTION_EMOJI.has(String(value.emoji))
  if (!isKnown) throw badRequest('REACTION_INVALID')
  return value as unknown as ReactionType
}

const setMessageReaction: Method = (core, parameters) => {
  const record = requireWritableChat(core, parameters)
  const message = requireMessage(record, parameters, 'react')
  const reactions = readArray(parameters, 'reaction') ?? []
  if (reactions.length > REACTIONS_PER_MESSAGE_MAX) throw badRequest('REACTIONS_TOO_MANY')
  record.reactions.set(message.message_id, reactions.map(readReaction))
  core.changes.tell({ kind: 'message', chatId: record.chat.id, message })
  return true
}

const pinChatMessage: Method = (core, parameters) => {
  const record = requireWritableChat(core, parameters)
  record.pinnedMessageId = requireMessage(record, parameters, 'pin').message_id
  return true
}

const unpinChatMessage: Method = (core, parameters) => {
  const record = requireWritableChat(core, parameters)
  const id = readInteger(parameters, 'message_id')
  if (id === null || id === record.pinnedMessageId) record.pinnedMessageId = null
  return true
}

/** The methods that change or remove what is in a chat, by their names in the Bot API. */
export const editMethods: Readonly<Record<string, Method>> = {
  editMessageText,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  deleteMessage,
  deleteMessages,
  setMessageReaction,
  pinChatMessage,
  unpinChatMessage,
}
