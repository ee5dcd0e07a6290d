import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('./embedded-program.ts', import.meta.url))

/** Another process that uses the embedded server of a folder. */
export type EmbeddedProcess = {
  readonly connectionString: string
  readonly isOwner: boolean
  /** Lets it leave the server and end. */
  leave(): Promise<void>
  /** Ends it without warning. */
  kill(): Promise<void>
}

/**
 * Starts a process that starts the embedded server in `dataDir` and stays. `prefix` runs it through another command;
 * `path` replaces PATH. Rejects with what it wrote when it fails.
 */
export async function startEmbeddedProcess(
  dataDir: string,
  options: { prefix?: readonly string[]; path?: string } = {},
): Promise<EmbeddedProcess> {
  const [command = '', ...args] = [...(options.prefix ?? []), process.execPath, PROGRAM, dataDir]
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PATH: options.path ?? process.env.PATH },
  })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const ended = endOf(child)
  const firstLine = new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
  const line = await Promise.race([firstLine, ended.then(() => null)])
  if (line === null) throw new Error(errors)
  const started = JSON.parse(line) as { connectionString: string; isOwner: boolean }
  return {
    ...started,
    leave: () => {
      child.stdin.end()
      return ended
    },
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
  }
}

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.once('close', () => resolve()))
}
