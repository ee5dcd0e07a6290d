import { createHash } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { makeLoginLink, makeToken } from '../../src/actions/manage-access.ts'
import { createApi } from '../../src/api/app.ts'
import type { ApiParts } from '../../src/api/parts.ts'
import { editChangedReceipts, watchChanges } from '../../src/bot/receipt-edits.ts'
import { reviewWords } from '../../src/bot/views/review.ts'
import { whyWords } from '../../src/bot/views/why.ts'
import { banks, createParse, createPipeline, readStatementFile, readStatementRows } from '../../src/compose.ts'
import { createPeopleStore } from '../../src/db/delivery/people-store.ts'
import { listenForChanges } from '../../src/db/ledger-changes.ts'
import type { AccessScope } from '../../src/domain/access.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { LedgerSession, Membership } from '../../src/domain/ports.ts'
import { type UploadWork, workUpload } from '../../src/jobs/statement-uploads.ts'
import { decodeReading, encodeReading } from '../../src/readers/codec.ts'
import { type TestLedgers, testLedgers } from '../support/ledger.ts'

/** The token of a bot that does not exist. */
export const BOT_TOKEN = '1000001:test'

/** A ledger with somebody in it. */
export type Member = { readonly ledgerId: string; readonly personId: string; readonly telegramUserId: bigint }

/** The API on a database of a test file's own. */
export type ApiWorld = {
  readonly api: OpenAPIHono
  readonly base: TestLedgers
  /** What it is for the API; tests move it. */
  clock: { now(): Temporal.Instant }
  /** Makes a ledger with somebody in it. */
  newMember(role?: Membership['role']): Promise<Member>
  /** A fresh token of a member. */
  token(member: Member, scopes?: readonly AccessScope[]): Promise<string>
  loginCode(member: Member): Promise<string>
  /** Sends bank alerts into a ledger, and gives the transactions they rest in. */
  ingest(member: Member, ...texts: readonly string[]): Promise<string[]>
  /** Resolves when the files sent so far were worked on. */
  jobsDone(): Promise<void>
  inLedger<T>(member: Member, work: (session: LedgerSession) => Promise<T>): Promise<T>
  /** Asks the API; `body` is sent as JSON. */
  ask(method: string, path: string, options?: Asked): Promise<Answer>
  /** What the program does first when it stops. */
  stop(): void
  close(): Promise<void>
}

