import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { message, type Sent, statement } from './alert-messages.ts'
import { apartFromIds, ingest, keyOf, say, takeBack } from './ledger-world.ts'

let test: TestLedgers
beforeAll(async () => {
  test = await testLedgers()
})
afterAll(() => test.close())

const GTB: Sent = { bank: 'GTBank', tail: '8016', minor: -500, balance: null, day: 5, minute: 600, counterparty: null }
const KUDA: Sent = { ...GTB, bank: 'Kuda', tail: '1190' }
const ZENITH: Sent = { ...GTB, bank: 'Zenith Bank', tail: '614' }

/** What the ledger says after these messages: the same at once, one by one, and backwards. */
async function booked(...messages: readonly IncomingMessage[]) {
  const exports = []
  const orders = [[messages], messages.map((one) => [one]), [...messages].reverse().map((one) => [one])]
  let onLedger = { test, ledgerId: '' }
  for (const batches of orders) {
    onLedger = { test, ledgerId: await test.newLedger() }
    for (const batch of batches) await ingest(onLedger, batch)
    exports.push(apartFromIds(await test.exportAll(onLedger.ledgerId)))
  }
  expect(exports[1]).toEqual(exports[0])
  expect(exports[2]).toEqual(exports[0])
  return { onLedger, lines: await entries(onLedger.ledgerId) }
}

async function entries(ledgerId: string) {
  return (await test.exportAll(ledgerId)).filter(({ kind }) => kind !== 'opening')
}

function shape(lines: Awaited<ReturnType<typeof entries>>): string[] {
  return lines.map(({ kind, status, witnesses }) => {
    const names = witnesses.map((witness) => `${witness.message}:${witness.role}`).sort()
    return [kind, ...(status === 'suspect' ? [status] : []), ...names].join(' ')
  })
}

describe('an event told of by three channels', () => {
  it('is one, whatever each prints', async () => {
    const { lines } = await booked(
      message('sms', { ...GTB, balance: 9_500, counterparty: 'HOTPOT GRILL', channel: 'pos' }),
      message('mail', {
        ...GTB,
        source: 'email',
        balance: 9_500,
        minute: 601,
        counterparty: 'HOTPOT GRILL YABA',
        channel: 'pos',
      }),
      statement('file', [{ ...GTB, balance: 9_500, minute: null, counterparty: 'POS/WEB PMT 4412' }]),
    )
    expect(shape(lines)).toEqual(['expense file:payment mail:payment sms:payment'])
    expect(lines[0]?.occurredAt).toBe('2026-10-05T10:01:00+01:00')
  })

  it('is one where a card payment of Friday is in the books on Monday', async () => {
    const paid: Sent = { ...GTB, minor: -734_250, channel: 'pos', counterparty: 'HOTPOT GRILL' }
    const { lines } = await booked(
      message('sms', { ...paid, day: 2, minute: 1_200 }),
      statement('file', [{ ...paid, day: 5, minute: null }]),
    )
    expect(lines).toHaveLength(1)
  })

  it('is two where both state a balance and not the same one', async () => {
    const { lines } = await booked(
      message('sms', { ...GTB, balance: 9_551 }),
      message('mail', { ...GTB, source: 'email', balance: 9_151 }),
    )
    expect(lines).toHaveLength(2)
  })

  it('is asked about where nothing but the amount and a distant day speaks for it', async () => {
    const { onLedger, lines } = await booked(
      message('sms', { ...GTB, minor: -500_000, day: 5 }),
      statement('file', [{ ...GTB, minor: -500_000, day: 6, minute: null }]),
    )
    expect(shape(lines)).toEqual(['expense sms:payment', 'expense suspect file:payment'])
    const on = [keyOf(test, 'sms'), keyOf(test, 'file')]
    const answer = await say(onLedger, { kind: 'same' }, on)
    expect(shape(await entries(onLedger.ledgerId))).toEqual(['expense file:payment sms:payment'])
    await takeBack(onLedger, answer, on)
    await say(onLedger, { kind: 'different' }, on)
    expect(shape(await entries(onLedger.ledgerId))).toEqual(['expense sms:payment', 'expense file:payment'])
  })
})

