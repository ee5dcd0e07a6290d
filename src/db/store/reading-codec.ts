import type { ParsedAlert } from '../../domain/alert.ts'
import type { StatedTime } from '../../domain/calendar.ts'
import type { Money } from '../../domain/money.ts'

type StoredMoney = { minor: string; currency: string }
type StoredTime = { date: string } | { wall: string; zone: string } | { instant: string }
type MoneyField = 'amount' | 'originalAmount' | 'runningBalance' | 'fee'

/** A reading as stored: money as text, times as ISO 8601 text. */
export type StoredReading = Omit<ParsedAlert, MoneyField | 'statedTime' | 'laterDate'> & {
  amount: StoredMoney
  originalAmount: StoredMoney | null
  runningBalance: StoredMoney | null
  fee: StoredMoney | null
  statedTime: StoredTime | null
  laterDate?: string
}

/** The reading as JSON can hold it. */
export function encodeReading({ laterDate, ...reading }: ParsedAlert): StoredReading {
  return {
    ...reading,
    ...(laterDate === undefined ? {} : { laterDate: laterDate.toString() }),
    amount: encodeMoney(reading.amount),
    originalAmount: reading.originalAmount === null ? null : encodeMoney(reading.originalAmount),
    runningBalance: reading.runningBalance === null ? null : encodeMoney(reading.runningBalance),
    fee: reading.fee === null ? null : encodeMoney(reading.fee),
    statedTime: reading.statedTime === null ? null : encodeTime(reading.statedTime),
  }
}

/** The reading that `encodeReading` made `stored` of. */
export function decodeReading({ laterDate, ...stored }: StoredReading): ParsedAlert {
  return {
    ...stored,
    ...(laterDate === undefined ? {} : { laterDate: Temporal.PlainDate.from(laterDate) }),
    amount: decodeMoney(stored.amount),
    originalAmount: stored.originalAmount === null ? null : decodeMoney(stored.originalAmount),
    runningBalance: stored.runningBalance === null ? null : decodeMoney(stored.runningBalance),
    fee: stored.fee === null ? null : decodeMoney(stored.fee),
    statedTime: stored.statedTime === null ? null : decodeTime(stored.statedTime),
  }
}

function encodeMoney({ minor, currency }: Money): StoredMoney {
  return { minor: minor.toString(), currency }
}

function decodeMoney({ minor, currency }: StoredMoney): Money {
  return { minor: BigInt(minor), currency }
}

function encodeTime(time: StatedTime): StoredTime {
  switch (time.kind) {
    case 'date':
      return { date: time.date.toString() }
    case 'wall':
      return { wall: time.at.toString(), zone: time.zone }
    case 'instant':
      return { instant: time.at.toString() }
  }
}

function decodeTime(stored: StoredTime): StatedTime {
  if ('date' in stored) return { kind: 'date', date: Temporal.PlainDate.from(stored.date) }
  if ('wall' in stored) return { kind: 'wall', at: Temporal.PlainDateTime.from(stored.wall), zone: stored.zone }
  return { kind: 'instant', at: Temporal.Instant.from(stored.instant) }
}
