import { describe, expect, it } from 'vitest'
import { failureClass } from './failure-class.ts'

describe('failureClass', () => {
  it.each<[unknown, string]>([
    [new TypeError('NGN 5,000.00 to Ada'), 'TypeError'],
    [Object.assign(new Error('secret'), { code: 'ECONNRESET' }), 'Error ECONNRESET'],
    [Object.assign(new Error('secret'), { name: 'NGN 5,000.00', code: 'to Ada' }), 'Error'],
    ['NGN 5,000.00', 'UnknownError'],
    [undefined, 'UnknownError'],
  ])('names %o without a word of it', (error, name) => {
    expect(failureClass(error)).toBe(name)
  })
})
