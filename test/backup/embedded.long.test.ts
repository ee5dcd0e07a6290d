import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDataFolder } from '../e2e/program.ts'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

let folder: { path: string; remove: () => Promise<void> }
beforeAll(async () => {
  folder = await createDataFolder()
})
afterAll(() => folder.remove())

/** Runs the command line on a data folder of this test. */
async function cli(place: string, args: readonly string[], stdin = '') {
  const env = { PATH: process.env.PATH, DATA_DIR: join(folder.path, place) }
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder.path, env, stdio: ['pipe', 'pipe', 'pipe'] })
  child.stdin.end(stdin)
  let [stdout, stderr] = ['', '']
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, stdout, stderr }
}

it('a backup of the embedded database, restored in another data folder, gives the same export byte by byte', async () => {
  const file = join(folder.path, 'all.backup')
  const messages = Array.from({ length: 300 }, (_, number) => ({
    ...{ id: String(number), channel: 'sms', receivedAt: '2026-10-09T09:00:00Z', sender: 'GTBank' },
    text: `Acct:******8016\nAmt:NGN${number + 1}.00 DR\nDesc:POS PURCHASE ACME ${number}\nBal:NGN${900_000 - number}.00\nDate:2026-10-01 9:36AM`,
  }))
  const lines = messages.map((message) => JSON.stringify(message)).join('\n')
  expect(await cli('first', ['ingest'], lines)).toMatchObject({ code: 0 })
  const before = await cli('first', ['export', '--format', 'jsonl'])
  expect(before.stdout.split('\n').length).toBeGreaterThan(300)

  expect(await cli('first', ['backup', file], 'x\n')).toMatchObject({ code: 2 })
  const made = await cli('first', ['backup', file, '--passphrase-stdin'], 'a passphrase\n')
  expect(made).toMatchObject({ code: 0, stdout: '' })
  expect(made.stderr).toContain('raw_messages: 300 rows')

  const wrong = await cli('second', ['restore', file, '--passphrase-stdin'], 'another\n')
  expect(wrong.code).toBe(1)
  expect(wrong.stderr).toContain('The passphrase is not the one of this backup')
  const bytes = await readFile(file)
  bytes.writeUInt8(bytes.readUInt8(5_000) ^ 1, 5_000)
  await writeFile(`${file}.damaged`, bytes)
  expect(await cli('second', ['restore', `${file}.damaged`, '--passphrase-stdin'], 'a passphrase\n')).toMatchObject({
    code: 1,
  })

  expect(await cli('second', ['restore', file, '--passphrase-stdin'], 'a passphrase\n')).toMatchObject({ code: 0 })
  expect((await cli('second', ['export', '--format', 'jsonl'])).stdout).toBe(before.stdout)
  const again = await cli('second', ['restore', file, '--passphrase-stdin'], 'a passphrase\n')
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('holds data already') })
  const replaced = await cli('second', ['restore', file, '--passphrase-stdin', '--replace'], 'a passphrase\n')
  expect(replaced.code).toBe(0)
}, 300_000)
