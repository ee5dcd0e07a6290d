import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSecretKey, Secret, type SecretKeyOutcome } from './secret.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'expense-tracker-key-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function bytesOf(outcome: SecretKeyOutcome): string {
  if (outcome.kind === 'refused') throw new Error(outcome.problem)
  return outcome.key.export().toString('base64')
}

describe('Secret', () => {
  it('prints as stars everywhere and gives its value only when asked', () => {
    const secret = new Secret('canary')
    expect(`${secret} ${String(secret)} ${JSON.stringify({ secret })} ${inspect({ secret })}`).toBe(
      '*** *** {"secret":"***"} { secret: *** }',
    )
    expect(secret.reveal()).toBe('canary')
  })
})

describe('loadSecretKey', () => {
  it('takes SECRET_KEY and writes nothing', async () => {
    const text = Buffer.alloc(32, 9).toString('base64')
    const outcome = await loadSecretKey({ secretKey: new Secret(text), dataDir: folder })
    expect(bytesOf(outcome)).toBe(text)
    expect(await readdir(folder)).toEqual([])
  })

  it('creates a key once, readable by its owner only, and finds it again', async () => {
    const dataDir = join(folder, 'new', 'data')
    const first = await loadSecretKey({ secretKey: null, dataDir })
    const second = await loadSecretKey({ secretKey: null, dataDir })
    expect(first).toMatchObject({ kind: 'key', created: true })
    expect(second).toMatchObject({ kind: 'key', created: false })
    expect(bytesOf(second)).toBe(bytesOf(first))
    expect(await readdir(dataDir)).toEqual(['secret.key'])
    if (process.platform !== 'win32') {
      expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600)
    }
  })

  it('gives processes that start together one key', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => loadSecretKey({ secretKey: null, dataDir: folder })),
    )
    expect(new Set(outcomes.map(bytesOf)).size).toBe(1)
    expect(outcomes.filter((outcome) => outcome.kind === 'key' && outcome.created)).toHaveLength(1)
    expect(await readdir(folder)).toEqual(['secret.key'])
  })

  it.each(['', 'c2hvcnQ=\n', `${Buffer.alloc(33).toString('base64')}\n`])(
    'refuses a file that holds %j and leaves it as it is',
    async (content) => {
      const path = join(folder, 'secret.key')
      await writeFile(path, content)
      await chmod(path, 0o600)
      const outcome = await loadSecretKey({ secretKey: null, dataDir: folder })
      expect(outcome).toMatchObject({ kind: 'refused', problem: expect.stringContaining(path) })
      expect(await readFile(path, 'utf8')).toBe(content)
    },
  )

  it('prints no bytes of the key', async () => {
    const outcome = await loadSecretKey({ secretKey: null, dataDir: folder })
    const bytes = bytesOf(outcome)
    const printed = `${inspect(outcome, { depth: 9, showHidden: true })} ${JSON.stringify(outcome)}`
    expect(printed).not.toContain(bytes)
    expect(printed).not.toContain(Buffer.from(bytes, 'base64').toString('hex').slice(0, 8))
  })
})
