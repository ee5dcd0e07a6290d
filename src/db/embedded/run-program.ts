import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { EmbeddedPostgresError } from './error.ts'

/** How a program ended; `output` is what it wrote to both streams. */
export type ProgramResult = { readonly exitCode: number | null; readonly output: string }

/** Starts a database program and waits for its end. Its environment is bare, so no secret of ours reaches it. */
export type RunProgram = (
  command: string,
  args: readonly string[],
  options?: { input?: string },
) => Promise<ProgramResult>

/**
 * The way to run database programs as whoever we are. PostgreSQL refuses to run as root, so root gets a user namespace in
 * which it carries another name (no system user is made, files stay root's, folders closed to others stay reachable). The
 * same helps a user whom /etc/passwd does not know, as in a container started with a bare number.
 * Throws EmbeddedPostgresError where a namespace is needed and refused.
 */
export async function programRunner(): Promise<RunProgram> {
  const knownUserIds = await readKnownUserIds()
  const userId = process.getuid?.()
  if (userId === undefined || (userId !== 0 && (knownUserIds.length === 0 || knownUserIds.includes(userId)))) {
    return (command, args, options) => run([command, ...args], options?.input)
  }
  // initdb looks its own user up, so the name must be one this machine knows.
  const mapped = String(knownUserIds.find((id) => id !== 0) ?? 1000)
  const wrapper = ['unshare', '--user', `--map-user=${mapped}`, `--map-group=${mapped}`, '--']
  const attempt = await run([...wrapper, 'true']).catch(() => null)
  if (attempt?.exitCode !== 0) throw new EmbeddedPostgresError(refusal(userId))
  return (command, args, options) => run([...wrapper, command, ...args], options?.input)
}

function refusal(userId: number): string {
  const who = userId === 0 ? 'as root' : `as user ${userId}, whom /etc/passwd does not know`
  return (
    `The bundled database cannot run ${who} here, because this machine refuses user namespaces. ` +
    'Run this as an ordinary user, or set DATABASE_URL to a PostgreSQL server (15 or newer).'
  )
}

async function readKnownUserIds(): Promise<number[]> {
  // macOS keeps people elsewhere and lists only system users here; it never needs the namespace, root aside.
  if (process.platform !== 'linux') return []
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  return passwd.split('\n').flatMap((line) => {
    const userId = line.split(':')[2]
    return userId === undefined ? [] : [Number(userId)]
  })
}

function run(command: readonly string[], input?: string): Promise<ProgramResult> {
  const [program = '', ...args] = command
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: bareEnvironment(), detached: true, windowsHide: true })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8')
      stream.on('data', (text: string) => {
        output += text
      })
    }
    child.on('error', (error) => reject(new EmbeddedPostgresError(`${program} could not be run: ${error.message}`)))
    child.on('close', (exitCode) => resolve({ exitCode, output }))
    // A program that ends without reading its input is judged by its exit code, not by our broken pipe.
    child.stdin.on('error', () => {})
    child.stdin.end(input ?? '')
  })
}

function bareEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of kept) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  return environment
}
