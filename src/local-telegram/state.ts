import type {
  BotCommand,
  BotCommandScope,
  Chat,
  MenuButton,
  Message,
  ReactionType,
  Update,
  User,
  UserFromGetMe,
} from 'grammy/types'

/** One chat with everything in it; `members` are user ids (the bot's own membership is `hasBot`). */
export type ChatRecord = {
  readonly chat: Chat
  readonly messages: Map<number, Message>
  readonly members: Set<number>
  readonly administrators: Set<number>
  readonly reactions: Map<number, readonly ReactionType[]>
  /** In a private chat: the person wrote to the bot and did not block it. In a group: the bot is a member. */
  hasBot: boolean
  blocked: boolean
  pinnedMessageId: number | null
}

/** A file that was uploaded by the bot or by a person; its bytes are in the FileStore under `uniqueId`. */
export type StoredFile = {
  readonly id: string
  readonly uniqueId: string
  readonly name: string
  readonly contentType: string
  readonly size: number
  readonly width: number | null
  readonly height: number | null
}

/** An update that the bot has not confirmed yet; `createdAtMs` by the server's clock. */
export type PendingUpdate = { readonly update: Update; readonly createdAtMs: number }

/** The answer a bot gave to a press of a button. */
export type CallbackAnswer = { readonly text: string; readonly showAlert: boolean; readonly url: string | null }

/** One press of a callback button; `answer` stays null until the bot answers. */
export type CallbackRecord = {
  readonly id: string
  readonly chatId: number
  readonly messageId: number
  readonly userId: number
  readonly data: string
  readonly pressedAtMs: number
  answer: CallbackAnswer | null
}

/** One stored list of commands, for one scope and one language ('' = every language). */
type CommandList = {
  readonly scope: BotCommandScope
  readonly language: string
  readonly commands: readonly BotCommand[]
}

/** What a bot sets about itself; texts by language code ('' = every other language). */
type Profile = {
  readonly names: Map<string, string>
  readonly descriptions: Map<string, string>
  readonly shortDescriptions: Map<string, string>
  readonly menuButtons: Map<number | 'default', MenuButton>
  commandLists: CommandList[]
}

/** The webhook that is set; null means long polling. */
export type WebhookRecord = {
  readonly url: string
  readonly secretToken: string | null
  readonly maxConnections: number
  lastErrorAtMs: number | null
  lastErrorText: string | null
}

/** Everything the server knows; all of it but the callbacks survives a restart. */
export type State = {
  bot: UserFromGetMe
  nextUpdateId: number
  /** Private chats and basic groups share one sequence, as at Telegram; each supergroup has its own. */
  nextMessageId: number
  readonly nextMessageIdByChat: Map<number, number>
  nextFileNumber: number
  nextCallbackNumber: number
  readonly users: Map<number, User>
  readonly chats: Map<number, ChatRecord>
  readonly files: Map<string, StoredFile>
  readonly callbacks: Map<string, CallbackRecord>
  readonly profile: Profile
  updates: PendingUpdate[]
  allowedUpdates: string[] | null
  webhook: WebhookRecord | null
}

/** A server that has seen nothing yet. */
export function emptyState(bot: UserFromGetMe, firstUpdateId: number, firstMessageId: number): State {
  return {
    bot,
    nextUpdateId: firstUpdateId,
    nextMessageId: firstMessageId,
    nextMessageIdByChat: new Map(),
    nextFileNumber: 1,
    nextCallbackNumber: 1,
    users: new Map(),
    chats: new Map(),
    files: new Map(),
    callbacks: new Map(),
    profile: {
      names: new Map(),
      descriptions: new Map(),
      shortDescriptions: new Map(),
      menuButtons: new Map(),
      commandLists: [],
    },
    updates: [],
    allowedUpdates: null,
    webhook: null,
  }
}

/** A chat with nothing in it; `hasBot` as given. */
export function emptyChat(chat: Chat, hasBot: boolean): ChatRecord {
  return {
    chat,
    messages: new Map(),
    members: new Set(),
    administrators: new Set(),
    reactions: new Map(),
    hasBot,
    blocked: false,
    pinnedMessageId: null,
  }
}

/** Takes the next message id of a chat. */
export function takeMessageId(state: State, record: ChatRecord): number {
  if (record.chat.type !== 'supergroup' && record.chat.type !== 'channel') return state.nextMessageId++
  const id = state.nextMessageIdByChat.get(record.chat.id) ?? 1
  state.nextMessageIdByChat.set(record.chat.id, id + 1)
  return id
}