export type Asked = {
  readonly token?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

// biome-ignore lint/suspicious/noExplicitAny: what JSON says is for the test to look at
export type Answer = { readonly status: number; readonly body: any; readonly response: Response }

let people = 0n

/** Starts it; `limits` for tests of those. */
export async function apiWorld(limits: Partial<ApiParts['limits']> = {}): Promise<ApiWorld> {
  const base = await testLedgers()
  const { ids, ledgers, fresh } = base
  const changes = listenForChanges(fresh.database)
  const pipeline = createPipeline()
  const parse = createParse(banks)
  const world: Pick<ApiWorld, 'clock'> = { clock: { now: () => Temporal.Now.instant() } }
  const clock = { now: () => world.clock.now() }
  const peopleStore = createPeopleStore({ database: fresh.database, identifiers: ids, clock })
  const jobs: Promise<void>[] = []
  const stopping = new AbortController()
  const api = createApi({
    ...{ ledgers, people: peopleStore, pipeline, parse, ids, clock, botToken: BOT_TOKEN },
    bot: { username: () => 'test_bot', hasDemo: false },
    publicUrl: null,
    drawChart: async () => new Uint8Array([137, 80, 78, 71]),
    receipts: { watch: watchChanges, edit: editChangedReceipts },
    words: { why: whyWords, review: reviewWords },
    submitUpload: (job, password) =>
      void jobs.push(workUpload(uploadWork(base, { pipeline, parse }, password), job, true)),
    onChange: changes.subscribe,
    heartbeatMs: 20,
    stopping: stopping.signal,
    limits: { perToken: 100_000, refusedPerAddress: 100_000, ...limits },
    reportError: (error) => {
      throw error
    },
  })
  const actionsOf = async (member: Member, session: LedgerSession) => {
    const role = (await session.membershipOf(member.personId))?.role ?? 'owner'
    return { session, actor: { personId: member.personId, role }, pipeline, parse, ids, clock }
  }
  const inLedger: ApiWorld['inLedger'] = ({ ledgerId }, work) => ledgers.inLedger(ledgerId, work)
  return Object.assign(world, {
    api,
    base,
    inLedger,
    newMember: async (role: Membership['role'] = 'owner') => {
      people += 1n
      const person = await peopleStore.add(people, false)
      const ledgerId = crypto.randomUUID()
      const options = { ledgerId, name: `of ${people}`, timeZone: 'Africa/Lagos', currency: 'NGN' }
      await ledgers.create({ ...options, owner: { personId: person.id, chatId: people } })
      const text = 'UPDATE memberships SET role = $2 WHERE ledger_id = $1'
      await fresh.database.inLedger(ledgerId, (transaction) => transaction.query(text, [ledgerId, role]))
      return { ledgerId, personId: person.id, telegramUserId: people }
    },
    token: (member: Member, scopes: readonly AccessScope[] = ['read', 'write', 'admin']) =>
      inLedger(member, async (session) => {
        const { ledgerId } = member
        const actions = {
          ...(await actionsOf(member, session)),
          actor: { personId: member.personId, role: 'owner' as const },
        }
        const made = await makeToken(actions, { ledgerId, name: 'test', scopes })
        if (made.kind !== 'made') throw new Error('a token is made')
        return made.secret
      }),
    loginCode: (member: Member) =>
      inLedger(member, async (session) => {
        const made = await makeLoginLink(await actionsOf(member, session), member)
        if (made.kind !== 'made') throw new Error('a link is made')
        return made.secret
      }),
    ingest: (member: Member, ...texts: readonly string[]) =>
      inLedger(member, async (session) => {
        const { actor: _, ...context } = await actionsOf(member, session)
        const traces = await pipeline.run(
          texts.map((text) => ({
            origin: `ingest:${crypto.randomUUID()}`,
            source: 'sms' as const,
            sender: null,
            subject: null,
            text,
            receivedAt: clock.now(),
            authenticity: 'vouched' as const,
            readings: null,
          })),
          { store: session, parse: context.parse, ids, clock },
        )
        return traces.flatMap(({ transactions }) => transactions)
      }),
    jobsDone: async () => {
      await Promise.all(jobs.splice(0))
    },
    ask: (method: string, path: string, options: Asked = {}) => ask(api, method, path, options),
    stop: () => stopping.abort(),
    close: async () => {
      await changes.close()
      await base.close()
    },
  })
}

function uploadWork(
  { ids, ledgers }: TestLedgers,
  { pipeline, parse }: Pick<ApiParts, 'pipeline' | 'parse'>,
  password: string | null,
): UploadWork {
  const unwanted = () => {
    throw new Error('nothing of Telegram is asked')
  }
  return {
    ...{ ledgers, pipeline, parse, ids, clock: systemClock, readStatementFile, readStatementRows },
    ...{ encode: encodeReading, takePassword: () => password, expectPassword: unwanted, whenShown: unwanted },
    fetchFile: unwanted,
    decode: (text) => {
      const reading = decodeReading(text)
      return reading.kind === 'statements' ? reading.statements : []
    },
    nameContent: (bytes) => ids.fingerprint(createHash('sha256').update(bytes).digest('hex')),
    tell: async () => {},
  }
}

async function ask(api: OpenAPIHono, method: string, path: string, { token, body, headers }: Asked): Promise<Answer> {
  const response = await api.request(`/api/v1${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
  })
  const text = response.headers.get('content-type')?.includes('json') ? await response.clone().text() : ''
  return { status: response.status, body: text === '' ? null : JSON.parse(text), response }
}
