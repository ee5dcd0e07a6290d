import { PASSWORD_QUESTION_MARK, PASSWORD_WORDS } from '../domain/password-words.ts'
import type { Clock } from '../domain/ports.ts'
import type { TelegramUpdate } from './door.ts'

/** Takes passwords out of updates before they are stored, and keeps them in memory for a short while. */
export type PasswordDesk = {
  /** The next text of this private chat is a password. */
  expect(chatId: bigint): void
  /** Nobody waits for a password in this chat any more. */
  stopExpecting(chatId: bigint): void
  /** The update without the password, where it brings one. */
  hide(update: TelegramUpdate): TelegramUpdate
  /** The password that an update brought, as another process took it out. */
  remember(update: { readonly updateId: number; readonly chatId: bigint; readonly password: string }): void
  /** The password that an update brought; null when it brought none, or it is forgotten. */
  ofUpdate(updateId: number): string | null
  forget(updateId: number): void
  /** Keeps a password for the upload it opens, once. */
  keep(uploadId: string, password: string): void
  take(uploadId: string): string | null
}

const WAIT_MINUTES = 60
const LENGTH_MAX = 200
/** Passwords that nobody asked for any more go with the next ones. */
const KEPT_MAX = 100

type Message = {
  readonly text?: unknown
  readonly chat?: { readonly id?: unknown; readonly type?: unknown }
  readonly reply_to_message?: { readonly text?: unknown; readonly from?: { readonly is_bot?: unknown } }
}

/** A desk that knows nothing yet. What it keeps ends with the process: then the person is asked again. */
export function createPasswordDesk(clock: Clock): PasswordDesk {
  const awaited = new Map<bigint, Temporal.Instant>()
  const byUpdate = new Map<number, string>()
  const byUpload = new Map<string, string>()
  const isAwaited = (chatId: bigint): boolean => {
    const until = awaited.get(chatId)
    return until !== undefined && Temporal.Instant.compare(clock.now(), until) < 0
  }
  return {
    expect: (chatId) => awaited.set(chatId, clock.now().add({ minutes: WAIT_MINUTES })),
    stopExpecting: (chatId) => void awaited.delete(chatId),
    hide: (update) => {
      const kind = update.message === undefined ? 'edited_message' : 'message'
      const message = update[kind] as Message | undefined
      if (message === undefined || !mayBePassword(message)) return update
      const chatId = BigInt(message.chat?.id as number)
      // An update that could not be stored comes again.
      const isKnown = byUpdate.has(update.update_id)
      if (!isKnown && !isReplyToQuestion(message) && !isAwaited(chatId)) return update
      // One text for each question: what follows may be an entry.
      awaited.delete(chatId)
      keepFew(byUpdate, update.update_id, String(message.text))
      const { entities: _, ...rest } = message as Record<string, unknown>
      return { ...update, [kind]: { ...rest, text: PASSWORD_WORDS } }
    },
    remember: ({ updateId, chatId, password }) => {
      awaited.delete(chatId)
      keepFew(byUpdate, updateId, password)
    },
    ofUpdate: (updateId) => byUpdate.get(updateId) ?? null,
    forget: (updateId) => void byUpdate.delete(updateId),
    keep: (uploadId, password) => keepFew(byUpload, uploadId, password),
    take: (uploadId) => {
      const password = byUpload.get(uploadId) ?? null
      byUpload.delete(uploadId)
      return password
    },
  }
}

function keepFew<Key>(map: Map<Key, string>, key: Key, password: string): void {
  const [oldest] = map.keys()
  if (map.size >= KEPT_MAX && oldest !== undefined) map.delete(oldest)
  map.set(key, password)
}

/** One line that is no command, in a private chat. */
function mayBePassword({ text, chat }: Message): boolean {
  if (typeof text !== 'string' || typeof chat?.id !== 'number' || chat.type !== 'private') return false
  return text.length <= LENGTH_MAX && !text.includes('\n') && !text.startsWith('/')
}

function isReplyToQuestion({ reply_to_message: question }: Message): boolean {
  return (
    question?.from?.is_bot === true &&
    typeof question.text === 'string' &&
    question.text.startsWith(PASSWORD_QUESTION_MARK)
  )
}
