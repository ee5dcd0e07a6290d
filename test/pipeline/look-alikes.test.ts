import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { message, type Sent, statement } from './alert-messages.ts'
import { apartFromIds, ingest } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

/** What the ledger says after these messages, the same at once, one by one, and backwards: kind and witnesses of each line but openings. */
async function book(messages: readonly IncomingMessage[]): Promise<string[]> {
  const orders = [[messages], messages.map((one) => [one]), [...messages].reverse().map((one) => [one])]
  const exports = []
  for (const batches of orders) {
    const ledgerId = await test.newLedger()
    for (const batch of batches) await ingest({ test, ledgerId }, [...batch])
    exports.push(await test.exportAll(ledgerId))
  }
  const [first, ...others] = exports.map((lines) => apartFromIds(lines))
  for (const other of others) expect(other).toEqual(first)
  return (exports[0] ?? [])
    .filter(({ kind }) => kind !== 'opening')
    .map(({ kind, witnesses }) => {
      const told = witnesses.map(({ message: from, row, role }) => `${from}${row ? `#${row}` : ''}:${role}`)
      return [kind, ...told.sort()].join(' ')
    })
}

const ZENITH: Sent = {
  bank: 'Zenith Bank',
  tail: '614',
  minor: -2_688,
  balance: null,
  day: 2,
  minute: 600,
  counterparty: null,
}
const FIRST: Sent = {
  bank: 'First Bank',
  tail: '07',
  minor: -4_000_000,
  balance: null,
  day: 2,
  minute: null,
  counterparty: null,
}

describe('what looks like another event', () => {
  it('is a return of the latest payment before it, not of an older one in the same words', async () => {
    const charge: Sent = { ...ZENITH, narration: 'NIP Charge + VAT', channel: 'fee' }
    const lines = await book([
      message('old', charge),
      message('new', { ...charge, minute: 850 }),
      message('back', {
        ...ZENITH,
        minor: 2_688,
        minute: 852,
        narration: 'RVSL NIP Charge + VAT',
        channel: 'reversal',
      }),
    ])
    expect(lines).toEqual(['fee old:self', 'reversed back:reversal new:payment'])
  })

  it('is a return by the number both texts print, though another payment is nearer', async () => {
    const charge: Sent = { ...ZENITH, channel: 'fee' }
    const lines = await book([
      message('one', { ...charge, narration: 'NIP TRANSFER COMMISSION 149163 + VAT' }),
      message('two', { ...charge, minute: 900, narration: 'NIP TRANSFER COMMISSION 550271 + VAT' }),
      message('back', {
        ...ZENITH,
        minor: 2_688,
        day: 3,
        narration: 'RVSL OF NIP TRANSFER COMMISSION 149163 + VAT',
        channel: 'reversal',
      }),
    ])
    expect(lines).toEqual(['reversed back:reversal one:payment', 'fee two:self'])
  })

  it('is one of two: a mail that came after the return of a payment tells of the second try', async () => {
    const charge: Sent = { ...ZENITH, narration: 'NIP Charge + VAT', channel: 'fee' }
    const lines = await book([
      message('first', { ...charge, balance: 97_312 }),
      message('back', {
        ...ZENITH,
        minor: 2_688,
        minute: 604,
        balance: 100_000,
        narration: 'RVSL NIP Charge + VAT',
        channel: 'reversal',
      }),
      message('again', { ...charge, minute: 609, source: 'email' }),
    ])
    expect(lines).toEqual(['reversed back:reversal first:payment', 'fee again:self'])
  })

  it('is folded though the payment was itself called a refund', async () => {
    const paid: Sent = {
      ...FIRST,
      minor: -500_000,
      narration: 'FIP/PALMPAY/LARAI ESSIEN/LOAN REFUND',
      counterparty: 'LARAI ESSIEN',
    }
    const back: Sent = { ...paid, minor: 500_000, day: 3, narration: `RVSL ${paid.narration}`, channel: 'reversal' }
    expect(await book([message('paid', paid), message('back', back)])).toEqual(['reversed back:reversal paid:payment'])
  })

  it('is no return: day and branch in a reference are shared by many payments', async () => {
    const lines = await book([
      message('in', { ...FIRST, minor: 1_000_000, counterparty: 'IBIYEMI GARUBA', reference: 'FIP/021026/99126' }),
      message('out', { ...FIRST, minor: -1_000_000, counterparty: 'EMEKA ESSIEN', reference: 'FIP/021026/29513' }),
    ])
    expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual(['expense', 'income'])
  })

  it('is no transfer when the credit was told of before the debit happened, or is somebody paying back', async () => {
    const out: Sent = { ...ZENITH, bank: 'OPay', tail: null, minor: -1_000_000, minute: 1_300 }
    const credit: Sent = { ...ZENITH, bank: 'Access Bank', tail: '448', minor: 1_000_000, minute: null, received: 830 }
    const early = await book([message('out', out), message('in', credit)])
    expect(early.map((line) => line.split(' ')[0]).sort()).toEqual(['expense', 'income'])
    const name = { counterparty: 'EMEKA BADEJO' }
    const lent = await book([
      message('out', { ...out, ...name, narration: 'TRANSFER TO EMEKA BADEJO', minute: 600 }),
      message('in', { ...credit, ...name, narration: 'EMEKA BADEJO/LOAN REFUND', received: 900 }),
    ])
    expect(lent.map((line) => line.split(' ')[0]).sort()).toEqual(['expense', 'income'])
  })
})

describe('what belongs together', () => {
  it('is a transfer between two accounts of one bank whose SMS show the same digits', async () => {
    const out: Sent = { ...FIRST, counterparty: 'DAPO ALUKO', narration: 'FIP/DAPO ALUKO/OWN ACCOUNT' }
    const into: Sent = {
      ...FIRST,
      minor: 4_000_000,
      counterparty: 'MORENIKE ALUKO',
      narration: 'NIP/MORENIKE ALUKO/OWN ACCOUNT',
    }
    const lines = await book([
      message('sms-out', { ...out, balance: 9_000_000, received: 500 }),
      message('sms-in', { ...into, balance: 6_000_000, received: 501 }),
      statement('from', [{ ...out, tail: '0507', balance: 9_000_000 }]),
      statement('to', [{ ...into, tail: '8307', balance: 6_000_000 }]),
    ])
    expect(lines).toEqual(['transfer from#1:from sms-in:to sms-out:from to#1:to'])
  })

  it('is a transfer to oneself that is called a refund, and none to somebody at the bank it left from', async () => {
    const name = { counterparty: 'ADA OBI' }
    const out: Sent = { ...ZENITH, ...name, bank: 'GTBank', tail: '8016', minor: -1_000_000 }
    const into: Sent = { ...ZENITH, ...name, minor: 1_000_000, minute: 601, narration: 'NIP/GTB/ADA OBI/LOAN REFUND' }
    const own = await book([message('out', { ...out, narration: 'TRANSFER TO ZENITH - ADA OBI' }), message('in', into)])
    expect(own).toEqual(['transfer in:to out:from'])
    const other = await book([message('out', { ...out, narration: 'TRANSFER TO GTB - ADA OBI' }), message('in', into)])
    expect(other).toHaveLength(2)
  })

  it('is a transfer though the remark beside it reads like airtime', async () => {
    const out: Sent = { ...ZENITH, bank: 'OPay', tail: null, minor: -1_000_000, counterparty: 'ADA OBI' }
    const into: Sent = {
      ...ZENITH,
      minor: 1_000_000,
      minute: 601,
      counterparty: 'ADA OBI',
      channel: 'airtime',
      narration: 'DATA/ADA OBI',
    }
    expect(await book([message('out', out), message('in', into)])).toEqual(['transfer in:to out:from'])
  })

  it('are two equal payments of one minute and a copy of one of them: two entries, one of them asked about', async () => {
    const paid: Sent = { ...ZENITH, bank: 'OPay', tail: null, minor: -250_000, channel: 'pos' }
    const lines = await book([
      message('one', { ...paid, received: 601 }),
      message('two', { ...paid, received: 602 }),
      message('copy', { ...paid, received: 700 }),
    ])
    expect(lines).toHaveLength(2)
  })

  it('is a charge that a returned payment printed and the rows that take it and give it back', async () => {
    const paid: Sent = { ...ZENITH, bank: 'Kuda', tail: '1190', minor: -500_000, counterparty: 'TUNDE GARUBA' }
    const lines = await book([
      message('paid', { ...paid, fee: 1_075 }),
      message('back', {
        ...paid,
        minor: 500_000,
        minute: 610,
        narration: 'REVERSAL/TUNDE GARUBA',
        channel: 'reversal',
      }),
      statement('rows', [
        { ...paid, minor: -1_075, minute: 600, counterparty: null, narration: 'NIP CHARGE', channel: 'fee' },
        {
          ...paid,
          minor: 1_075,
          minute: 611,
          counterparty: null,
          narration: 'REVERSAL NIP CHARGE',
          channel: 'reversal',
        },
      ]),
    ])
    expect(lines).toEqual(['reversed back:reversal paid:payment', 'reversed paid:fee rows#1:payment rows#2:reversal'])
  })

  it('is money from a shop by name, which nets what was spent there, and not a friend who pays back', async () => {
    const lines = await book([
      message('shop', { ...ZENITH, minor: 150_000, counterparty: 'JUMIA', narration: 'JUMIA' }),
      message('friend', {
        ...ZENITH,
        minor: 100_000,
        minute: 700,
        counterparty: 'TUNDE GARUBA',
        narration: 'LOAN REFUND/TUNDE GARUBA',
        channel: 'reversal',
      }),
    ])
    expect(lines).toEqual(['refund shop:payment', 'income friend:payment'])
  })
})
