import { describe, expect, it } from 'vitest'
import { completeLock } from '../scripts/complete-lock.ts'

const drawing = {
  version: '1.0.0',
  optionalDependencies: { 'draw-linux-x64-gnu': '1.0.0', 'draw-darwin-arm64': '1.0.0' },
}
const linux = { version: '1.0.0', cpu: ['x64'], libc: ['glibc'], optional: true, os: ['linux'] }

function lockOf(packages: Record<string, unknown>): string {
  return `${JSON.stringify({ lockfileVersion: 3, packages }, null, 2)}\n`
}

describe('completeLock', () => {
  it('adds the platforms that npm left out, and keeps the order of names', () => {
    const text = lockOf({ '': {}, 'node_modules/draw': drawing, 'node_modules/draw-linux-x64-gnu': linux })
    const completed = JSON.parse(completeLock(text)).packages
    expect(Object.keys(completed)).toEqual([
      '',
      'node_modules/draw',
      'node_modules/draw-darwin-arm64',
      'node_modules/draw-linux-x64-gnu',
    ])
    expect(completed['node_modules/draw-darwin-arm64']).toEqual({
      version: '1.0.0',
      cpu: ['arm64'],
      optional: true,
      os: ['darwin'],
    })
  })

  it('marks what only development needs, and the C library', () => {
    const lint = { dev: true, optionalDependencies: { '@lint/cli-linux-x64-musl': '2.0.0' } }
    const completed = JSON.parse(completeLock(lockOf({ 'node_modules/lint': lint }))).packages
    expect(completed['node_modules/@lint/cli-linux-x64-musl']).toEqual({
      version: '2.0.0',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    })
  })

  it('gives a complete file back as it is, also when a platform lies in a folder of its own', () => {
    const text = lockOf({
      'node_modules/draw': { ...drawing, optionalDependencies: { 'draw-linux-x64-gnu': '1.0.0' } },
      'node_modules/draw/node_modules/draw-linux-x64-gnu': linux,
    })
    expect(completeLock(text)).toBe(text)
  })
})
