import type { Message } from 'grammy/types'
import type { Core, Method } from '../core.ts'
import { readFormattedText } from '../formatted-text.ts'
import { readMarkup } from '../keyboard.ts'
import { LIMITS } from '../limits.ts'
import { type MediaKind, readMedia } from '../media.ts'
import {
  addMessage,
  botUser,
  type Content,
  captionContent,
  markupContent,
  nestedParameters,
  readReply,
  requireWritableChat,
  textContent,
} from '../messages.ts'
import { type Parameters, readArray, readText } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

/** The caption that a call gives, with its entities. */
export function readCaption(parameters: Parameters): Content {
  const names = { text: 'caption', entities: 'caption_entities' }
  return captionContent(readFormattedText(parameters, names, LIMITS.captionLengthMax))
}

/** The text that a call gives, with its entities; refuses an empty one. */
export function readMessageText(parameters: Parameters): Content {
  const formatted = readFormattedText(parameters, { text: 'text', entities: 'entities' }, LIMITS.textLengthMax)
  if (formatted.text === '') throw badRequest('message text is empty')
  return textContent(formatted)
}

const sendMessage: Method = (core, parameters) => {
  const record = requireWritableChat(core, parameters)
  const content = {
    ...readMessageText(parameters),
    ...readReply(record, parameters),
    ...markupContent(readMarkup(parameters)),
  }
  return addMessage(core, record, botUser(core), content)
}

function sendMedia(core: Core, parameters: Parameters, kind: MediaKind): Message {
  const record = requireWritableChat(core, parameters)
  const content = {
    ...readCaption(parameters),
    ...readReply(record, parameters),
    ...markupContent(readMarkup(parameters)),
    ...readMedia(core, parameters, kind, kind),
  }
  return addMessage(core, record, botUser(core), content)
}

const sendMediaGroup: Method = (core, parameters) => {
  const record = requireWritableChat(core, parameters)
  const items = readArray(parameters, 'media') ?? []
  if (items.length < LIMITS.albumItemsMin || items.length > LIMITS.albumItemsMax) {
    throw badRequest(`media group must have ${LIMITS.albumItemsMin} to ${LIMITS.albumItemsMax} items`)
  }
  const reply = readReply(record, parameters)
  const nested = items.map((item) => nestedParameters(item, parameters))
  const kinds = nested.map(readMediaKind)
  if (new Set(kinds).size > 1) throw badRequest("document can't be mixed with other media types")
  const contents = nested.map((item, index) => ({
    ...readCaption(item),
    ...readMedia(core, item, 'media', kinds[index] ?? 'photo'),
    ...reply,
  }))
  const groupId = String(core.state.nextMessageId * 100 + 1)
  return contents.map((content) => addMessage(core, record, botUser(core), { ...content, media_group_id: groupId }))
}

/** The kind of media that an InputMedia object names. */
export function readMediaKind(item: Parameters): MediaKind {
  const type = readText(item, 'type')
  if (type === 'photo' || type === 'document') return type
  throw badRequest(`media type "${type}" is not supported by the local server`)
}

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])

const sendChatAction: Method = (core, parameters) => {
  const record = requireWritableChat(core, parameters)
  const action = readText(parameters, 'action') ?? ''
  if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request')
  core.changes.tell({ kind: 'action', chatId: record.chat.id, action })
  return true
}

/** The methods that send something, by their names in the Bot API. */
export const sendMethods: Readonly<Record<string, Method>> = {
  sendMessage,
  sendPhoto: (core, parameters) => sendMedia(core, parameters, 'photo'),
  sendDocument: (core, parameters) => sendMedia(core, parameters, 'document'),
  sendMediaGroup,
  sendChatAction,
}
