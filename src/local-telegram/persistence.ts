import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Message, ReactionType } from 'grammy/types'
import type { Changes } from './changes.ts'
import { isObject } from './parameters.ts'
import type { ChatRecord, State } from './state.ts'

const VERSION = 1
const SAVE_AFTER_MS = 150
const MESSAGES_KEPT_PER_CHAT = 2000
/**
 * After a stop without a farewell the newest ids may be missing from the file. The bot remembers ids for ever and
 * would take a reused one for a repetition, so numbering goes on well above anything the lost moment can have used.
 */
const IDS_SKIPPED_AFTER_CRASH = 10_000

type SavedChat = Omit<ChatRecord, 'messages' | 'members' | 'administrators' | 'reactions'> & {
  readonly messages: readonly Message[]
  readonly members: readonly number[]
  readonly administrators: readonly number[]
  readonly reactions: readonly (readonly [number, readonly ReactionType[]])[]
}

/** Loads `state` from a file; gives false when there is none. A file that cannot be read is set aside, not overwritten. */
export function loadState(path: string, state: State): boolean {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
  try {
    restore(state, JSON.parse(text))
    return true
  } catch {
    renameSync(path, `${path}.unreadable`)
    return false
  }
}

/** Writes `state` to a file soon after each change, whole or not at all; `close` writes what is left. */
export function keepState(path: string, state: State, changes: Changes): { close(): void } {
  let timer: NodeJS.Timeout | null = null
  const save = (cleanlyClosed: boolean): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const temporary = `${path}.new`
    writeFileSync(temporary, JSON.stringify({ version: VERSION, cleanlyClosed, ...describe(state) }), { mode: 0o600 })
    renameSync(temporary, path)
  }
  save(false)
  const stop = changes.listen((change) => {
    if (change.kind === 'call' || change.kind === 'action' || timer !== null) return
    timer = setTimeout(() => save(false), SAVE_AFTER_MS)
    timer.unref()
  })
  return {
    close() {
      stop()
      save(true)
    },
  }
}

function describe(state: State): object {
  const { bot: _bot, callbacks: _callbacks, chats, users, files, nextMessageIdByChat, profile, ...plain } = state
  return {
    ...plain,
    users: [...users.values()],
    files: [...files.values()],
    nextMessageIdByChat: [...nextMessageIdByChat],
    chats: [...chats.values()].map(describeChat),
    profile: {
      names: [...profile.names],
      descriptions: [...profile.descriptions],
      shortDescriptions: [...profile.shortDescriptions],
      menuButtons: [...profile.menuButtons],
      commandLists: profile.commandLists,
    },
  }
}

function describeChat(record: ChatRecord): SavedChat {
  return {
    ...record,
    messages: [...record.messages.values()].slice(-MESSAGES_KEPT_PER_CHAT),
    members: [...record.members],
    administrators: [...record.administrators],
    reactions: [...record.reactions],
  }
}

type Saved = Omit<State, 'users' | 'files' | 'chats' | 'profile' | 'nextMessageIdByChat'> & {
  readonly version: number
  readonly cleanlyClosed: boolean
  readonly users: State['users'] extends Map<number, infer User> ? readonly User[] : never
  readonly files: State['files'] extends Map<string, infer File> ? readonly File[] : never
  readonly chats: readonly SavedChat[]
  readonly nextMessageIdByChat: readonly (readonly [number, number])[]
  readonly profile: {
    readonly [Name in keyof State['profile']]: State['profile'][Name] extends Map<infer Key, infer Value>
      ? readonly (readonly [Key, Value])[]
      : State['profile'][Name]
  }
}

function restore(state: State, value: unknown): void {
  if (!isObject(value) || value.version !== VERSION) throw new Error('not a saved chat of this version')
  const saved = value as unknown as Saved
  const skipped = saved.cleanlyClosed ? 0 : IDS_SKIPPED_AFTER_CRASH
  state.nextUpdateId = saved.nextUpdateId + skipped
  state.nextMessageId = saved.nextMessageId + skipped
  state.nextFileNumber = saved.nextFileNumber + skipped
  state.nextCallbackNumber = saved.nextCallbackNumber + skipped
  state.updates = saved.updates
  state.allowedUpdates = saved.allowedUpdates
  state.webhook = saved.webhook
  for (const [id, next] of saved.nextMessageIdByChat) state.nextMessageIdByChat.set(id, next + skipped)
  for (const user of saved.users) state.users.set(user.id, user)
  for (const file of saved.files) state.files.set(file.id, file)
  for (const chat of saved.chats) state.chats.set(chat.chat.id, restoreChat(chat))
  restoreProfile(state, saved)
}

function restoreChat(saved: SavedChat): ChatRecord {
  return {
    ...saved,
    messages: new Map(saved.messages.map((message) => [message.message_id, message])),
    members: new Set(saved.members),
    administrators: new Set(saved.administrators),
    reactions: new Map(saved.reactions),
  }
}

function restoreProfile(state: State, saved: Saved): void {
  const { profile } = state
  for (const [language, text] of saved.profile.names) profile.names.set(language, text)
  for (const [language, text] of saved.profile.descriptions) profile.descriptions.set(language, text)
  for (const [language, text] of saved.profile.shortDescriptions) profile.shortDescriptions.set(language, text)
  for (const [chatId, button] of saved.profile.menuButtons) profile.menuButtons.set(chatId, button)
  profile.commandLists = saved.profile.commandLists
}