describe('equal payments', () => {
  it('of one minute stay two in every channel', async () => {
    const [one, two] = [9_500, 9_000]
    const { lines } = await booked(
      message('s1', { ...GTB, balance: one }),
      message('s2', { ...GTB, balance: two }),
      message('m1', { ...GTB, source: 'email', balance: two }),
      message('m2', { ...GTB, source: 'email', balance: one }),
      statement('file', [
        { ...GTB, balance: one, minute: null },
        { ...GTB, balance: two, minute: null },
      ]),
    )
    expect(lines.map(({ witnesses }) => witnesses.length)).toEqual([3, 3])
  })

  it('told of in the same words are as many as the statement lists', async () => {
    const twins = [message('s1', { ...KUDA, received: 601 }), message('s2', { ...KUDA, received: 601 })]
    const row: Sent = { ...KUDA, minute: null }
    expect(shape((await booked(...twins)).lines)).toEqual(
      ['expense s1:payment', 'expense suspect s2:payment'].map((text) =>
        expect.stringMatching(text.replace(/s\d/u, 's\\d')),
      ),
    )
    expect((await booked(...twins, statement('file', [row, row]))).lines.map(({ status }) => status)).toEqual([
      'posted',
      'posted',
    ])
    expect(shape((await booked(...twins, statement('file', [row]))).lines)).toEqual([
      'expense file:payment s1:payment s2:payment',
    ])
  })

  it('in overlapping exports are as many as one file lists, balances or not', async () => {
    const row: Sent = { ...KUDA, minute: null }
    const other: Sent = { ...row, day: 6 }
    const { lines } = await booked(
      statement('first', [row, row]),
      statement('second', [{ ...row, counterparty: 'RE-EXPORTED' }, { ...row, counterparty: 'RE-EXPORTED' }, other]),
    )
    expect(lines.map(({ witnesses }) => witnesses.length)).toEqual([2, 2, 1])
  })
})

describe('own transfers', () => {
  it('carry the difference of a listed charge as a fee that shares the leg it left from', async () => {
    const { lines } = await booked(
      message('out', { ...GTB, minor: -502_688, counterparty: 'ADA OBI' }),
      message('in', { ...KUDA, minor: 500_000, minute: 603, counterparty: 'ADA OBI' }),
    )
    const transfer = lines.find(({ kind }) => kind === 'transfer')
    const fee = lines.find(({ kind }) => kind === 'fee')
    expect(transfer?.postings.map(({ amountMinor }) => amountMinor)).toEqual(['-500000', '500000'])
    expect(fee).toMatchObject({ parents: [transfer?.id], witnesses: [{ message: 'out', role: 'fee' }] })
    expect(fee?.postings[0]?.amountMinor).toBe('-2688')
  })

  it('are told from the same amount to a friend by names and banks', async () => {
    const { lines } = await booked(
      message('friend', { ...GTB, minor: -500_000, minute: 601, counterparty: 'MUSA BELLO' }),
      message('out', { ...GTB, minor: -500_000, minute: 595, counterparty: 'ADA OBI', narration: 'NIP/KUDA/ADA OBI' }),
      message('in', { ...KUDA, minor: 500_000, minute: 602, counterparty: 'ADA OBI', narration: 'NIP/GTB/ADA OBI' }),
    )
    expect(shape(lines)).toEqual(['transfer in:to out:from', 'expense friend:payment'])
  })

  it('are not made of a credit that another bank sent', async () => {
    const { lines } = await booked(
      message('out', { ...GTB, minor: -500_000, narration: 'NIP TRANSFER TO ZENITH' }),
      message('in', { ...KUDA, minor: 500_000, minute: 602 }),
    )
    expect(lines.map(({ kind }) => kind).sort()).toEqual(['expense', 'income'])
  })

  it('to a savings pot have one leg, and are expenses when a person says so', async () => {
    const { onLedger, lines } = await booked(
      message('save', { ...GTB, bank: 'OPay', tail: null, narration: 'Auto-save to OWealth Balance' }),
    )
    expect(lines).toMatchObject([{ kind: 'transfer', witnesses: [{ role: 'from' }] }])
    expect(lines[0]?.postings).toMatchObject([{ account: 'OPay' }, { account: 'OWealth', institution: 'OWealth' }])
    const answer = await say(onLedger, { kind: 'not-transfer' }, [keyOf(test, 'save')])
    expect((await entries(onLedger.ledgerId)).map(({ kind }) => kind)).toEqual(['expense'])
    await takeBack(onLedger, answer, [keyOf(test, 'save')])
    expect((await entries(onLedger.ledgerId)).map(({ kind }) => kind)).toEqual(['transfer'])
  })
})

