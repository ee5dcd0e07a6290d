import { createUpdateHandler } from '../../src/bot/update-handler.ts'
import { createPipeline } from '../../src/compose.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import type { IncomingUpdate } from '../../src/domain/ports.ts'
import type { IncomingMessage } from '../../src/pipeline/incoming.ts'
import { type BenchDatabase, type BenchLedger, ingest, readAlert } from './bench-ledger.ts'

/** One way to take messages in; gives how many went per second. */
export type Measure = {
  readonly name: string
  readonly what: string
  run(database: BenchDatabase, ledger: BenchLedger, count: number): Promise<number>
}

/** The yardstick: one row, one statement, one commit. The row is as wide as a transaction's. */
export const bareInsert: Measure = {
  name: 'bare insert',
  what: 'autocommit insert of one row, prepared, over the same driver',
  run: async ({ pool }, _ledger, count) => {
    const text = `INSERT INTO bench_bare (household_id, id, kind, occurred_at, payee, narration, amount_minor)
      VALUES ($1, $2, $3, $4, $5, $6, $7)`
    await pool.query(`CREATE TABLE IF NOT EXISTS bench_bare (household_id uuid, id uuid, kind text, occurred_at timestamptz,
      payee text, narration text, amount_minor bigint, PRIMARY KEY (household_id, id))`)
    const insert = () => {
      const values = [crypto.randomUUID(), crypto.randomUUID(), 'expense', '2026-10-02T09:41:00Z', 'MOSES EKANEM']
      return pool.query({ name: 'bare', text, values: [...values, 'NIP TRANSFER MOSES EKANEM', '500000'] })
    }
    await insert()
    return perSecond(count, async () => {
      for (let done = 0; done < count; done += 1) await insert()
    })
  },
}

/** The pipeline with `batchSize` messages in one transaction. */
export function pipelineRuns(batchSize: number): Measure {
  return {
    name: batchSize === 1 ? 'one by one' : `batches of ${batchSize}`,
    what: `parse, identify, link, categorize, reconcile, commit: ${batchSize} in a transaction`,
    run: async ({ storage }, { ledgerId, stream }, count) => {
      await ingest(storage, ledgerId, stream.take(1))
      const batches = inBatches(stream.take(count), batchSize)
      return perSecond(count, async () => {
        for (const batch of batches) {
          const traces = await ingest(storage, ledgerId, batch)
          if (traces.some((trace) => trace.alerts.length !== 1)) throw new Error('the pipeline did not read an alert')
        }
      })
    },
  }
}

/** From stored updates: claim, decrypt, handle with replies into the outbox, and the update marked done in the commit. */
export function updateRuns(batchSize: number): Measure {
  return {
    name: batchSize === 1 ? 'updates one by one' : `updates, ${batchSize} at once`,
    what: `stored Telegram updates through the bot to committed transactions and replies: ${batchSize} in a transaction`,
    run: async (database, ledger, count) => {
      const { inbox } = database.storage
      const handler = createHandler(database)
      const holder = crypto.randomUUID()
      await inbox.add(ledger.stream.take(count).map((message) => toUpdate(message, ledger)))
      return perSecond(count, async () => {
        for (let done = 0; done < count; ) {
          const claimed = await inbox.claim(holder, batchSize, 30)
          await handler.handle(claimed, holder)
          if (claimed.length === 0) throw new Error('the inbox is empty too early')
          done += claimed.length
        }
      })
    },
  }
}

let updatesSent = Date.now()

function toUpdate(message: IncomingMessage, { telegramUserId }: BenchLedger): IncomingUpdate {
  updatesSent += 1
  const id = Number(telegramUserId)
  const from = { id, is_bot: false, first_name: 'Adaeze' }
  const chat = { id, type: 'private', first_name: 'Adaeze' }
  const date = Math.floor(message.receivedAt.epochMilliseconds / 1000)
  const body = { message: { message_id: updatesSent, from, chat, date, text: message.text } }
  return { botId: 1n, updateId: BigInt(updatesSent), senderId: telegramUserId, body: JSON.stringify(body) }
}

function createHandler({ storage }: BenchDatabase) {
  const refuse = () => {
    throw new Error('alerts in bulk need no such thing')
  }
  return createUpdateHandler({
    ledgers: storage.ledgers,
    admit: async (telegramUserId) => {
      const known = await storage.people.byTelegramUser(telegramUserId)
      return known === null ? { kind: 'stranger' } : { kind: 'known', ...known }
    },
    ledgerName: refuse,
    finish: storage.inbox.finish,
    pipeline: createPipeline(),
    parse: readAlert,
    readQuickEntry: () => null,
    drawChart: refuse,
    dashboard: { url: 'http://127.0.0.1:8080', opensAs: 'address' },
    uploads: { submit: refuse, passwordOf: refuse, forgetPassword: refuse, expectPassword: refuse, decode: refuse },
    answerCallback: refuse,
    clock: systemClock,
    ids: storage.ids,
    queueDepths: refuse,
    publicUrl: null,
    defaults: { timeZone: 'Africa/Lagos', currency: 'NGN' },
    botInfo: {
      id: 1,
      is_bot: true,
      first_name: 'Bench',
      username: 'bench_bot',
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
      can_connect_to_business: false,
      has_main_web_app: false,
    } as Parameters<typeof createUpdateHandler>[0]['botInfo'],
    metrics: { botUpdate: () => {}, message: () => {} },
  })
}

async function perSecond(count: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (count / (performance.now() - startedAt)) * 1000
}

function inBatches<T>(all: readonly T[], size: number): T[][] {
  const batches: T[][] = []
  for (let start = 0; start < all.length; start += size) batches.push(all.slice(start, start + size))
  return batches
}
