import { expect } from 'vitest'
import { systemClock } from '../../src/domain/calendar.ts'
import { seeded } from '../banks/generate.ts'
import type { Dovecot } from '../support/dovecot.ts'
import type { TestLedgers } from '../support/ledger.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { mailWorld, sampleMail } from './mail-world.ts'
import type { Signer } from './signer.ts'

/** How much a mailbox goes through. */
export type Hardship = {
  readonly user: string
  readonly mails: number
  /** Every so-manyth mail is an alert. */
  readonly alertEvery: number
  readonly cuts: number
  /** Times that the server gives out its UIDs anew. */
  readonly resets: number
}

/** Mails, of which some are signed alerts of distinct amounts. */
async function writeMails({ user, mails, alertEvery }: Hardship, signer: Signer): Promise<string[]> {
  const now = new Date()
  const written: string[] = []
  for (let number = 0; number < mails; number++) {
    if (number % alertEvery !== 0) {
      written.push(
        `From: friend${number}@example.org\r\nTo: ${user}\r\nSubject: GeNS@gtbank.com wrote\r\nDate: ${now.toUTCString()}\r\n\r\nhello ${number}\r\n`,
      )
      continue
    }
    const mail = sampleMail('gtbank-debit-web.eml', now, `${number}@gtbank.com`)
      .replace(/^To: .*$/mu, `To: ${user}`)
      .replaceAll('NGN 7340', `NGN ${1_000 + number}`)
      .replaceAll('46870.55', `${60_000 + number}.55`)
      .replaceAll('46751.75', `${60_000 + number}.55`)
    written.push(await signer.sign(mail, 'gtbank.com'))
  }
  return written
}

/**
 * Reads a mailbox by two readers at once over lines that break at random bytes, while its server changes UIDVALIDITY and at last
 * loses and refills the whole mailbox; every alert must be booked once, and no mail changed.
 */
export async function survive(hardship: Hardship, test: TestLedgers, dovecot: Dovecot, signer: Signer): Promise<void> {
  const { user, cuts, resets } = hardship
  const random = seeded(23)
  const mails = await writeMails(hardship, signer)
  await dovecot.deliver(user, mails)
  const world = await mailWorld(test, dovecot, { user, clock: systemClock, resolveText: signer.resolveText })
  const before = await dovecot.state(user)
  const lines = [
    await startTcpProxy(`tcp://127.0.0.1:${dovecot.port}`),
    await startTcpProxy(`tcp://127.0.0.1:${dovecot.port}`),
  ]
  const booked = new Map<number, number>()
  let cutsDone = 0
  let resetsDone = 0
  try {
    // Some polls are over before their line is to break; most of them break, early or late.
    for (let round = 0; cutsDone < cuts && round < cuts * 2; round++) {
      const results = await Promise.all(
        lines.map(({ port, cutAfterBytes }) => {
          cutAfterBytes('down', 500 + random(random(3) === 0 ? 120_000 : 6_000))
          return world.poll({ port })
        }),
      )
      cutsDone += results.filter(({ kind }) => kind === 'failed').length
      if (cutsDone < (resetsDone * cuts) / resets) continue
      resetsDone += 1
      const validity = String(1_000_000 + round)
      await dovecot.doveadm('mailbox', 'update', '-u', user, '--uid-validity', validity, 'INBOX')
    }
  } finally {
    for (const line of lines) await line.close()
  }
  expect(cutsDone).toBeGreaterThanOrEqual(cuts)
  expect(resetsDone).toBeGreaterThanOrEqual(resets)
  expect((await world.poll()).kind).toBe('checked')
  const withoutValidity = (state: string) => state.replace(/uidvalidity=\d+/gu, '')
  expect(withoutValidity(await dovecot.state(user))).toBe(withoutValidity(before))

  await dovecot.doveadm('expunge', '-u', user, 'mailbox', 'INBOX', 'all')
  await dovecot.deliver(user, mails)
  await dovecot.doveadm('mailbox', 'update', '-u', user, '--uid-validity', '77', 'INBOX')
  expect((await world.poll()).kind).toBe('checked')

  for (const { postings, kind } of await test.exportAll(world.ledgerId)) {
    if (kind === 'opening') continue
    const amount = Number(postings.find(({ amountMinor }) => amountMinor.startsWith('-'))?.amountMinor)
    booked.set(amount, (booked.get(amount) ?? 0) + 1)
  }
  const alerts = mails.map((_, number) => number).filter((number) => number % hardship.alertEvery === 0)
  expect([...booked.values()].filter((count) => count !== 1)).toEqual([])
  expect([...booked.keys()].sort()).toEqual(alerts.map((number) => -(1_000 + number) * 100).sort())
}
