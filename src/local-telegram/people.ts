import { randomUUID } from 'node:crypto'
import type { Chat, ChatMemberUpdated, Message, MessageEntity, MessageOrigin, User } from 'grammy/types'
import type { Core } from './core.ts'
import { formatText } from './formatted-text.ts'
import { LIMITS } from './limits.ts'
import { mediaContent } from './media.ts'
import { addMessage, type Content, captionContent, textContent, withoutReply } from './messages.ts'
import type { Upload } from './parameters.ts'
import { type ChatRecord, emptyChat } from './state.ts'

/** How a person is known to the bot. */
export type PersonOptions = {
  readonly firstName?: string
  readonly username?: string
  readonly languageCode?: string
}

/** How a message of a person is sent. `forwardFrom`: a name, shown as forwarded from somebody who hides their account. */
export type WritingOptions = {
  readonly chatId?: number
  readonly replyTo?: number
  readonly entities?: readonly MessageEntity[]
  readonly forwardFrom?: string | MessageOrigin
}

/** Makes a person known, or changes what is known of them; their private chat with the bot begins with their first message. */
export function definePerson(core: Core, id: number, options: PersonOptions): User {
  const before = core.state.users.get(id)
  const user: User = {
    id,
    is_bot: false,
    first_name: options.firstName ?? before?.first_name ?? `Person ${id}`,
    ...(options.username === undefined ? {} : { username: options.username }),
    language_code: options.languageCode ?? before?.language_code ?? 'en',
  }
  core.state.users.set(id, user)
  return user
}

/** The private chat of a person with the bot; made on first use. */
export function privateChat(core: Core, user: User): ChatRecord {
  const existing = core.state.chats.get(user.id)
  if (existing !== undefined) return existing
  const { id, first_name, username } = user
  const chat: Chat = { id, type: 'private', first_name, ...(username === undefined ? {} : { username }) }
  const record = emptyChat(chat, false)
  record.members.add(id)
  core.state.chats.set(id, record)
  return record
}

function chatFor(core: Core, user: User, chatId: number | undefined): ChatRecord {
  if (chatId === undefined || chatId === user.id) return privateChat(core, user)
  const record = core.state.chats.get(chatId)
  if (record === undefined || !record.members.has(user.id)) {
    throw new Error(`person ${user.id} is not in chat ${chatId}`)
  }
  return record
}

/** Sends a text as a person. A longer text than a message holds is an error here: a client sends several messages. */
export function writeText(core: Core, user: User, text: string, options: WritingOptions): Message {
  const formatted = formatText(text, null, options.entities ?? null)
  if (formatted.text === '') throw new Error('a person cannot send an empty text')
  if (formatted.text.length > LIMITS.textLengthMax) throw new Error('a text this long needs several messages')
  return write(core, user, textContent(formatted), options)
}

/** Sends a file as a person: as a picture when `kind` is photo, else as a document. */
export function writeFile(
  core: Core,
  user: User,
  upload: Upload,
  kind: 'photo' | 'document',
  caption: string,
  options: WritingOptions,
): Message {
  const file = core.files.add(core.state, upload)
  if (kind === 'photo' && file.width === null) throw new Error('a photo must be a PNG or JPEG picture')
  const formatted = formatText(caption, null, null)
  if (formatted.text.length > LIMITS.captionLengthMax) throw new Error('a caption has at most 1024 characters')
  return write(core, user, { ...captionContent(formatted), ...mediaContent(file, kind) }, options)
}

function write(core: Core, user: User, content: Content, options: WritingOptions): Message {
  const record = chatFor(core, user, options.chatId)
  if (record.blocked) throw new Error(`person ${user.id} has blocked the bot; unblock first`)
  if (record.chat.type === 'private') record.hasBot = true
  const target = options.replyTo === undefined ? undefined : record.messages.get(options.replyTo)
  if (options.replyTo !== undefined && target === undefined) throw new Error(`there is no message ${options.replyTo}`)
  const message = addMessage(core, record, user, {
    ...content,
    ...(target === undefined ? {} : { reply_to_message: withoutReply(target) }),
    ...(options.forwardFrom === undefined ? {} : { forward_origin: originOf(core, options.forwardFrom) }),
  })
  if (reachesBot(core, record, message)) core.queue.add({ message: message as never })
  return message
}

function originOf(core: Core, from: string | MessageOrigin): MessageOrigin {
  if (typeof from !== 'string') return from
  return { type: 'hidden_user', sender_user_name: from, date: Math.floor(core.settings.now() / 1000) }
}

