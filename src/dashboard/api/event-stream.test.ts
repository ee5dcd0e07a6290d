import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEventReader } from './event-stream.ts'

const STREAM = ': open\n\nevent: ready\ndata: {}\n\nevent: changed\r\ndata: {"a":\ndata: 1}\n\nid: 4\n\ndata: plain\n\n'
const EVENTS = [
  { event: 'ready', data: '{}' },
  { event: 'changed', data: '{"a":\n1}' },
  { event: 'message', data: 'plain' },
]

describe('createEventReader', () => {
  it('gives the same events however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: STREAM.length }), { maxLength: 6 }), (cuts) => {
        const reader = createEventReader()
        const places = [0, ...cuts.sort((a, b) => a - b), STREAM.length]
        const events = places.slice(1).flatMap((end, index) => reader.push(STREAM.slice(places[index], end)))
        expect(events).toEqual(EVENTS)
      }),
      { numRuns: 200, seed: 8 },
    )
  })

  it('keeps back what is not finished', () => {
    const reader = createEventReader()
    expect(reader.push('data: half')).toEqual([])
    expect(reader.push('\n\n')).toEqual([{ event: 'message', data: 'half' }])
  })
})
