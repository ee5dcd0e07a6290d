import type { ChatFullInfo, ChatMember, User } from 'grammy/types'
import type { Core, Method } from '../core.ts'
import { LIMITS } from '../limits.ts'
import { requireChat } from '../messages.ts'
import { readBoolean, readText, requireInteger } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

const TOO_OLD = 'query is too old and response timeout expired or query ID is invalid'

const answerCallbackQuery: Method = (core, parameters) => {
  const callback = core.state.callbacks.get(readText(parameters, 'callback_query_id') ?? '')
  const text = readText(parameters, 'text') ?? ''
  if (text.length > LIMITS.callbackAnswerLengthMax) throw badRequest('MESSAGE_TOO_LONG')
  const ageMs = callback === undefined ? Number.POSITIVE_INFINITY : core.settings.now() - callback.pressedAtMs
  if (callback === undefined || callback.answer !== null || ageMs > LIMITS.callbackAnswerWithinMs) {
    throw badRequest(TOO_OLD)
  }
  callback.answer = { text, showAlert: readBoolean(parameters, 'show_alert'), url: readText(parameters, 'url') }
  core.changes.tell({ kind: 'callback-answer', callback })
  return true
}

const getChat: Method = (core, parameters) => {
  const record = requireChat(core, parameters)
  const pinned = record.pinnedMessageId === null ? undefined : record.messages.get(record.pinnedMessageId)
  const info = {
    ...record.chat,
    accent_color_id: Math.abs(record.chat.id) % 7,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
    },
    ...(pinned === undefined ? {} : { pinned_message: pinned }),
  }
  return info as unknown as ChatFullInfo
}

function memberStatus(core: Core, userId: number, status: ChatMember['status']): { user: User; status: string } {
  const user = userId === core.state.bot.id ? core.state.bot : core.state.users.get(userId)
  if (user === undefined) throw badRequest('user not found')
  return { user, status }
}

const getChatMember: Method = (core, parameters) => {
  const record = requireChat(core, parameters)
  const userId = requireInteger(parameters, 'user_id')
  const isBot = userId === core.state.bot.id
  if (record.administrators.has(userId)) return memberStatus(core, userId, 'administrator')
  const isMember = isBot ? record.hasBot : record.members.has(userId)
  return memberStatus(core, userId, isMember ? 'member' : 'left')
}

const getFile: Method = (core, parameters) => {
  const file = core.state.files.get(readText(parameters, 'file_id') ?? '')
  if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable')
  if (file.size > LIMITS.downloadBytesMax) throw badRequest('file is too big')
  const folder = file.width === null ? 'documents' : 'photos'
  const extension = /\.[a-z0-9]{1,8}$/i.exec(file.name)?.[0] ?? ''
  return {
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    file_path: `${folder}/${file.uniqueId}${extension}`,
  }
}

/** The methods about chats, presses of buttons and files, by their names in the Bot API. */
export const chatMethods: Readonly<Record<string, Method>> = {
  answerCallbackQuery,
  getChat,
  getChatMember,
  getFile,
}
