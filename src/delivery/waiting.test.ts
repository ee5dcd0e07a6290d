import { describe, expect, it } from 'vitest'
import { backoffMs, createBell, sleepOnMachine } from './waiting.ts'

describe('backoffMs', () => {
  it('doubles from the base up to the cap, of which chance gives the upper half', () => {
    const waits = (random: number) =>
      [1, 2, 3, 4, 5, 400].map((failures) =>
        backoffMs({ failures, baseMs: 1_000, capMs: 10_000, random: () => random }),
      )
    expect(waits(0)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000])
    expect(waits(1)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
  })
})

describe('a bell', () => {
  const forever = 2 ** 31 - 1

  it('wakes whoever waits', async () => {
    const bell = createBell(sleepOnMachine)
    const waited = bell.wait(forever)
    bell.ring()
    await waited
  })

  it('keeps a ring that nobody waited for, once', async () => {
    const slept: number[] = []
    const bell = createBell(async (milliseconds) => void slept.push(milliseconds))
    bell.ring()
    bell.ring()
    await bell.wait(1)
    await bell.wait(2)
    expect(slept).toEqual([2])
  })
})

describe('sleepOnMachine', () => {
  it('ends at once when its signal aborts, before or meanwhile', async () => {
    await sleepOnMachine(2 ** 31 - 1, AbortSignal.abort())
    const stop = new AbortController()
    const sleeping = sleepOnMachine(2 ** 31 - 1, stop.signal)
    stop.abort()
    await sleeping
  })
})
