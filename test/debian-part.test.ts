import { describe, expect, it } from 'vitest'
import { debianPart, titleWith } from './support/debian-part.ts'

describe('debianPart', () => {
  it('finds a program that is there', () => {
    expect(debianPart('nodejs', process.execPath, {})).toEqual({ kind: 'present', path: process.execPath })
  })

  it('names the absent package in the title of what is skipped', () => {
    const part = debianPart('chromium', '/nowhere/chromium', {})
    expect(part).toEqual({ kind: 'absent' })
    expect(titleWith(part, 'chromium', 'the chat page')).toBe('the chat page (needs the Debian package chromium)')
  })

  it('does not let CI skip', () => {
    expect(() => debianPart('chromium', '/nowhere/chromium', { CI: 'true' })).toThrow('Debian package chromium')
  })
})
