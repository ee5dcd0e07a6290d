import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureDashboard } from '../../src/build-dashboard.ts'

const FIRST_LOAD_BYTES_MAX = 200_000

describe('the built dashboard', () => {
  let folder: string
  let files: string[]

  beforeAll(async () => {
    folder = await ensureDashboard()
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  })

  it('takes at most 200 kB on the wire to load, all of it', async () => {
    const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(file)).length))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(FIRST_LOAD_BYTES_MAX)
  })

  it('has no script or style in its document, and names no other server', async () => {
    const document = await readFile(join(folder, 'index.html'), 'utf8')
    expect(document).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
    const code = await Promise.all(files.map((file) => readFile(file, 'utf8')))
    const servers = code.join('\n').match(/\bhttps?:\/\/[\w.-]+/g) ?? []
    expect(servers.filter((server) => server !== 'http://www.w3.org')).toEqual([])
  })

  it('is built once and not again', async () => {
    const { mtimeMs } = await stat(join(folder, 'index.html'))
    expect(await ensureDashboard()).toBe(folder)
    expect((await stat(join(folder, 'index.html'))).mtimeMs).toBe(mtimeMs)
  })
})
