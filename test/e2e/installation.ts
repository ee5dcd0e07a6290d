import {
  type LocalTelegramOptions,
  type StartedLocalTelegram,
  startLocalTelegram,
} from '../../src/local-telegram/local-telegram.ts'
import { type Chat, createChat } from './chat.ts'
import { createDataFolder, type Program, startProgram } from './program.ts'

/** The user id of the one who owns the installations of these tests. */
export const OWNER = 41

/** The program with a local Telegram of its own, and its owner's chat. */
export type Installation = {
  readonly telegram: StartedLocalTelegram
  readonly folder: string
  readonly owner: ReturnType<StartedLocalTelegram['user']>
  readonly chat: Chat
  readonly program: Program
  close(): Promise<void>
}

/** Starts the program for one owner and waits until it listens; `environment` adds to what it is told or changes it. */
export async function startInstallation(
  environment: Readonly<Record<string, string>> = {},
  options: LocalTelegramOptions = {},
): Promise<Installation> {
  const telegram = await startLocalTelegram(options)
  const folder = await createDataFolder()
  const owner = telegram.user(OWNER)
  const program = startProgram(folder.path, {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    OWNER_TELEGRAM_IDS: String(OWNER),
    ...environment,
  })
  await program.waitForOutput(/Operations:/)
  return {
    telegram,
    folder: folder.path,
    owner,
    chat: createChat(telegram, owner),
    program,
    close: async () => {
      await program.end('SIGTERM')
      await telegram.close()
      await folder.remove()
    },
  }
}
