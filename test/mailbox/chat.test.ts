import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { gtbankAlert } from '../e2e/alerts.ts'
import { buttonsOf } from '../e2e/chat.ts'
import { type Installation, startInstallation } from '../e2e/installation.ts'
import { titleWith } from '../support/debian-part.ts'
import { DOVECOT, type Dovecot, startDovecot } from '../support/dovecot.ts'
import { BANK_DOMAINS, OWNER, sampleMail } from './mail-world.ts'
import { type NameServer, startNameServer } from './name-server.ts'
import { createSigner } from './signer.ts'
import { statementMail } from './statement-mail.ts'

const signer = createSigner(BANK_DOMAINS)
const STATEMENTS = fileURLToPath(new URL('../statements/files/', import.meta.url))
const DAY_MS = 86_400_000

/** The program with a local Telegram, and a mail server and a name server on loopback. */
describe.skipIf(DOVECOT.kind === 'absent')(titleWith(DOVECOT, 'dovecot-imapd', 'a mailbox in the chat'), () => {
  let dovecot: Dovecot
  let names: NameServer
  let installation: Installation
  beforeAll(async () => {
    dovecot = await startDovecot()
    names = await startNameServer(signer.records)
    installation = await startInstallation({
      DNS_SERVERS: names.address,
      EGRESS_ALLOW: `localhost:${dovecot.port}`,
      NODE_EXTRA_CA_CERTS: dovecot.certificateAuthorityFile,
    })
  }, 60_000)
  afterAll(async () => {
    await installation.close()
    await names.close()
    await dovecot.stop()
  })

  const signed = (file: string, domain: string, name: string, date = new Date()) =>
    signer.sign(sampleMail(file, date, name), domain)
  const saying = (words: string) => (message: ChatMessage) => message.text.includes(words)

  it('is connected by one message that is deleted, reads what is there, and tells of new mails', async () => {
    const { chat, owner, telegram } = installation
    await dovecot.deliver(OWNER, [
      await signed('gtbank-debit-web.eml', 'gtbank.com', 'c1@gtbank.com'),
      await signed('moniepoint-credit.eml', 'moniepoint.com', 'c2@x', new Date(Date.now() - 20 * DAY_MS)),
    ])
    const offered = await chat.ask('/connect')
    const providers = await chat.press(offered, 'E-mail')
    const help = await chat.press(providers, 'Gmail')
    expect(help.text).toContain('myaccount.google.com/apppasswords')

    const wrong = owner.sendText(`${OWNER} localhost:${dovecot.port} wrong-password`)
    await chat.answerAfter(wrong.message_id, saying('I am logging in'))
    const refused = await chat.answerAfter(wrong.message_id, saying('I cannot read'))
    expect(refused.text).toContain('app password')
    await chat.answerAfter(refused.id, saying('I stopped after three refused logins'))

    const login = owner.sendText(`${OWNER} localhost:${dovecot.port} ${dovecot.password}`)
    const summary = await chat.answerAfter(login.message_id, saying(`Connected: ${OWNER}`))
    expect(summary.text).toContain('I read 2 mails of the last 90 days')
    expect(summary.text).toContain('Booked: 1')
    expect(summary.text).toContain('Not believed, so not booked ⚠: 1')
    const kept = telegram.messages(owner.id).map((message) => message.text)
    expect(kept.filter((text) => text.includes('wrong-password') || text.includes(dovecot.password))).toEqual([])

    const old = await chat.press(summary, 'Look at 1 not booked')
    expect(old.text).toContain('more than a week old')
    const booked = await chat.press(old, 'Book it')
    expect(buttonsOf(booked)).toContain('Undo')
    expect((await chat.ask('/undo')).text).toContain('I took out the last entry')

    await dovecot.deliver(OWNER, [sampleMail('kuda-sent.eml', new Date(), 'c3@kuda.com')])
    const doubtful = await chat.answerAfter(booked.id, saying('the bank did not sign it'))
    const ignored = await chat.press(doubtful, 'Ignore')
    expect(ignored.text).toContain('I leave that mail out')

    await dovecot.deliver(OWNER, [await signed('zenith-credit.eml', 'zenithbank.com', 'c4@zenithbank.com')])
    const receipt = await chat.answerAfter(doubtful.id, (message) => buttonsOf(message).includes('Undo'))
    expect(receipt.text).toContain('Zenith')

    const status = await chat.ask('/status')
    expect(status.text).toContain(`${OWNER}: checked`)
    expect(status.text).toContain('1 not booked: the bank did not sign it')
  }, 120_000)

  it('changes a receipt in place when a mail tells of the same payment as a text', async () => {
    const { chat, owner, telegram } = installation
    const day = Temporal.PlainDate.from('2026-08-21')
    const narration = 'WEB PUR NORTHWIND HOSTING'
    const receipt = await chat.ask(
      gtbankAlert({ amount: '8,450.00', balance: '38,420.55', narration, time: '9:12PM', day }),
    )
    const before = telegram.messages(owner.id).length
    const mail = sampleMail('gtbank-debit-web.eml', new Date(), 'c5@gtbank.com')
      .replaceAll('NGN 7340', 'NGN 8450')
      .replaceAll('46870.55', '38420.55')
      .replaceAll('46751.75', '38301.75')
    await dovecot.deliver(OWNER, [await signer.sign(mail, 'gtbank.com')])
    const changed = await telegram.waitForMessage(
      owner.id,
      ({ id, text }) => id === receipt.id && text !== receipt.text,
      { timeoutMs: 20_000 },
    )
    expect(buttonsOf(changed)).toContain('Undo')
    expect(telegram.messages(owner.id)).toHaveLength(before)
  }, 60_000)

  it('brings statements: of a mail that is believed and of one that is not, both asked about', async () => {
    const { chat, owner } = installation
    const [latest] = installation.telegram.messages(owner.id).slice(-1)
    const attached = (bytes: Uint8Array, name: string, type: string) => [{ name, type, bytes }]
    const csv = attached(await readFile(`${STATEMENTS}firstbank-2026-09.csv`), 'september.csv', 'text/csv')
    const leaflet = attached(Buffer.from('%PDF-1.4 no statement'), 'offer.pdf', 'application/pdf')
    const from = 'gens@gtbank.com'
    await dovecot.deliver(OWNER, [
      statementMail({ from, name: 'f0@gtbank.com', files: leaflet }),
      await signer.sign(
        statementMail({ from: 'estatement@gtbank.com', name: 'f1@gtbank.com', files: csv }),
        'gtbank.com',
      ),
    ])
    const preview = await chat.answerAfter(latest?.id ?? 0, saying('september.csv'))
    expect(preview.text).toContain('It came with a mail from estatement@gtbank.com')
    expect(preview.text).toContain('34 rows, 0 already known, 34 new')
    expect(preview.text).not.toContain('not verified')
    expect(buttonsOf(preview)).toEqual(['Import', 'Show', 'Cancel'])
    const importing = await chat.press(preview, 'Import')
    const imported = await installation.telegram.waitForMessage(
      owner.id,
      ({ id, text }) => id === importing.id && text.includes('is imported'),
      { timeoutMs: 20_000 },
    )
    await chat.press(imported, 'Undo import')

    const again = attached(await readFile(`${STATEMENTS}firstbank-2026-09.csv`), 'forged.csv', 'text/csv')
    await dovecot.deliver(OWNER, [statementMail({ from, name: 'f2@gtbank.com', files: again })])
    const doubtful = await chat.answerAfter(preview.id, saying('forged.csv'))
    expect(doubtful.text).toContain('That mail is not verified: the bank did not sign it')
    expect((await chat.press(doubtful, 'Cancel')).text).toContain('I dropped forged.csv')
    expect(installation.telegram.messages(owner.id).filter(({ text }) => text.includes('offer.pdf'))).toEqual([])
  }, 90_000)

  it('brings a locked statement, and takes no text for its password before somebody said so', async () => {
    const { chat, owner, telegram } = installation
    const [latest] = telegram.messages(owner.id).slice(-1)
    const bytes = await readFile(`${STATEMENTS}uba-2026-05-locked.pdf`)
    const mail = statementMail({
      from: 'gens@gtbank.com',
      name: 'f3@gtbank.com',
      files: [{ name: 'locked.pdf', type: 'application/pdf', bytes }],
    })
    await dovecot.deliver(OWNER, [await signer.sign(mail, 'gtbank.com')])
    const offered = await chat.answerAfter(latest?.id ?? 0, saying('locked.pdf'))
    expect(buttonsOf(offered)).toEqual(['Give the password', 'Cancel'])
    expect((await chat.ask('1500 lunch')).text).toContain('1,500')
    await chat.press(offered, 'Give the password')
    const { message_id } = owner.sendText('4731')
    const preview = await chat.answerAfter(message_id, saying('already known'))
    expect(preview.text).toContain('It came with a mail from gens@gtbank.com')
    expect(telegram.messages(owner.id).map(({ text }) => text)).not.toContain('4731')
  }, 90_000)

  it('is forgotten on a tap', async () => {
    const { chat } = installation
    const offered = await chat.ask('/connect')
    const removed = await chat.press(offered, `Remove ${OWNER}`)
    expect(removed.text).toContain('I forgot its password')
    expect((await chat.ask('/status')).text).not.toContain(OWNER)
  }, 60_000)
})
