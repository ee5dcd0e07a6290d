import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { BANKS } from '../../src/banks/index.ts'
import { readMail } from '../../src/compose.ts'
import { createBankIndex } from '../../src/formats/bank-index.ts'
import { beginsWithHeaders, readMailText } from '../../src/formats/email/mail-text.ts'
import { parse } from '../../src/formats/parse.ts'
import { readMailMessage } from '../../src/sources/mail-message.ts'

const index = createBankIndex(BANKS)
const receivedAt = Temporal.Instant.from('2026-10-12T09:00:00Z')
const sample = (file: string): Buffer => readFileSync(new URL(`./${file}`, import.meta.url))

const BODY =
  'Hi MORENIKE,\n\nThere was a debit transaction on your account.\n\nDebit Amount\n\n48,500.00\n\nTransaction Details\n\n' +
  'Account Balance:\n\nN 209,114.06\n\nAccount Number:\n\n6630041177\n\nDate & Time:\n\n19 Aug, 2026 | 07:05:10 PM\n\n' +
  'Narration:\n\nTRANSFER TO RAPHAEL ONUH\n\nNeed help? Write to support@moniepoint.com'
const FROM = 'From: Moniepoint <no-reply@moniepoint.com>'

function plainMail(text: string): Buffer {
  return Buffer.from(
    `From: Me <me@inbox.example>\r\nSubject: Fwd: Debit alert!\r\nDate: Thu, 20 Aug 2026 08:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}`,
  )
}

async function read(raw: Buffer): Promise<ReturnType<typeof parse>> {
  const mail = await readMail(raw)
  if (mail.kind === 'refused') throw new Error(mail.reason)
  return parse({ source: 'email', sender: mail.from, subject: mail.subject, text: mail.text, receivedAt }, index)
}

const quote = (text: string): string => text.replaceAll(/^/gmu, '> ')

describe('a forwarded alert is read as what the bank wrote', () => {
  test.each([
    [
      'Gmail',
      `see below\n\n---------- Forwarded message ---------\n${FROM}\nDate: Wed, 19 Aug 2026 at 19:05\nSubject: Debit alert!\nTo: <me@inbox.example>\n\n${BODY}`,
    ],
    [
      'Apple Mail',
      `Begin forwarded message:\n\n${quote(`${FROM}\nSubject: Debit alert!\nDate: 19 August 2026 at 19:05:40 WAT\nTo: me@inbox.example\n\n${BODY}`)}`,
    ],
    [
      'Outlook',
      `________________________________\n${FROM}\nSent: Wednesday, August 19, 2026 7:05 PM\nTo: me@inbox.example\nSubject: Debit alert!\n\n${BODY}`,
    ],
    [
      'Outlook with mailto',
      `-----Original Message-----\nFrom: Moniepoint [mailto:no-reply@moniepoint.com]\nSent: Wednesday, August 19, 2026 7:05 PM\nSubject: Debit alert!\n\n${BODY}`,
    ],
    [
      'stars around the labels',
      `*From:* Moniepoint <no-reply@moniepoint.com>\n*Date:* Wed, 19 Aug 2026\n*Subject:* Debit alert!\n\n${BODY}`,
    ],
    [
      'two people',
      `FYI\n\n---------- Forwarded message ---------\nFrom: Wife <wife@inbox.example>\nDate: Thu\nSubject: Fwd: Debit alert!\n\n${quote(`${FROM}\nDate: Wed\nSubject: Debit alert!\n\n${BODY}`)}`,
    ],
  ])('by %s', async (_, text) => {
    expect(await read(plainMail(text))).toMatchObject({
      kind: 'parsed',
      alerts: [{ bankId: 'ng-moniepoint', amount: { minor: 4_850_000n }, counterparty: 'RAPHAEL ONUH' }],
    })
  })

  test('attached as a message', async () => {
    const raw = `From: Me <me@inbox.example>\r\nSubject: Fwd\r\nDate: Thu, 20 Aug 2026 08:00:00 +0100\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nplease add\r\n--m\r\nContent-Type: message/rfc822\r\n\r\n${sample('gtbank-debit-web.eml')}\r\n--m\r\nContent-Type: message/rfc822; name="b.eml"\r\nContent-Disposition: attachment\r\n\r\n${sample('opay-transfer.eml')}\r\n--m--\r\n`
    expect(await read(Buffer.from(raw))).toMatchObject({
      kind: 'parsed',
      alerts: [{ bankId: 'ng-gtbank' }, { bankId: 'ng-opay' }],
      unreadParts: 0,
    })
  })

  test('and the message is marked as passed on', async () => {
    for (const [raw, isForwarded] of [
      [sample('forwarded-by-user-gtbank.eml'), true],
      [sample('gtbank-debit-web.eml'), false],
    ] as const) {
      const mail = await readMail(raw)
      expect(mail.kind === 'text' && readMailText(mail.text)).toMatchObject([{ from: 'gens@gtbank.com', isForwarded }])
    }
  })
})

