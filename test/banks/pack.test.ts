import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { seededDraw } from '../../src/formats/pack/fakes.ts'
import { makePack, type Pack, type PackMessage } from '../../src/formats/pack/make-pack.ts'
import { printPack } from '../../src/formats/pack/print-pack.ts'
import { readPack } from '../../src/formats/pack/read-pack.ts'
import { parse } from '../../src/formats/parse.ts'
import { unmarkSample } from '../../src/formats/sample.ts'
import { generate, LAYOUTS, seeded, type Truth } from './generate.ts'

const ALL = createBankIndex(BANKS)
const NONE = createBankIndex([])
const ABOUT = { id: 'xx-sunrise', name: 'Sunrise Bank', country: 'NG', currency: 'NGN', timeZone: 'Africa/Lagos' }

function pack(messages: readonly Partial<PackMessage>[], banks = ALL, kept: readonly string[] = []): Pack {
  const whole = messages.map((message) => ({ text: '', sender: null, truth: null, ...message }))
  return makePack(whole, ABOUT, banks, kept, seededDraw(1))
}

/** Runs of three digits of any script. */
function runsOf(text: string): string[] {
  return text.match(/\p{N}{3,}/gu) ?? []
}

/** The names and purposes that generated messages hold. */
const GENERATED_WORDS =
  /HOTPOT|GRILL|YABA|IBUKUN|SALAKO|MARINA|NGOZI|EZE|CHIDI|OKEKE|NKEM|OBASEKI|AKINSOLA|ADA OBI|MAMA PUT|Adébáyọ̀|RSVL/iu

function truthOf(truth: Truth) {
  return {
    direction: truth.direction as 'debit' | 'credit',
    amountMinor: BigInt(truth.amountMinor),
    currency: truth.currency,
    accountTail: truth.accountTail,
    balanceMinor: truth.balanceMinor === null ? null : BigInt(truth.balanceMinor),
  }
}

describe('a pack of generated messages', () => {
  const random = seeded(20_261_123)
  const cases = LAYOUTS.map(({ bank, layout }) => {
    return { bank, layout, messages: Array.from({ length: 6 }, () => generate(bank, layout, random)) }
  })

  it('reads every message of every layout we know, under another name, and tells nothing of them', () => {
    for (const { bank, messages } of cases) {
      const made = pack(messages.map(({ text }) => ({ text, sender: bank.name })))
      expect(made.unread).toEqual([])
      const source = made.bank === null ? '' : printPack(made.bank)
      for (const { text } of messages) for (const run of runsOf(text)) expect(source).not.toContain(run)
      expect(source).not.toMatch(GENERATED_WORDS)
      expect(readPack(JSON.stringify(made.bank), NONE, NONE)).toMatchObject({ kind: 'pack' })
    }
  })

  it('reads most messages of layouts that nobody knows, given what is true of them, and tells nothing of any', () => {
    let [right, total] = [0, 0]
    for (const { bank, messages } of cases) {
      const others = createBankIndex(BANKS.filter((other) => other !== bank))
      const made = pack(
        messages.map(({ text, truth }) => ({ text, truth: truthOf(truth) })),
        others,
        [bank.name],
      )
      total += messages.length
      right += messages.length - made.unread.length
      const source = made.bank === null ? '' : printPack(made.bank)
      for (const { text } of messages) for (const run of runsOf(text)) expect(source).not.toContain(run)
      expect(source).not.toMatch(GENERATED_WORDS)
    }
    expect(right / total).toBeGreaterThan(0.9)
  })

  it('shows values of the form of the real ones', () => {
    const text = 'Acct:******8016\nAmt:NGN1,234,567.89 DR\nDesc:POS MAMA Put 24\nBal:NGN-48.50\nDate:2026-08-12 9:36AM'
    const sample = unmarkSample(pack([{ text }]).bank?.layouts[0]?.sample ?? '')
    const form = (shown: string) =>
      shown
        .replace(/\d/gu, '9')
        .replace(/(?<=Desc:.*)\p{Lu}/gu, 'X')
        .replace(/(?<=Desc:.*)\p{Ll}/gu, 'x')
    expect(form(sample)).toBe(form(text))
  })
})

const TRUTH = { direction: 'debit', amountMinor: 525_000n, currency: 'NGN' } as const

/** Messages that hold more of a person than values, and the words of it. */
const NASTY: readonly { readonly text: string; readonly words: readonly string[] }[] = [
  {
    text: 'Dear ADAOBI CHINWE OKAFOR, your account 0123456789 has been debited with NGN5,250.00 on 12/08/2026. Bal: NGN1,400.55',
    words: ['ADAOBI', 'CHINWE', 'OKAFOR'],
  },
  {
    text: 'Hello Grace, NGN5,250.00 was debited from your wallet. Questions? Write to ada.obi77@example.com or call +2348031234567',
    words: ['Grace', 'ada', 'obi77', 'example'],
  },
  {
    text: 'Debit alert on your account: NGN5,250.00. See https://bank.example/r/a8F3kk2Q?r=91827364 for the receipt of EMEKA',
    words: ['EMEKA', 'a8F3kk2Q'],
  },
  {
    text: 'Debit alert\nAcct ADAOBI OKAFOR: 0123456789\nAmount: NGN5,250.00\nBranch: Chidinma House\nDial *919*4433# to stop',
    words: ['ADAOBI', 'OKAFOR', 'Chidinma', 'House'],
  },
  {
    text: 'Debit of NGN5,250.00 on your card ٤٥٦٧ for ref 00९१२३४ at ＭＵＳＡ shop, thank you for banking with us',
    words: ['ＭＵＳＡ', 'MUSA', '٤٥٦٧', '९१२३४'],
  },
  {
    text: 'Debit alert: NGN5,250.00 from your account to Ọlá Adébáyọ̀ (Zenith) by Ngozi’s phone 0803-123-4567 on 2026-08-12',
    words: ['Adébáyọ̀', 'Ngozi', 'Ọlá'],
  },
  {
    text: 'Your account was debited with NGN5,250.00 «amount:5» {x|y} ⟦z⟧ … for Bola ↵ Tinu',
    words: ['Bola', 'Tinu'],
  },
]

