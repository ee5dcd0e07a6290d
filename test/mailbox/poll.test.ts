import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../src/domain/calendar.ts'
import { titleWith } from '../support/debian-part.ts'
import { DOVECOT, type Dovecot, startDovecot } from '../support/dovecot.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { survive } from './hardship.ts'
import { BANK_DOMAINS, mailWorld, OWNER, sampleMail } from './mail-world.ts'
import { createSigner } from './signer.ts'

const signer = createSigner(BANK_DOMAINS)

describe.skipIf(DOVECOT.kind === 'absent')(titleWith(DOVECOT, 'dovecot-imapd', 'a mailbox at a real server'), () => {
  let test: TestLedgers
  let dovecot: Dovecot
  beforeAll(async () => {
    test = await testLedgers()
    dovecot = await startDovecot()
  })
  afterAll(async () => {
    await dovecot.stop()
    await test.close()
  })

  it('is read once: signed alerts are booked, the rest is not, and nothing in it changes', async () => {
    const now = new Date()
    const signed = await signer.sign(sampleMail('gtbank-debit-web.eml', now, 'a1@gtbank.com'), 'gtbank.com')
    const credit = await signer.sign(sampleMail('moniepoint-credit.eml', now, 'a2@moniepoint.com'), 'moniepoint.com')
    const unsigned = sampleMail('kuda-sent.eml', now, 'a3@kuda.com')
    const stranger = `From: Ada <ada@friends.example>\r\nTo: ${OWNER}\r\nSubject: hello\r\nDate: ${now.toUTCString()}\r\n\r\nhello\r\n`
    await dovecot.deliver(OWNER, [stranger, signed, credit, unsigned])
    const world = await mailWorld(test, dovecot, { clock: systemClock, resolveText: signer.resolveText })
    const before = await dovecot.state(OWNER)

    const first = await world.poll()
    expect(
      first,
      JSON.stringify(first, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).toMatchObject({
      kind: 'checked',
      mails: [
        { uid: 2, outcome: 'booked' },
        { uid: 3, outcome: 'booked' },
        { uid: 4, outcome: 'unverified', reason: 'not-signed' },
      ],
    })
    expect(await dovecot.state(OWNER)).toBe(before)
    expect((await test.exportAll(world.ledgerId)).filter(({ kind }) => kind !== 'opening')).toHaveLength(2)

    expect(await world.poll()).toEqual({ kind: 'checked', mails: [] })
  })

  it('misses nothing and books nothing twice, however often the line breaks and UIDs are given out anew', async () => {
    const hardship = { user: 'hardship@inbox.example', mails: 600, alertEvery: 12, cuts: 24, resets: 4 }
    await survive(hardship, test, dovecot, signer)
  }, 120_000)
})
