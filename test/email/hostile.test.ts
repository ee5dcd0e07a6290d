import { expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { readMail } from '../../src/compose.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { htmlToText } from '../../src/formats/email/html-text.ts'
import { parse } from '../../src/formats/parse.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
const ALERT =
  '<h3>Debit Alert Details</h3><table><tr><td>Account Number</td><td>XXXXXX5820</td></tr>' +
  '<tr><td>Description</td><td>POS/WEB/SUPREME DIAGNOSTICS</td></tr><tr><td>Amount</td><td>NGN 18,600.00</td></tr>' +
  '<tr><td>Current Balance</td><td>NGN 84,300.00</td></tr><tr><td>Transaction Date &amp; Time</td><td>26-Aug-2026 14:30:00</td></tr></table>'

function mailOf(html: string): Buffer {
  return Buffer.from(
    `From: StanbicIBTC-E-Alert@stanbicibtc.com\r\nSubject: e-alert\r\nDate: Wed, 26 Aug 2026 14:31:00 +0100\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`,
  )
}

async function kindOf(raw: Buffer): Promise<string> {
  const mail = await readMail(raw)
  if (mail.kind === 'refused') return mail.reason
  return parse({ source: 'email', sender: mail.from, subject: mail.subject, text: mail.text, receivedAt }, index).kind
}

test.each([
  ['64 KB of small print in front', `<p>${'word '.repeat(12_000)}</p>${ALERT}`.slice(-60_000)],
  ['an attribute of 1 MB', `<p data-x="${'a'.repeat(1_000_000)}">Hello</p>${ALERT}`],
  ['a million spaces', ' '.repeat(1_000_000) + ALERT],
  ['a comment of 1 MB', `<!--${'-'.repeat(1_000_000)}-->${ALERT}`],
  ['50,000 end tags that nothing began', '</div></x>'.repeat(50_000) + ALERT],
  ['50,000 empty elements', '<i></i>'.repeat(50_000) + ALERT],
  ['50,000 cells in one row', `<table><tr>${'<td>x'.repeat(50_000)}</table>`.slice(0, 30_000) + ALERT],
  ['nested tables as mail programs write them', '<table><tr><td>'.repeat(60) + ALERT],
  ['rows and cells that are never closed', ALERT.replaceAll(/<\/t[dr]>/gu, '')],
])('an alert is read in a page with %s', async (_, html) => {
  expect(await kindOf(mailOf(html))).toBe('parsed')
})

test.each([
  ['10 MB long', `<p>${'word '.repeat(2_000_000)}</p>${ALERT}`],
  ['10,000 tables deep', '<table><tr><td>'.repeat(10_000) + ALERT],
  ['of 300,000 unclosed elements', '<span>'.repeat(300_000) + ALERT],
])('a page %s is not read', async (_, html) => {
  expect(await kindOf(mailOf(html))).toBe('unrecognized')
})

test('a page is refused by name when it is too large or nests too deep', () => {
  expect(htmlToText('x'.repeat(2_000_001))).toEqual({ kind: 'refused', reason: 'too-large' })
  expect(htmlToText('<div>'.repeat(401))).toEqual({ kind: 'refused', reason: 'too-deep' })
  expect(htmlToText('<div>'.repeat(400))).toEqual({ kind: 'text', text: '' })
})

test('an alert 100 parts deep is read, and 100 forwards deep it is not', async () => {
  let nested = `Content-Type: text/html; charset=utf-8\r\n\r\n${ALERT}\r\n`
  for (let depth = 0; depth < 100; depth++) {
    nested = `Content-Type: multipart/mixed; boundary=b${depth}x\r\n\r\n--b${depth}x\r\n${nested}--b${depth}x--\r\n`
  }
  const head = 'From: StanbicIBTC-E-Alert@stanbicibtc.com\r\nSubject: e\r\nDate: Wed, 26 Aug 2026 14:31:00 +0100\r\n'
  expect(await kindOf(Buffer.from(head + nested))).toBe('parsed')
  let forwarded = mailOf(ALERT).toString()
  for (let depth = 0; depth < 100; depth++) {
    forwarded = `From: a@inbox.example\r\nSubject: Fwd\r\nDate: Wed, 26 Aug 2026 14:31:00 +0100\r\nContent-Type: multipart/mixed; boundary=f${depth}x\r\n\r\n--f${depth}x\r\nContent-Type: message/rfc822\r\n\r\n${forwarded}\r\n--f${depth}x--\r\n`
  }
  expect(await kindOf(Buffer.from(forwarded))).toBe('unrecognized')
})

test('a mail of thousands of parts, of endless header lines or of 26 MB is refused', async () => {
  const parts = `--b\r\nContent-Type: text/plain\r\n\r\nx\r\n`.repeat(5_000)
  expect(
    await kindOf(
      Buffer.from(`From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}--b--\r\n`),
    ),
  ).toBe('broken')
  expect(await kindOf(Buffer.from(`From: a@b.example\r\n${'X-A: b\r\n'.repeat(100_000)}\r\nx`))).toBe('broken')
  expect(await kindOf(Buffer.alloc(27_000_000, 'a\n'))).toBe('too-large')
})

test.each([
  '',
  '\n',
  'From: a',
  '\u0000\u0001\u0002',
  'Content-Type: multipart/mixed\r\n\r\n--\r\n',
  '\xff\xfe'.repeat(50),
])('a mail of %j is not an alert and does no harm', async (raw) => {
  expect(['unrecognized', 'ignored']).toContain(await kindOf(Buffer.from(raw, 'latin1')))
})

const STEPS_PER_CHARACTER = 60
const UNITS = [
  'A DEBIT transaction occurred on your account.\n',
  'Debit Alert Details\nAmount: NGN 1\n',
  'Debit Alert Details\n\n',
  'Amount: NGN 1.00\n',
  'Description: x\n\n',
  'Description:\n',
  'Amount\n',
  'Hi x\nNGN 1.00 has landed into your ALAT Account\nNote: ',
  'From: <a@b.example>\nSubject: x\n\n',
  '> > From: a@b.example\nDate: 1\n',
  'Transaction Alert\nDate: 23/08/2026 6:21 AM\nDescription: x\n',
  'You just sent ₦1.00 to ',
  'Credit Alert! Acct:xxxxxx6402, Amt:NGN1.00, Desc:x, ',
  ' : ',
  '\n\n',
]

test.each(UNITS)('64 KB of %j take a bounded number of steps for each character', (unit) => {
  const text = unit.repeat(Math.ceil(65_536 / unit.length)).slice(0, 65_536)
  const meter = { steps: 0 }
  parse({ source: 'email', sender: null, subject: null, text, receivedAt }, index, meter)
  expect(meter.steps).toBeLessThanOrEqual(STEPS_PER_CHARACTER * text.length)
})