describe('returned payments', () => {
  const paid: Sent = { ...GTB, minor: -2_250_000, balance: 100_000, counterparty: 'MUSA BELLO' }
  const returned: Sent = {
    ...paid,
    minor: 2_250_000,
    balance: 2_350_000,
    day: 6,
    channel: 'reversal',
    narration: 'RVSL OF TRANSFER TO MUSA BELLO',
  }

  it('fold with what came back and count zero, and a second try stays', async () => {
    const { lines } = await booked(
      message('paid', paid),
      message('back', returned),
      message('again', { ...paid, day: 6, minute: 605 }),
    )
    expect(shape(lines)).toEqual(['reversed back:reversal paid:payment', 'expense again:payment'])
    const sum = lines[0]?.postings.reduce((total, { amountMinor }) => total + BigInt(amountMinor), 0n)
    expect([lines[0]?.postings.length, sum]).toEqual([4, 0n])
  })

  it('leave the opening balance as the bank has it', async () => {
    const { onLedger } = await booked(message('paid', paid), message('back', returned))
    const opening = (await test.exportAll(onLedger.ledgerId)).find(({ kind }) => kind === 'opening')
    expect(opening?.postings[0]?.amountMinor).toBe('2350000')
  })

  it('are never income, even where the payment was never seen', async () => {
    const { lines } = await booked(message('back', returned))
    expect(lines.map(({ kind }) => kind)).toEqual(['refund'])
  })

  it('come apart when a person says so', async () => {
    const { onLedger } = await booked(message('paid', paid), message('back', returned))
    await say(onLedger, { kind: 'different' }, [keyOf(test, 'paid'), keyOf(test, 'back')])
    expect((await entries(onLedger.ledgerId)).map(({ kind }) => kind)).toEqual(['expense', 'refund'])
  })
})

describe('charges with an alert of their own', () => {
  const charge = (minor: number, minute: number, narration: string, more: Partial<Sent> = {}): Sent => ({
    ...ZENITH,
    minor,
    minute,
    narration,
    channel: 'fee',
    ...more,
  })
  const parentNames = (lines: Awaited<ReturnType<typeof entries>>, id: string) => {
    const fee = lines.find(({ witnesses }) => witnesses.some((witness) => witness.message === id))
    return (fee?.parents ?? []).map((parent) => lines.find((line) => line.id === parent)?.witnesses[0]?.message).sort()
  }

  it('belong to their payment, tax apart from the charge, each payment once', async () => {
    const { lines } = await booked(
      message('p1', { ...ZENITH, minor: -600_000, minute: 600 }),
      message('p2', { ...ZENITH, minor: -700_000, minute: 610 }),
      message('f1', charge(-2_500, 620, 'NIP CHARGE')),
      message('f2', charge(-2_500, 630, 'NIP CHARGE')),
      message('v2', charge(-188, 631, 'VAT ON NIP CHARGE')),
    )
    expect([parentNames(lines, 'f1'), parentNames(lines, 'f2'), parentNames(lines, 'v2')]).toEqual([
      ['p1'],
      ['p2'],
      ['p2'],
    ])
  })

  it('go by the balance they start from before the nearest time', async () => {
    const { lines } = await booked(
      message('p1', { ...ZENITH, minor: -600_000, minute: 600, balance: 50_000 }),
      message('f1', charge(-2_688, 640, 'NIP CHARGE + VAT', { balance: 47_312 })),
      message('p2', { ...ZENITH, minor: -700_000, minute: 630, balance: 1_000_000 }),
    )
    expect(parentNames(lines, 'f1')).toEqual(['p1'])
  })

  it('for a span of days name every payment they cover', async () => {
    const { lines } = await booked(
      message('small', { ...ZENITH, minor: -900_000, day: 3 }),
      message('p1', { ...ZENITH, minor: -1_000_000, day: 3 }),
      message('p2', { ...ZENITH, minor: -2_000_000, day: 7 }),
      message('late', { ...ZENITH, minor: -3_000_000, day: 11 }),
      message('duty', charge(-10_000, 60, 'STAMP DUTY CHARGE FOR TRXNS BTW 02-10-2026 TO 08-10-2026', { day: 12 })),
    )
    expect(parentNames(lines, 'duty')).toEqual(['p1', 'p2'])
  })

  it('of a month of messages belong to no payment', async () => {
    const { lines } = await booked(
      message('p1', { ...ZENITH, minor: -600_000 }),
      message('sms', charge(-2_688, 610, 'SMS ALERT CHARGES OCT 2026')),
    )
    expect(parentNames(lines, 'sms')).toEqual([])
  })
})
