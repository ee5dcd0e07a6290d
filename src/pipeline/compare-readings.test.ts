import { describe, expect, it } from 'vitest'
import type { Alert, ParsedAlert } from '../domain/alert.ts'
import type { RawMessage } from '../domain/message.ts'
import type { ParseOutcome } from '../domain/outcome.ts'
import type { StoredMessage } from '../domain/reread.ts'
import { compareReadings } from './compare-readings.ts'

const RECEIVED = Temporal.Instant.from('2026-10-01T00:00:00Z')
const MESSAGE: RawMessage = {
  id: 'm',
  origin: 'ingest:m',
  source: 'sms',
  sender: null,
  subject: null,
  text: 'text',
  receivedAt: RECEIVED,
  authenticity: 'vouched',
  fingerprint: 'm',
}

/** An alert read from a part of a message: debits of an amount. */
function alert(part: string, minor: number, position = 0): Alert {
  const reading: ParsedAlert = {
    institution: 'GTBank',
    bankId: 'ng-gtbank',
    layoutId: 'sms',
    direction: 'debit',
    amount: { minor: BigInt(minor), currency: 'NGN' },
    originalAmount: null,
    accountTail: '8016',
    runningBalance: null,
    counterparty: null,
    narration: null,
    channel: null,
    reference: null,
    fee: null,
    statedTime: null,
    confidence: 1,
  }
  const occurred = { date: Temporal.PlainDate.from('2026-10-01'), at: RECEIVED, from: 'receipt' } as const
  const key = { messageId: 'm', position }
  return { key, source: 'sms', fingerprint: part, receivedAt: RECEIVED, reading, occurred, accountId: null }
}

/** What changes between kept alerts (a withdrawn one as null in `inForce`) and found ones: `kind position`. */
function changes(kept: readonly (readonly [Alert, inForce: number | null])[], found: readonly Alert[]) {
  const stored: StoredMessage = {
    message: MESSAGE,
    outcome: { kind: 'unrecognized', detail: null },
    alerts: kept.map(([one, inForce], position) => ({
      alert: { ...one, key: { messageId: 'm', position } },
      inForce,
      last: 1,
    })),
  }
  const outcome: ParseOutcome = { kind: 'unrecognized', bankId: null }
  const compared = compareReadings(stored, { message: MESSAGE, outcome, alerts: found })
  return compared?.alerts.map(({ kind, key }) => `${kind} ${key.position}`) ?? null
}

describe('an alert of a message that is read again', () => {
  it('is the same as long as nothing is read otherwise', () => {
    expect(changes([[alert('a', 100), 1]], [alert('a', 100)])).toBeNull()
  })

  it('keeps its position when another is found in front of it', () => {
    expect(changes([[alert('b', 200), 1]], [alert('a', 100), alert('b', 200)])).toEqual(['new 1'])
  })

  it('keeps its position when the one in front of it is gone', () => {
    const kept = [[alert('a', 100), 1] as const, [alert('b', 200), 1] as const]
    expect(changes(kept, [alert('b', 200)])).toEqual(['withdrawn 0'])
  })

  it('is known by its amount when more of the text belongs to it now', () => {
    const kept = [[alert('a', 100), 1] as const, [alert('b', 200), 1] as const]
    expect(changes(kept, [alert('b, and more', 200), alert('a', 100)])).toEqual(['changed 1'])
  })

  it('may have had another amount when it is the only one left over', () => {
    expect(changes([[alert('a', 100), 1]], [alert('a, and more', 300)])).toEqual(['changed 0'])
  })

  it('is another one when it is not clear which of several it was', () => {
    expect(changes([[alert('a', 100), 1]], [alert('b', 300), alert('c', 400)])).toEqual([
      'new 1',
      'new 2',
      'withdrawn 0',
    ])
  })

  it('comes back under its old position', () => {
    const kept = [[alert('a', 100), null] as const, [alert('b', 200), 1] as const]
    expect(changes(kept, [alert('a', 100), alert('b', 200)])).toEqual(['new 0'])
  })

  it('never makes way for one that was withdrawn before', () => {
    const kept = [[alert('a', 100), null] as const, [alert('a', 100), 1] as const]
    expect(changes(kept, [alert('a', 100)])).toBeNull()
  })
})
