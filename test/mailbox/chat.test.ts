import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { buttonsOf } from '../e2e/chat.ts'
import { type Installation, startInstallation } from '../e2e/installation.ts'
import { titleWith } from '../support/debian-part.ts'
import { DOVECOT, type Dovecot, startDovecot } from '../support/dovecot.ts'
import { BANK_DOMAINS, OWNER, sampleMail } from './mail-world.ts'
import { type NameServer, startNameServer } from './name-server.ts'
import { createSigner } from './signer.ts'

const signer = createSigner(BANK_DOMAINS)
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

  it('is forgotten on a tap', async () => {
    const { chat } = installation
    const offered = await chat.ask('/connect')
    const removed = await chat.press(offered, `Remove ${OWNER}`)
    expect(removed.text).toContain('I forgot its password')
    expect((await chat.ask('/status')).text).not.toContain(OWNER)
  }, 60_000)
})
