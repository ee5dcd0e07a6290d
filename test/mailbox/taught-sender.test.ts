import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acceptMails } from '../../src/actions/accept-mails.ts'
import type { ActionContext } from '../../src/actions/context.ts'
import { answerTeaching, saveTeaching, startTeaching } from '../../src/actions/teach.ts'
import { teachable } from '../../src/actions/teach-state.ts'
import { banks, createParse, createPipeline } from '../../src/compose.ts'
import { createMailParts } from '../../src/compose-mail.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { LedgerSession } from '../../src/domain/ports.ts'
import { checkMailbox } from '../../src/jobs/check-mailbox.ts'
import type { MailFolder } from '../../src/sources/mail/open-folder.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { OWNER } from './mail-world.ts'

const ZUMA = 'alerts@zuma.example'
const BOX = 'b5d1c4a0-0000-4000-8000-000000000002'
const NEVER = new Promise<'over'>(() => {})

/** What a bank that nobody described writes. */
const words = (amount: string, who: string, balance: string) =>
  `Zuma Money: You handed NGN${amount} to ${who} from wallet ***4521 on 12/08/2026 09:36. Balance: NGN${balance}`
const header = (from: string) =>
  `From: Zuma Money <${from}>\r\nTo: ${OWNER}\r\nSubject: Wallet notice\r\nDate: ${new Date().toUTCString()}\r\n`

describe('mail of a sender that a person taught', () => {
  let test: TestLedgers
  let ledgerId: string
  beforeAll(async () => {
    test = await testLedgers()
    ledgerId = await test.newLedger()
  })
  afterAll(() => test.close())

  const contextOf = (session: LedgerSession): ActionContext => ({
    session,
    actor: { personId: null, role: 'owner' },
    pipeline: createPipeline(),
    parse: createParse(banks),
    ids: test.ids,
    clock: systemClock,
  })
  const act = <T>(work: (context: ActionContext) => Promise<T>) =>
    test.ledgers.inLedger(ledgerId, (session) => work(contextOf(session)))
  const bookings = async () => (await test.exportAll(ledgerId)).filter(({ kind }) => kind !== 'opening').length

  /** Pastes a text into the chat, and answers what it is asked about it. */
  async function teach(text: string): Promise<void> {
    const message = { source: 'sms', sender: null, subject: null, authenticity: 'vouched', readings: null } as const
    const [trace] = await act(({ pipeline, session, parse, ids, clock }) =>
      pipeline.run([{ ...message, origin: 'chat:1', text, receivedAt: clock.now() }], {
        ...{ store: session, parse, ids, clock },
      }),
    )
    const messageId = trace?.messageId ?? ''
    const draftId = test.ids.id('draft', messageId)
    let step = await act((context) => startTeaching(context, { messageId, draftId }))
    while (step.kind === 'question') {
      const { question, choices } = step
      const choice = question === 'direction' ? 0 : (choices.find(({ seems }) => seems === null)?.choice ?? -1)
      step = await act((context) => answerTeaching(context, { draftId, question, choice }))
    }
    expect(step.kind).toBe('preview')
    expect(await act((context) => saveTeaching(context, { draftId }))).toMatchObject({ kind: 'saved', mailFrom: ZUMA })
  }

  /** A mail server with these mails, which gives whatever is asked for by sender, and remembers the question. */
  function serverWith(mails: readonly string[], asked: string[]): MailFolder {
    return {
      uidValidity: 1n,
      uidNext: mails.length + 1,
      search: async ({ addresses, afterUid }) => {
        asked.push(...addresses)
        return mails.map((_, at) => at + 1).filter((uid) => uid > afterUid)
      },
      sizes: async () => new Map(),
      fetch: async (uid) => ({ uid, raw: Buffer.from(mails[uid - 1] ?? ''), receivedAt: systemClock.now() }),
      untilNews: () => NEVER,
      close: async () => {},
    }
  }

  it('is looked for, asked about, and booked only when a person says so', async () => {
    await act(({ session }) =>
      session.putMailbox({ id: BOX, user: OWNER, host: 'imap.example.org', port: 993 }, 'p', systemClock.now()),
    )
    await teach(`${header(ZUMA).replaceAll('\r\n', '\n')}\n${words('3,450.50', 'JOHN DOE STORES', '5,549.50')}`)
    expect(await bookings()).toBe(1)

    const asked: string[] = []
    const mails = [ZUMA, 'zuma@stranger.example'].map(
      (from) => `${header(from)}\r\n${words('1,200.00', 'ADA OBI', '4,349.50')}\r\n`,
    )
    const parts = createMailParts({ dnsServers: [], egressAllow: [] }, systemClock, banks.banks)
    const result = await checkMailbox(
      BOX,
      { inLedger: (work) => test.ledgers.inLedger(ledgerId, work), context: contextOf, chatId: null },
      { ...parts, open: async () => ({ kind: 'open', folder: serverWith(mails, asked) }) },
    )
    expect(asked).toContain(ZUMA)
    if (result.kind !== 'checked') throw new Error('the mailbox is read')
    expect(result.mails).toMatchObject([
      { outcome: 'unverified', reason: 'taught-sender', alert: { amount: { minor: 120_000n } } },
      { outcome: 'refused', reason: 'not-a-bank' },
    ])
    expect(await bookings()).toBe(1)
    await act((context) => acceptMails(context, [result.mails[0]?.trace?.messageId ?? '']))
    expect(await bookings()).toBe(2)
  })

  it.each([
    ['a text', words('1.00', 'A', '2.00'), null],
    ['a pasted mail', `From: Zuma <${ZUMA}>\nSubject: s\n\nYou paid`, ZUMA],
    [
      'a mail passed on',
      `---- Forwarded message ----\nFrom: Zuma <${ZUMA}>\nDate: today\nSubject: s\n\nYou paid`,
      ZUMA,
    ],
    ['two mails', `From: a@b.example\nSubject: s\n\nYou paid\n\nFrom: ${ZUMA}\nSubject: t\n\nYou paid`, null],
  ])('is known by the lines above a pasted mail: %s', (_, text, mailFrom) => {
    expect(teachable(text).mailFrom).toBe(mailFrom)
  })
})