/** Privacy mode: in a group the bot sees commands meant for it, replies to its messages and mentions of it. */
function reachesBot(core: Core, record: ChatRecord, message: Message): boolean {
  if (!record.hasBot) return false
  const { bot } = core.state
  if (record.chat.type === 'private' || bot.can_read_all_group_messages) return true
  if (record.administrators.has(bot.id)) return true
  if (message.reply_to_message?.from?.id === bot.id) return true
  const text = message.text ?? message.caption ?? ''
  const entities = message.entities ?? message.caption_entities ?? []
  const own = `@${bot.username.toLowerCase()}`
  return entities.some(({ type, offset, length }) => {
    const part = text.slice(offset, offset + length).toLowerCase()
    if (type === 'mention') return part === own
    return type === 'bot_command' && offset === 0 && (!part.includes('@') || part.endsWith(own))
  })
}

/** Edits a person's own text message. */
export function editText(core: Core, user: User, messageId: number, text: string, chatId?: number): Message {
  const record = chatFor(core, user, chatId)
  const before = record.messages.get(messageId)
  if (before === undefined || before.from?.id !== user.id || before.text === undefined) {
    throw new Error(`message ${messageId} is not a text of person ${user.id}`)
  }
  const { entities: _old, ...rest } = before
  const edited = {
    ...rest,
    ...textContent(formatText(text, null, null)),
    edit_date: Math.floor(core.settings.now() / 1000),
  } as Message
  record.messages.set(messageId, edited)
  core.changes.tell({ kind: 'message', chatId: record.chat.id, message: edited })
  if (reachesBot(core, record, edited)) core.queue.add({ edited_message: edited as never })
  return edited
}

/** Presses a callback button: any data, as a client could send; gives the id of the callback query. */
export function pressButton(core: Core, user: User, messageId: number, data: string, chatId?: number): string {
  const record = chatFor(core, user, chatId)
  const message = record.messages.get(messageId)
  if (message === undefined) throw new Error(`there is no message ${messageId}`)
  // A restart begins numbering again; the random part keeps ids from meeting.
  const id = `${core.state.nextCallbackNumber++}-${randomUUID().slice(0, 8)}`
  core.state.callbacks.set(id, {
    id,
    chatId: record.chat.id,
    messageId,
    userId: user.id,
    data,
    pressedAtMs: core.settings.now(),
    answer: null,
  })
  forgetOldest(core.state.callbacks, CALLBACKS_KEPT)
  const chat_instance = String(record.chat.id)
  core.queue.add({ callback_query: { id, from: user, message, chat_instance, data } })
  return id
}

const CALLBACKS_KEPT = 10_000

function forgetOldest(map: Map<string, unknown>, sizeMax: number): void {
  for (const key of map.keys()) {
    if (map.size <= sizeMax) return
    map.delete(key)
  }
}

/** The data of a message's button, found by its text or its data; an error names the buttons there are. */
export function findButtonData(core: Core, chatId: number, messageId: number, textOrData: string): string {
  const message = core.state.chats.get(chatId)?.messages.get(messageId)
  const buttons = (message?.reply_markup?.inline_keyboard ?? []).flat()
  const callbacks = buttons.flatMap((one) =>
    'callback_data' in one ? [{ text: one.text, data: one.callback_data }] : [],
  )
  const found = callbacks.find((one) => one.data === textOrData || one.text === textOrData)
  if (found !== undefined) return found.data
  const names = callbacks.map((one) => JSON.stringify(one.text)).join(', ')
  throw new Error(`message ${messageId} has no button ${JSON.stringify(textOrData)}; it has: ${names || 'none'}`)
}

/** Blocks or unblocks the bot in a person's private chat and tells the bot. */
export function setBlocked(core: Core, user: User, blocked: boolean): void {
  const record = privateChat(core, user)
  if (record.blocked === blocked) return
  record.blocked = blocked
  record.hasBot = !blocked
  tellMembership(core, record, user, blocked ? ['member', 'kicked'] : ['kicked', 'member'])
}

/** Makes a group with these members and the bot in it, and tells the bot. */
export function defineGroup(
  core: Core,
  chat: Chat.GroupChat | Chat.SupergroupChat,
  members: readonly User[],
  administratorIds: readonly number[],
): ChatRecord {
  const record = emptyChat(chat, true)
  for (const member of members) record.members.add(member.id)
  for (const id of administratorIds) record.administrators.add(id)
  core.state.chats.set(chat.id, record)
  const adder = members[0]
  if (adder !== undefined) tellMembership(core, record, adder, ['left', 'member'])
  return record
}

function tellMembership(core: Core, record: ChatRecord, from: User, [before, after]: [string, string]): void {
  const { id, is_bot, first_name, username } = core.state.bot
  const user = { id, is_bot, first_name, username }
  const until = (status: string): object => (status === 'kicked' ? { until_date: 0 } : {})
  const update = {
    chat: record.chat,
    from,
    date: Math.floor(core.settings.now() / 1000),
    old_chat_member: { user, status: before, ...until(before) },
    new_chat_member: { user, status: after, ...until(after) },
  }
  core.queue.add({ my_chat_member: update as unknown as ChatMemberUpdated })
}
