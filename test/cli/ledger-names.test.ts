import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDataFolder } from '../e2e/program.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))

let fresh: FreshDatabase
let folder: { path: string; remove: () => Promise<void> }
beforeAll(async () => {
  fresh = await freshDatabase()
  folder = await createDataFolder()
})
afterAll(async () => {
  await fresh.close()
  await folder.remove()
})

async function cli(...args: string[]) {
  const env = { PATH: process.env.PATH, DATA_DIR: folder.path, DATABASE_URL: fresh.connectionString }
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder.path, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part
  })
  child.stdout.resume()
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, stderr }
}

it('a ledger that was mistyped is named with those there are, and none is made', async () => {
  expect(await cli('report', '--json')).toMatchObject({ code: 0 })
  const mistyped = await cli('export', '--format', 'jsonl', '--ledger', 'defualt')
  expect(mistyped).toEqual({ code: 1, stderr: 'there is no ledger defualt; there is default\n' })
  const rows = await fresh.database.inSystem((transaction) => transaction.query('SELECT name FROM ledgers'))
  expect(rows).toEqual([{ name: 'default' }])
}, 60_000)

it('an export that begins after its end is wrong use', async () => {
  const { code, stderr } = await cli('export', '--format', 'csv', '--from', '2026-11-02', '--to', '2026-11-01')
  expect(code).toBe(2)
  expect(stderr).toContain('--from must not be after --to')
}, 60_000)