test('a forwarded alert whose quoted sender is nobody we know is not read', async () => {
  const text = `---------- Forwarded message ---------\nFrom: Moniepoint <no-reply@moniep0int.com>\nDate: Wed\nSubject: Debit alert!\n\n${BODY}`
  expect(await read(plainMail(text))).toEqual({ kind: 'unrecognized', bankId: null })
})

function bothParts(text: string, html: string): Buffer {
  return Buffer.from(
    `From: no-reply@moniepoint.com\r\nSubject: Debit alert!\r\nDate: Wed, 19 Aug 2026 19:05:40 +0100\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${text}\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}\r\n--x--\r\n`,
  )
}

const PAGE = `<div>${BODY.split('\n\n')
  .map((line) => `<p>${line.replaceAll('&', '&amp;')}</p>`)
  .join('')}</div>`

describe('where a mail has HTML and plain text', () => {
  test.each([
    ['the same twice over in the text', `${BODY}\n\n${BODY}`, PAGE, 'parsed'],
    ['no alert in the text', 'Open this mail in a browser.', PAGE, 'parsed'],
    ['no alert in the HTML', BODY, '<img src="https://img.example/alert.png">', 'parsed'],
    ['another amount in the text', BODY.replace('48,500.00', '4,850.00'), PAGE, 'unrecognized'],
    [
      'another direction in the text',
      BODY.replaceAll('debit', 'credit').replaceAll('Debit', 'Credit'),
      PAGE,
      'unrecognized',
    ],
    ['another amount in words of the text', 'You have paid NGN 900.00 to us.', PAGE, 'unrecognized'],
    ['a failure in the text', 'Your transfer was not successful.', PAGE, 'unrecognized'],
    [
      'an amount in the text that is hidden in the HTML',
      BODY,
      '<p>Balance N 1.00</p><div style="display:none">N 48,500.00</div>',
      'unrecognized',
    ],
  ])('%s: %#', async (_, text, html, kind) => {
    const outcome = await read(bothParts(text, html))
    expect(outcome.kind).toBe(kind)
    if (outcome.kind === 'parsed') expect(outcome.alerts).toHaveLength(1)
  })

  test('two different alerts in one part are two', async () => {
    const outcome = await read(bothParts(`${BODY}\n\n${BODY.replace('48,500.00', '1,000.00')}`, ''))
    expect(outcome).toMatchObject({
      kind: 'parsed',
      alerts: [{ amount: { minor: 4_850_000n } }, { amount: { minor: 100_000n } }],
    })
  })
})

test('the sender is the exact address of the one From line, never the name', async () => {
  const cases = [
    ['From: GTBank <GeNS@gtbank.com>', 'gens@gtbank.com'],
    ['From: "GeNS@gtbank.com" <thief@evil.example>', 'thief@evil.example'],
    ['From: a@b.example, c@d.example', null],
    ['From: a@b.example\r\nFrom: GeNS@gtbank.com', null],
    ['From: GeNS@gtbank.com <GeNS@gtbank.com.evil.example>', 'gens@gtbank.com.evil.example'],
    ['Sender: GeNS@gtbank.com', null],
  ] as const
  for (const [header, from] of cases) {
    const reading = await readMailMessage(Buffer.from(`${header}\r\nSubject: x\r\n\r\nx`))
    expect(reading.kind === 'mail' && reading.mail.from, header).toBe(from)
  }
})

test('of attachments only names, types and sizes are kept', async () => {
  const raw = `From: a@b.example\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\nContent-Type: text/plain\r\n\r\nhello\r\n--m\r\nContent-Type: application/pdf; name="statement.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.alloc(3_000).toString('base64')}\r\n--m--\r\n`
  const reading = await readMailMessage(Buffer.from(raw))
  expect(reading).toMatchObject({
    kind: 'mail',
    mail: { text: 'hello', attachments: [{ name: 'statement.pdf', contentType: 'application/pdf', size: 3_000 }] },
  })
})

test('raw mail is told from a pasted body by its header lines', () => {
  expect(beginsWithHeaders('Received: from x\n\tby y\nFrom: a@b.example\nSubject: x\n\nbody')).toBe(true)
  expect(beginsWithHeaders('From: a@b.example\r\nDate: Thu\r\n\r\nbody')).toBe(true)
  expect(beginsWithHeaders('Acct:1\nAmt:NGN1.00\nDate:01/01/2026\n\nx')).toBe(false)
  expect(beginsWithHeaders('Dear Customer,\n\nFrom: a@b.example')).toBe(false)
  expect(beginsWithHeaders('')).toBe(false)
})
