import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A finished command: what it wrote to standard output, and its exit code. */
export type Finished = { readonly output: string; readonly errors: string; readonly code: number }

/** Runs a command of the product as a person does, on the data folder, in the folder of the household. */
export function runProduct(
  dataFolder: string,
  household: string,
  args: readonly string[],
  databaseUrl?: string,
): Promise<Finished> {
  const place =
    databaseUrl === undefined ? ['--data-dir', dataFolder] : ['--data-dir', dataFolder, '--database-url', databaseUrl]
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...args, ...place], {
    cwd: household,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`, HOME: process.env.HOME ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const parts = { output: [] as Buffer[], errors: [] as Buffer[] }
  child.stdout.on('data', (chunk: Buffer) => parts.output.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => parts.errors.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({
        output: Buffer.concat(parts.output).toString(),
        errors: Buffer.concat(parts.errors).toString(),
        code: code ?? 1,
      }),
    )
  })
}
