import type { Chat, Message, Update, User } from 'grammy/types'
import type { Call } from './call.ts'
import type { CallFilter } from './calls.ts'
import { type Look, waitFor } from './changes.ts'
import { type ChatMessage, viewMessage } from './chat-view.ts'
import type { Core } from './core.ts'
import type { FaultPlan, OrderedFault } from './faults.ts'
import {
  defineGroup,
  definePerson,
  editText,
  findButtonData,
  type PersonOptions,
  pressButton,
  privateChat,
  setBlocked,
  type WritingOptions,
  writeFile,
  writeText,
} from './people.ts'
import type { CallbackAnswer } from './state.ts'

/** A person who uses the bot. Without a `chatId` everything happens in their private chat. Impossible acts throw. */
export type LocalUser = {
  readonly id: number
  readonly user: User
  sendText(text: string, options?: WritingOptions): Message
  /** Sends a command; the slash may be left out. */
  sendCommand(text: string, options?: WritingOptions): Message
  /** Sends a text that looks forwarded from somebody with this name. */
  forward(text: string, from: { readonly fromName: string; readonly chatId?: number }): Message
  sendDocument(name: string, bytes: Uint8Array, caption?: string, options?: WritingOptions & ContentType): Message
  sendPhoto(bytes: Uint8Array, caption?: string, options?: WritingOptions): Message
  editText(messageId: number, text: string, options?: { readonly chatId?: number }): Message
  /** Presses a button that the message has, named by its text or its data; gives the callback query's id. */
  tap(messageId: number, buttonTextOrData: string, options?: { readonly chatId?: number }): string
  /** Sends a callback query with any data, as a changed client or an old message could. */
  tapForged(messageId: number, data: string, options?: { readonly chatId?: number }): string
  block(): void
  unblock(): void
}

type ContentType = { readonly contentType?: string }

/** How long to wait at most; 5 seconds unless told. */
type WaitOptions = { readonly timeoutMs?: number }

/** What tests and the demo can do and see behind the Bot API. */
export type Control = {
  user(id: number, options?: PersonOptions): LocalUser
  /** Makes a group (a supergroup unless told) with the bot in it; its id is negative, as at Telegram. */
  group(
    id: number,
    options: {
      readonly title: string
      readonly members: readonly LocalUser[]
      readonly type?: 'group' | 'supergroup'
      readonly administratorIds?: readonly number[]
    },
  ): { readonly id: number }
  /** The messages of a chat as they look now, oldest first; deleted ones are gone. */
  messages(chatId: number): readonly ChatMessage[]
  /** The calls the bot made, oldest first. */
  calls(filter?: CallFilter): readonly Call[]
  clearCalls(): void
  /** The first call that fits, made before or from now on. */
  waitForCall(predicate: (call: Call) => boolean, options?: WaitOptions): Promise<Call>
  /** The newest message of the bot in a chat that fits, as soon as there is one. */
  waitForMessage(
    chatId: number,
    predicate: (message: ChatMessage) => boolean,
    options?: WaitOptions & { readonly afterMessageId?: number },
  ): Promise<ChatMessage>
  /** The bot's answer to a press of a button, as soon as there is one. */
  waitForCallbackAnswer(callbackId: string, options?: WaitOptions): Promise<CallbackAnswer>
  /** Resolves when the bot has confirmed every update. */
  waitForNoPendingUpdates(options?: WaitOptions): Promise<void>
  pendingUpdates(): readonly Update[]
  pushRawUpdate(update: Update): void
  setNextUpdateId(id: number): void
  failNext(fault: OrderedFault): void
  setFaultPlan(plan: FaultPlan | null): void
  limitChat(chatId: number, seconds: number): void
}

const WAIT_MS = 5000

/** The control of a running server. */
export function createControl(core: Core): Control {
  return {
    user: (id, options = {}) => createUser(core, id, options),
    group(id, { title, members, type = 'supergroup', administratorIds = [] }) {
      const chat = { id, type, title } as Chat.GroupChat | Chat.SupergroupChat
      const users = members.map((member) => member.user)
      defineGroup(core, chat, users, administratorIds)
      return { id }
    },
    messages: (chatId) => viewChat(core, chatId),
    calls: (filter) => core.calls.find(filter),
    clearCalls: () => core.calls.clear(),
    pendingUpdates: () => core.queue.pending(),
    pushRawUpdate: (update) => core.queue.addRaw(update),
    setNextUpdateId(id) {
      core.state.nextUpdateId = id
    },
    failNext: (fault) => core.faults.order(fault),
    setFaultPlan: (plan) => core.faults.setPlan(plan),
    limitChat: (chatId, seconds) => core.faults.limitChat(chatId, seconds),
    ...createWaits(core),
  }
}

