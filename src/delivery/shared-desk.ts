import type { Logger } from '../domain/ports.ts'
import type { TelegramUpdate } from './door.ts'
import type { PasswordDesk } from './password-desk.ts'

/** Notes between the processes of an installation that nobody keeps. */
export type Whispers = {
  tell(note: string): Promise<void>
  /** `onNote` gets null when listening (re)started and notes may have been missed. */
  hear(onNote: (note: string | null) => void): { readonly ready: Promise<void>; close(): Promise<void> }
}

/** What one desk tells the others. */
type Note =
  | { readonly kind: 'expect' | 'stop-expecting'; readonly chatId: string }
  | { readonly kind: 'password'; readonly updateId: number; readonly chatId: string; readonly password: string }
  | { readonly kind: 'forget'; readonly updateId: number }
  | { readonly kind: 'keep'; readonly uploadId: string; readonly password: string }
  | { readonly kind: 'take'; readonly uploadId: string }

/**
 * The desk of all processes together: who receives an update, who handles it and who reads the file need not be one process. A note
 * that is lost costs one more question to the person.
 */
export type SharedDesk = Omit<PasswordDesk, 'hide' | 'keep' | 'remember'> & {
  /** The update without its password, once the other processes were told the password. Rejects when they cannot be. */
  hide(update: TelegramUpdate): Promise<TelegramUpdate>
  /** Keeps a password for the upload it opens, in every process. Rejects when the others cannot be told. */
  keep(uploadId: string, password: string): Promise<void>
  /** Settles when the others' notes are heard. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

/** Shares `desk` with the other processes; `onMissed` when notes may have been missed, at the start too. */
export function shareDesk(options: {
  readonly desk: PasswordDesk
  readonly whispers: Whispers
  readonly logger: Logger
  readonly onMissed: (desk: PasswordDesk) => void
}): SharedDesk {
  const { desk, whispers, logger } = options
  const subscription = whispers.hear((text) => {
    if (text === null) options.onMissed(desk)
    else hearNote(desk, JSON.parse(text))
  })
  const tell = (note: Note) => whispers.tell(JSON.stringify(note))
  // Nobody waits for these: without them a person is asked once more, or a password stays in memory until its turn to go.
  const mention = (note: Note) =>
    void tell(note).catch((error: unknown) =>
      logger.warn({ error }, 'could not tell the other processes of a password'),
    )
  return {
    expect: (chatId) => {
      desk.expect(chatId)
      mention({ kind: 'expect', chatId: String(chatId) })
    },
    stopExpecting: (chatId) => {
      desk.stopExpecting(chatId)
      mention({ kind: 'stop-expecting', chatId: String(chatId) })
    },
    hide: async (update) => {
      const hidden = desk.hide(update)
      const updateId = update.update_id
      const password = hidden === update ? null : desk.ofUpdate(updateId)
      if (password !== null) await tell({ kind: 'password', updateId, chatId: String(chatIdOf(update)), password })
      return hidden
    },
    ofUpdate: desk.ofUpdate,
    forget: (updateId) => {
      desk.forget(updateId)
      mention({ kind: 'forget', updateId })
    },
    keep: async (uploadId, password) => {
      desk.keep(uploadId, password)
      await tell({ kind: 'keep', uploadId, password })
    },
    take: (uploadId) => {
      const password = desk.take(uploadId)
      if (password !== null) mention({ kind: 'take', uploadId })
      return password
    },
    ready: subscription.ready,
    close: () => subscription.close(),
  }
}

/** Only a text of a chat can bring a password. */
function chatIdOf({ message, edited_message }: TelegramUpdate): unknown {
  return ((message ?? edited_message) as { chat: { id: unknown } }).chat.id
}

function hearNote(desk: PasswordDesk, note: Note): void {
  switch (note.kind) {
    case 'expect':
      desk.expect(BigInt(note.chatId))
      break
    case 'stop-expecting':
      desk.stopExpecting(BigInt(note.chatId))
      break
    case 'password':
      desk.remember({ ...note, chatId: BigInt(note.chatId) })
      break
    case 'forget':
      desk.forget(note.updateId)
      break
    case 'keep':
      desk.keep(note.uploadId, note.password)
      break
    case 'take':
      desk.take(note.uploadId)
      break
  }
}
