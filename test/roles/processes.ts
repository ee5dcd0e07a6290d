import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type StartedLocalTelegram, startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { runCommandLine, startProgram } from '../e2e/program.ts'
import { freshDatabase } from '../support/database.ts'

export type Role = 'bot' | 'worker' | 'mail' | 'web'

/** The program taken apart: a process for each role, on one PostgreSQL and one local Telegram. */
export type Processes = {
  readonly telegram: StartedLocalTelegram
  /** For a superuser, whom no policy hides anything from. */
  readonly connectionString: string
  /** Standard output and standard error of every process so far. */
  output(): string
  /** The address of the web server. */
  web(): Promise<string>
  /** Where the process of a role serves /metrics, /healthz and /readyz. */
  operations(role: Role): Promise<string>
  /** Runs a command of the command line beside them; rejects when it does not exit with 0. */
  runCommand(...args: string[]): Promise<string>
  /** Ends the process of a role with SIGKILL and starts another. */
  killAndRestart(role: Role): Promise<void>
  /** Ends all of them in order; gives their exit codes. */
  stop(): Promise<readonly (number | null)[]>
  close(): Promise<void>
}

/** Starts one process for each of `roles` and waits until all of them serve. `environment` adds to what they are told. */
export async function startProcesses(options: {
  readonly ownerIds: readonly number[]
  readonly roles?: readonly Role[]
  readonly environment?: Readonly<Record<string, string>>
}): Promise<Processes> {
  const [fresh, telegram] = await Promise.all([freshDatabase(), startLocalTelegram()])
  const folder = await mkdtemp(join(tmpdir(), 'expense-tracker-roles-'))
  const environment = {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    DATABASE_URL: fresh.connectionString,
    SECRET_KEY: randomBytes(32).toString('base64'),
    OWNER_TELEGRAM_IDS: options.ownerIds.join(','),
    LOG_LEVEL: 'warn',
    ...options.environment,
  }
  const start = (role: Role) => ({ role, program: startProgram(folder, { ...environment, ROLES: role }) })
  const roles = options.roles ?? (['bot', 'worker', 'mail', 'web'] as const)
  const current = roles.map(start)
  const all = current.map(({ program }) => program)
  const serving = () => Promise.all(current.map(({ program }) => program.waitForOutput(/Operations: (\S+)\/metrics/)))
  await serving()
  return {
    telegram,
    connectionString: fresh.superuserConnectionString ?? fresh.connectionString,
    output: () => all.map((program) => program.stdout() + program.stderr()).join('\n'),
    web: async () => (await current[roles.indexOf('web')]?.program.waitForOutput(/Dashboard:\s+(\S+)\/ /))?.[1] ?? '',
    operations: async (role) => (await serving())[roles.indexOf(role)]?.[1] ?? '',
    runCommand: (...args) => runCommandLine(folder, args, environment),
    killAndRestart: async (role) => {
      const at = roles.indexOf(role)
      await current[at]?.program.end('SIGKILL')
      const next = start(role)
      current[at] = next
      all.push(next.program)
      await next.program.waitForOutput(/Operations:/)
    },
    stop: () => Promise.all(current.map(async ({ program }) => (await program.end('SIGTERM')).code)),
    close: async () => {
      await Promise.all(current.map(({ program }) => program.end('SIGKILL')))
      await telegram.close()
      await fresh.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
