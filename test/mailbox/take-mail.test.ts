import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { acceptMails, acceptOldMails, ignoreMail, waitingMail } from '../../src/actions/accept-mails.ts'
import type { ActionContext } from '../../src/actions/context.ts'
import type { TakenMail } from '../../src/actions/mail-report.ts'
import { noteProblem } from '../../src/actions/mailbox-progress.ts'
import { stepUpload } from '../../src/actions/statement-uploads.ts'
import { takeMail } from '../../src/actions/take-mail.ts'
import { banks, createParse, createPipeline, readMail } from '../../src/compose.ts'
import type { Doubt, JudgedMail, MailContent } from '../../src/domain/mailbox.ts'
import type { LedgerSession } from '../../src/domain/ports.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'
import { OWNER, sampleMail } from './mail-world.ts'

const START = Temporal.Instant.from('2026-09-01T10:00:00Z')

describe('mails of a mailbox', () => {
  let test: TestLedgers
  let ledgerId: string
  let now: Temporal.Instant
  let uid: number
  let alert: MailContent
  beforeAll(async () => {
    test = await testLedgers()
    const raw = sampleMail('gtbank-debit-web.eml', new Date(START.epochMilliseconds), 'a@gtbank.com')
    const read = await readMail(Buffer.from(raw))
    if (read.kind !== 'text') throw new Error('the sample is a mail')
    alert = { from: 'gens@gtbank.com', subject: read.subject, text: read.text, contentKey: 'one', files: [] }
  })
  afterAll(() => test.close())
  beforeEach(async () => {
    now = START
    uid = 0
    chatId = 7n
    ledgerId = await test.newLedger()
    await test.ledgers.inLedger(ledgerId, (session) =>
      session.putMailbox({ id: BOX, user: OWNER, host: 'imap.example.org', port: 993 }, 'p', START),
    )
  })

  const BOX = 'b5d1c4a0-0000-4000-8000-000000000001'
  const pipeline = createPipeline()
  const parse = createParse(banks)
  const contextOf = (session: LedgerSession): ActionContext => ({
    session,
    actor: { personId: null, role: 'owner' },
    pipeline,
    parse,
    ids: test.ids,
    clock: { now: () => now },
  })
  const act = <T>(work: (context: ActionContext) => Promise<T>) =>
    test.ledgers.inLedger(ledgerId, (session) => work(contextOf(session)))
  const mailbox = () => act(async ({ session }) => (await session.mailboxes())[0])

  /** Null until a chat belongs to the ledger. */
  let chatId: bigint | null = null

  /** Takes mails in one batch; `again`: under the UID of the last one. */
  const take = (judged: JudgedMail[], again = false): Promise<readonly TakenMail[]> =>
    act(async (context) => {
      const [box] = await context.session.mailboxes()
      if (box === undefined) throw new Error('there is a mailbox')
      const mails = judged.map((each) => ({ uid: again ? uid : ++uid, receivedAt: START, judged: each }))
      const uids = mails.map((mail) => mail.uid)
      const taking = await takeMail(context, box, { mails, uids, cursor: { uidValidity: 1n, uid } }, chatId)
      if (taking.kind !== 'taken') throw new Error('nobody else reads')
      return taking.mails
    })
  const outcomes = (mails: readonly TakenMail[]) => mails.map(({ outcome }) => outcome)
  const verified = (content: Partial<MailContent> = {}): JudgedMail => ({
    ...alert,
    ...content,
    kind: 'mail',
    authenticity: 'verified',
    doubt: null,
  })
  const unverified = (doubt: Doubt, content: Partial<MailContent> = {}): JudgedMail => ({
    ...alert,
    ...content,
    kind: 'mail',
    authenticity: doubt === 'forwarded' ? 'forwarded' : 'unverified',
    doubt,
  })
  const bookings = async () => (await test.exportAll(ledgerId)).filter(({ kind }) => kind !== 'opening').length

  it('that are not believed wait with their reason, and are booked once when a person says so', async () => {
    const [taken] = await take([unverified('not-signed')])
    expect(taken).toMatchObject({ outcome: 'unverified', reason: 'not-signed', alert: { direction: 'debit' } })
    expect(await bookings()).toBe(0)
    const waiting = await act((context) => waitingMail(context, 0))
    expect(waiting).toMatchObject({ count: 1, mail: { doubt: 'not-signed', sender: 'gens@gtbank.com' } })
    const id = taken?.trace?.messageId ?? ''
    expect(await act((context) => acceptMails(context, [id]))).toMatchObject({ traces: [{ outcome: 'booked' }] })
    expect(await act((context) => acceptMails(context, [id]))).toEqual({ kind: 'accepted', traces: [] })
    expect(await bookings()).toBe(1)
    expect((await mailbox())?.reasons).toEqual({ 'not-signed': 1 })
  })

  it('that a person accepted are known when they come with a good signature', async () => {
    const [taken] = await take([unverified('from-the-future')])
    await act((context) => acceptMails(context, [taken?.trace?.messageId ?? '']))
    expect(outcomes(await take([verified()]))).toEqual(['duplicate'])
    expect(await bookings()).toBe(1)
  })

  it('that were believed once are known when they are too old by now', async () => {
    expect(outcomes(await take([verified()]))).toEqual(['booked'])
    expect(outcomes(await take([unverified('too-old')]))).toEqual(['duplicate'])
    expect(await act((context) => waitingMail(context, 0))).toMatchObject({ count: 0 })
  })

  it('that are real are booked although a forgery with the same words came first', async () => {
    expect(outcomes(await take([unverified('not-signed')]))).toEqual(['unverified'])
    expect(outcomes(await take([verified()]))).toEqual(['booked'])
    expect(await bookings()).toBe(1)
  })

  it('that come twice in one batch are booked once, and the first is told as booked', async () => {
    expect(outcomes(await take([verified(), verified()]))).toEqual(['booked', 'duplicate'])
  })

  it('that a person ignores stay out', async () => {
    const [taken] = await take([unverified('forwarded')])
    const id = taken?.trace?.messageId ?? ''
    expect(await act((context) => ignoreMail(context, id))).toEqual({ kind: 'ignored' })
    expect(await act((context) => ignoreMail(context, id))).toEqual({ kind: 'nothing' })
    expect(await act((context) => acceptMails(context, [id]))).toEqual({ kind: 'accepted', traces: [] })
    expect(await bookings()).toBe(0)
  })

  it('whose only fault is their age are accepted together, and no others', async () => {
    const other = { contentKey: 'two', text: alert.text.replaceAll('7340', '8340') }
    await take([unverified('too-old'), unverified('not-signed', other)])
    const accepted = await act(acceptOldMails)
    expect(accepted).toMatchObject({ kind: 'accepted', traces: [{ outcome: 'booked' }] })
    expect(await act((context) => waitingMail(context, 0))).toMatchObject({
      count: 1,
      mail: { doubt: 'not-signed' },
    })
  })

  it('of a name system that never answers are asked about after three days, and count once until then', async () => {
    const undecided: JudgedMail = { ...alert, kind: 'undecided' }
    expect(outcomes(await take([undecided]))).toEqual(['undecided'])
    now = START.add({ hours: 71 })
    expect(outcomes(await take([undecided], true))).toEqual(['undecided'])
    expect((await mailbox())?.outcomes).toEqual({ undecided: 1 })
    now = START.add({ hours: 73 })
    expect(await take([undecided], true)).toMatchObject([{ outcome: 'unverified', reason: 'key-not-answered' }])
    expect((await mailbox())?.deferred).toEqual([])
  })

  it('that the bank signed, and whose text and page differ, are asked about; their page counts', async () => {
    const text = alert.text.replace(/(\f[\s\S]*)NGN 7340/u, '$1NGN 9340')
    expect(text).not.toBe(alert.text)
    const [taken] = await take([verified({ text })])
    expect(taken).toMatchObject({
      outcome: 'unverified',
      reason: 'text-disagrees',
      alert: { amount: { minor: 734000n } },
    })
    expect(await bookings()).toBe(0)
    await act((context) => acceptMails(context, [taken?.trace?.messageId ?? '']))
    const [booked] = (await test.exportAll(ledgerId)).filter(({ kind }) => kind !== 'opening')
    expect(booked?.postings.map(({ amountMinor }) => amountMinor)).toContain('-734000')
  })

  const FILE = { name: 'statement.csv', bytes: Buffer.from('Date,Amount') }
  const withFile = { text: 'Your statement is attached.', contentKey: 'file', files: [FILE] }
  const uploads = () => act(({ session }) => session.statementUploads(['reading', 'cancelled']))

  it('bring files that are kept once for the chat, whatever the mail is worth', async () => {
    const [taken] = await take([verified(withFile)])
    const [file] = taken?.files ?? []
    expect(file).toMatchObject({ name: 'statement.csv', outcome: 'kept' })
    expect(await uploads()).toMatchObject([
      {
        id: file?.uploadId,
        chatId: 7n,
        fileId: null,
        state: 'reading',
        mail: { from: 'gens@gtbank.com', doubt: null },
      },
    ])
    const kept = await act(({ session }) => session.uploadContent(file?.uploadId ?? ''))
    expect(Buffer.from(kept ?? []).toString()).toBe('Date,Amount')
    expect((await take([verified(withFile)]))[0]?.files).toEqual([
      { name: 'statement.csv', outcome: 'known', uploadId: null },
    ])
    expect(await bookings()).toBe(0)

    const other = { ...withFile, contentKey: 'other' }
    await take([unverified('not-signed', other)])
    expect((await uploads()).map(({ mail }) => mail?.doubt)).toEqual(['not-signed', null])
  })

  it('bring files that are dropped with their bytes once a person calls them off', async () => {
    const [taken] = await take([verified(withFile)])
    const id = taken?.files[0]?.uploadId ?? ''
    await act((context) => stepUpload(context, id, ['reading'], { state: 'cancelled' }))
    expect(await act(({ session }) => session.uploadContent(id))).toBeNull()
    expect((await take([verified(withFile)]))[0]?.files).toMatchObject([{ outcome: 'known' }])
  })

  it('bring files that wait no longer than a week, longer than files that a person sent', async () => {
    await take([verified(withFile)])
    const [upload] = await uploads()
    if (upload === undefined) throw new Error('the file is kept')
    await act(({ session }) => session.putStatementUpload({ ...upload, state: 'offered' }))
    const drop = (sent: Temporal.Instant, mailed: Temporal.Instant) =>
      act(({ session }) => session.cancelUploadsBefore({ sent, mailed }))
    expect(await drop(START.add({ hours: 1 }), START)).toBe(0)
    expect(await drop(START, START.add({ hours: 1 }))).toBe(1)
  })

  it('bring files that are left out when they are too large, nobody is there to ask, or too many wait', async () => {
    expect((await take([verified({ ...withFile, files: [{ ...FILE, bytes: null }] })]))[0]?.files).toMatchObject([
      { outcome: 'too-large', uploadId: null },
    ])
    chatId = null
    expect((await take([verified({ ...withFile, contentKey: 'none' })]))[0]?.files).toMatchObject([
      { outcome: 'no-chat', uploadId: null },
    ])
    chatId = 7n
    const forged = (number: number) => unverified('not-signed', { ...withFile, contentKey: `forged ${number}` })
    const all = await take(Array.from({ length: 23 }, (_, number) => forged(number)))
    expect(all.map(({ files }) => files[0]?.outcome).filter((outcome) => outcome === 'too-many')).toHaveLength(3)
    // Reading a file costs something, also when it was no statement.
    for (const upload of await uploads())
      await act((context) => stepUpload(context, upload.id, ['reading'], { state: 'cancelled' }))
    expect((await take([forged(30)]))[0]?.files).toMatchObject([{ outcome: 'too-many' }])
    const old = unverified('too-old', { ...withFile, contentKey: 'old' })
    expect((await take([old]))[0]?.files).toMatchObject([{ outcome: 'kept' }])
    now = START.add({ hours: 25 })
    expect((await take([forged(31)]))[0]?.files).toMatchObject([{ outcome: 'kept' }])
    // Nobody can keep a real one out by sending forged ones.
    expect((await take([verified({ ...withFile, contentKey: 'real' })]))[0]?.files).toMatchObject([{ outcome: 'kept' }])
  })

  it('that people write to themselves about other things are not kept', async () => {
    const note = unverified('forwarded', { from: OWNER, subject: 'list', text: 'buy milk', contentKey: 'note' })
    expect(await take([note])).toMatchObject([{ outcome: 'refused', reason: 'not-an-alert', trace: null }])
    expect(await act(({ session }) => session.rereadableMessages(null, 10))).toEqual([])
  })

  it('leave the word of a broken line behind although some of them were taken before it broke', async () => {
    const before = await mailbox()
    await take([verified()])
    const noted = await act(({ session }) => noteProblem(session, BOX, { at: now, problem: 'broken', isLogin: true }))
    expect(noted?.before.checkedAt).toEqual(START)
    expect(before?.cursor).toBeNull()
    expect(await mailbox()).toMatchObject({ problem: 'broken', failedLogins: 1, cursor: { uid: 1 } })
  })
})