describe('a pack of a message that holds more than values', () => {
  it.each(NASTY)('tells nothing of: $text', ({ text, words }) => {
    const made = pack([{ text, truth: TRUTH }])
    expect(made.unread).toEqual([])
    const source = made.bank === null ? '' : printPack(made.bank)
    for (const run of runsOf(text.normalize('NFKC'))) expect(source).not.toContain(run)
    for (const run of runsOf(text)) expect(source).not.toContain(run)
    for (const word of words) expect(source.toUpperCase()).not.toContain(word.toUpperCase())
  })

  it('tells nothing, wherever names and numbers of any script stand', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...'QWXJYHCqwxjyhcЖЯщßñéŞأबあ한ＡＺ'),
      minLength: 3,
      maxLength: 9,
    })
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789٣४７²'), minLength: 3, maxLength: 14 })
    const mixed = fc
      .tuple(letters, digits, fc.constantFrom('', '-', '/', '_', '.', '@', ':', '#', '*'))
      .map(([word, run, mark]) => word + mark + run)
    const piece = fc.oneof(
      letters,
      digits,
      mixed,
      fc.constantFrom('Acct', 'Dear', 'from', 'your account', '\n', ',', ': ', '(', '|', 'Desc:'),
    )
    let banksMade = 0
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 8 }), (front, back) => {
        const text = `Debit alert on your account ${front.join(' ')} NGN5,250.00 paid for ${back.join(' ')} today`
        const { bank } = pack([{ text, truth: TRUTH }])
        const source = bank === null ? '' : printPack(bank)
        if (bank !== null) banksMade++
        for (const run of runsOf(text)) expect(source).not.toContain(run)
        for (const word of text.match(/[\p{L}\p{M}]{3,}/gu) ?? []) {
          if (/[qwxjyhc]{3}|[^\0-\x7f]/iu.test(word)) expect(source.toUpperCase()).not.toContain(word.toUpperCase())
        }
      }),
      { numRuns: 300 },
    )
    expect(banksMade).toBeGreaterThan(100)
  }, 120_000)

  it('never takes a one-time code, whatever is said of it', () => {
    const made = pack([{ text: 'Your OTP for the transfer of NGN5,250.00 is 482913. Do not share it.', truth: TRUTH }])
    expect(made).toMatchObject({ bank: null, unread: [{ index: 0, why: 'it holds a one-time code' }] })
  })
})

describe('a pack', () => {
  const FIRST = 'Hello Tola, N5,250.00 was debited from your wallet to Musa Bello. Bal N10,400.55'
  const SECOND = 'Hello Tola, N77.00 was debited from your wallet to Shop. Bal N10,323.55'
  const truths = [
    { ...TRUTH, counterparty: 'Musa Bello', balanceMinor: 1_040_055n },
    { ...TRUTH, amountMinor: 7_700n, counterparty: 'Shop', balanceMinor: 1_032_355n },
  ]

  it('makes one layout of messages of one layout', () => {
    const made = pack([FIRST, SECOND].map((text, at) => ({ text, truth: truths[at] ?? null })))
    expect(made.unread).toEqual([])
    expect(made.bank?.layouts).toHaveLength(1)
  })

  it('says which messages it cannot make anything of, and why', () => {
    const texts = ['hello there', 'Win big! Buy data today', 'Sent: NGN1,000.00 now']
    const made = pack([
      { text: FIRST, truth: truths[0] ?? null },
      ...texts.map((text) => ({ text })),
      { text: FIRST, truth: TRUTH },
    ])
    expect(made.unread.map(({ index }) => index)).toEqual([1, 2, 3])
    expect(pack([{ text: 'Debit of NGN9.00 from your account', truth: TRUTH }]).unread[0]?.why).toBe(
      'the amount is not in it as it would be printed',
    )
    expect(pack([{ text: 'NGN5,250.00 left', truth: TRUTH }]).unread[0]?.why).toMatch(/begins with a value/u)
  })

  it('is printed as the source of a bank file', async () => {
    const { bank } = pack([
      { text: FIRST, truth: truths[0] ?? null },
      { text: "Dear Ọlá, it's N5,250.00 debited\\ from your card", truth: TRUTH },
    ])
    if (bank === null) throw new Error('a bank was made')
    const folder = await mkdtemp(join(tmpdir(), 'pack-'))
    try {
      await writeFile(join(folder, 'bank.ts'), printPack(bank))
      expect((await import(join(folder, 'bank.ts'))).sunrise).toEqual(bank)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('is good for other messages of the same layout', () => {
    const { bank } = pack([{ text: FIRST, truth: truths[0] ?? null }])
    const index = createBankIndex(bank === null ? [] : [bank])
    const message = {
      source: 'sms',
      sender: null,
      subject: null,
      text: SECOND,
      receivedAt: Temporal.Now.instant(),
    } as const
    expect(parse(message, index)).toMatchObject({
      kind: 'parsed',
      alerts: [{ amount: { minor: 7_700n }, direction: 'debit', counterparty: 'Shop' }],
    })
  })
})