function viewChat(core: Core, chatId: number): ChatMessage[] {
  const record = core.state.chats.get(chatId)
  if (record === undefined) return []
  return [...record.messages.values()].map((message) => viewMessage(core, record, message))
}

type Waits = Pick<Control, 'waitForCall' | 'waitForMessage' | 'waitForCallbackAnswer' | 'waitForNoPendingUpdates'>

function createWaits(core: Core): Waits {
  const wait = <T>(what: string, look: Look<T>, options: WaitOptions, explain: () => string): Promise<T> =>
    waitFor(core.changes, look, { what, timeoutMs: options.timeoutMs ?? WAIT_MS, explain })
  const tellCalls = (): string => {
    const methods = core.calls.find().map((call) => call.method)
    return `calls: ${methods.slice(-20).join(', ') || 'none'}`
  }
  return {
    waitForCall(predicate, options = {}) {
      const look: Look<Call> = (change) => {
        if (change === null) return core.calls.find().find(predicate) ?? null
        return change.kind === 'call' && predicate(change.call) ? change.call : null
      }
      return wait('a fitting call', look, options, tellCalls)
    },
    waitForMessage(chatId, predicate, options = {}) {
      const tell = (): string => {
        const texts = viewChat(core, chatId).map((one) => one.text)
        return `messages: ${JSON.stringify(texts.slice(-5))}; ${tellCalls()}`
      }
      const after = options.afterMessageId ?? Number.NEGATIVE_INFINITY
      return wait(`a fitting message in chat ${chatId}`, lookForMessage(core, chatId, after, predicate), options, tell)
    },
    waitForCallbackAnswer(callbackId, options = {}) {
      const look = (): CallbackAnswer | null => core.state.callbacks.get(callbackId)?.answer ?? null
      return wait('a callback answer', look, options, tellCalls)
    },
    async waitForNoPendingUpdates(options = {}) {
      const tell = (): string => `${core.state.updates.length} updates wait; ${tellCalls()}`
      await wait('an empty update queue', () => (core.state.updates.length === 0 ? true : null), options, tell)
    },
  }
}

function lookForMessage(
  core: Core,
  chatId: number,
  afterId: number,
  predicate: (message: ChatMessage) => boolean,
): Look<ChatMessage> {
  const fits = (one: ChatMessage): boolean => one.fromBot && one.id > afterId && predicate(one)
  return (change) => {
    if (change === null) return viewChat(core, chatId).findLast(fits) ?? null
    const record = core.state.chats.get(chatId)
    if (change.kind !== 'message' || change.chatId !== chatId || record === undefined) return null
    const seen = viewMessage(core, record, change.message)
    return fits(seen) ? seen : null
  }
}

function createUser(core: Core, id: number, options: PersonOptions): LocalUser {
  const user = definePerson(core, id, options)
  privateChat(core, user)
  const tapForged: LocalUser['tapForged'] = (messageId, data, where = {}) =>
    pressButton(core, user, messageId, data, where.chatId)
  const sendText: LocalUser['sendText'] = (text, writing = {}) => writeText(core, user, text, writing)
  return {
    id,
    user,
    sendText,
    sendCommand: (text, writing = {}) => sendText(text.startsWith('/') ? text : `/${text}`, writing),
    forward: (text, { fromName, ...where }) => sendText(text, { ...where, forwardFrom: fromName }),
    sendDocument(name, bytes, caption = '', writing = {}) {
      const upload = { fileName: name, contentType: writing.contentType ?? '', bytes }
      return writeFile(core, user, upload, 'document', caption, writing)
    },
    sendPhoto(bytes, caption = '', writing = {}) {
      const upload = { fileName: 'photo.jpg', contentType: 'image/jpeg', bytes }
      return writeFile(core, user, upload, 'photo', caption, writing)
    },
    editText: (messageId, text, where = {}) => editText(core, user, messageId, text, where.chatId),
    tap: (messageId, buttonTextOrData, where = {}) =>
      tapForged(messageId, findButtonData(core, where.chatId ?? id, messageId, buttonTextOrData), where),
    tapForged,
    block: () => setBlocked(core, user, true),
    unblock: () => setBlocked(core, user, false),
  }
}
