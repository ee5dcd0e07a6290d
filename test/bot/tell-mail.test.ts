import { expect, test } from 'vitest'
import type { ActionContext } from '../../src/actions/context.ts'
import type { MailProgress, TakenMail } from '../../src/actions/mail-report.ts'
import { tellFailed, tellTaken } from '../../src/bot/tell-mail.ts'
import type { Mailbox, MailOutcome } from '../../src/domain/mailbox.ts'
import type { OutgoingCall } from '../../src/domain/ports.ts'
import { textOf } from './harness.ts'

const AT = Temporal.Instant.from('2026-10-01T09:00:00Z')
const MAILBOX: Mailbox = {
  id: '5d5b0c6e-3f4f-4f0e-9b6c-0f4c4b1d1f11',
  user: 'ada@gmail.com',
  host: 'imap.gmail.com',
  port: 993,
  addedAt: AT,
  cursor: { uidValidity: 1n, uid: 5 },
  deferred: [],
  failedLogins: 0,
  checkedAt: AT,
  mailAt: null,
  outcomes: {},
  reasons: {},
  problem: null,
}

function mail(uid: number, outcome: MailOutcome): TakenMail {
  const messageId = '5d5b0c6e-3f4f-4f0e-9b6c-0f4c4b1d1f12'
  const trace = {
    messageId,
    origin: `mail:${uid}`,
    outcome: 'unverified' as const,
    transactions: [],
    alerts: [],
    reason: null,
    unreadParts: 0,
    error: null,
  }
  const words = { from: 'gens@gtbank.com', subject: 'Alert <b>', reason: 'not-signed' }
  return {
    uid,
    outcome,
    receivedAt: AT,
    ...words,
    trace: outcome === 'unverified' ? trace : null,
    alert: null,
    files: [],
  }
}

/** A chat that hears of checks; `told` is all of it in order. */
function listener() {
  const told: OutgoingCall[] = []
  const session = {
    enqueue: async (call: OutgoingCall) => `call ${told.push(call)}`,
    messagesAbout: async ([subject]: readonly string[]) => new Map([[subject, { chatId: 7n, messageId: 70n }]]),
    waitingDoubtfulMails: async () => ({ mails: [], count: 3 }),
    lockLedger: async () => ({ timeZone: 'Africa/Lagos' }),
  }
  const context = { session } as unknown as ActionContext
  const soFar: TakenMail[] = []
  return {
    told,
    taken: (mails: TakenMail[], rest: Partial<MailProgress> = {}) => {
      soFar.push(...mails)
      const progress = { mailbox: MAILBOX, mails, soFar: [...soFar], done: soFar.length, total: soFar.length }
      return tellTaken(context, 7n, { ...progress, isLast: true, ...rest })
    },
    failed: (mailbox: Partial<Mailbox>, isFirst: boolean) => {
      const failure = { kind: 'failed', step: 'login', problem: 'the server refused user or password' } as const
      return tellFailed(context, 7n, { ...failure, mailbox: { ...MAILBOX, ...mailbox }, isFirst })
    },
  }
}

const many = (count: number, outcome: MailOutcome) => Array.from({ length: count }, (_, uid) => mail(uid, outcome))

test('each doubtful mail of a few is asked about, with its reason', async () => {
  const chat = listener()
  await chat.taken(many(5, 'unverified'))
  expect(chat.told).toHaveLength(5)
  expect(textOf(chat.told[0])).toContain('the bank did not sign it')
  expect(textOf(chat.told[0])).toContain('Alert &lt;b&gt;')
})

test('more than five are one summary', async () => {
  const chat = listener()
  await chat.taken(many(6, 'unverified'))
  expect(chat.told).toHaveLength(1)
  expect(textOf(chat.told[0])).toContain('Not believed, so not booked ⚠: 6')
})

test('mails that say nothing new are not told', async () => {
  const chat = listener()
  await chat.taken([mail(1, 'duplicate'), mail(2, 'not-a-transaction'), mail(3, 'undecided'), mail(4, 'refused')])
  await chat.taken([])
  expect(chat.told).toEqual([])
})

test('the first reading shows how far it is in one message that changes, and ends in one summary', async () => {
  const chat = listener()
  const first = { mailbox: { ...MAILBOX, cursor: null, checkedAt: null }, total: 250 }
  for (let batch = 1; batch <= 10; batch++) {
    await chat.taken(many(25, 'unverified'), { ...first, isLast: batch === 10 })
  }
  expect(chat.told.map(({ method }) => method)).toEqual([
    'sendMessage',
    'editMessageText',
    'editMessageText',
    'sendMessage',
  ])
  expect(textOf(chat.told[0])).toContain('I have read 25 of 250 mails')
  expect(textOf(chat.told.at(-1))).toContain('I read 250 mails of the last 90 days')
})

test('an empty mailbox that was just connected is told', async () => {
  const chat = listener()
  await chat.taken([], { mailbox: { ...MAILBOX, cursor: null, checkedAt: null } })
  expect(textOf(chat.told[0])).toContain('There is no bank mail of the last 90 days')
})

test('a failure is told at the first try of a login and when the mailbox is given up, and not in between', async () => {
  const chat = listener()
  await chat.failed({ failedLogins: 1 }, true)
  await chat.failed({ failedLogins: 2 }, false)
  await chat.failed({ failedLogins: 3 }, false)
  expect(chat.told).toHaveLength(2)
  expect(textOf(chat.told[1])).toContain('I stopped after three refused logins')
})
