import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import { startLocalTelegram } from '../../src/local-telegram/local-telegram.ts'
import { type Program, startProgram } from '../delivery/kill/run.ts'
import { createRandom } from '../delivery/support.ts'
import { freshDatabase } from '../support/database.ts'

const OWNER = 601
const ROWS = 300
const LIMIT = { timeoutMs: 90_000 }

export type ImportKills = {
  readonly kills: number
  /** Kills that struck while a file had still something to be done. */
  readonly underWay: number
  /** Right after a kill: imports of which some rows were there and others not. */
  readonly halves: number
  readonly imported: number
  /** Rows in the ledger in the end, and how many there should be. */
  readonly rows: number
  readonly expectedRows: number
  /** Files whose person was told that they are imported. */
  readonly told: number
}

/**
 * Drops a file for each of `kills`, kills the program while it reads it or (every other time) imports it, at a moment chosen by
 * `seed`, starts it again and waits until the person is told.
 */
export async function importWithKills({ kills, seed }: { kills: number; seed: number }): Promise<ImportKills> {
  const random = createRandom(seed)
  const fresh = await freshDatabase()
  const superuser = new pg.Client({ connectionString: fresh.superuserConnectionString ?? fresh.connectionString })
  await superuser.connect()
  const telegram = await startLocalTelegram()
  const folder = await mkdtemp(join(tmpdir(), 'expense-tracker-import-kill-'))
  const owner = telegram.user(OWNER)
  const environment = {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    DATABASE_URL: fresh.connectionString,
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString('base64'),
    OWNER_TELEGRAM_IDS: String(OWNER),
    LOG_LEVEL: 'warn',
  }
  const says = (words: RegExp) => (message: ChatMessage) => message.fromBot && words.test(message.text)
  const shows = (words: RegExp) => telegram.waitForMessage(OWNER, says(words), LIMIT)
  const count = async (query: string) => Number((await superuser.query(query)).rows[0]?.count)
  let program: Program = await startProgram(environment, folder)
  const result = { kills, underWay: 0, halves: 0, imported: 0, rows: 0, expectedRows: kills * ROWS, told: 0 }
  try {
    await program.isServing
    for (let kill = 1; kill <= kills; kill += 1) {
      const name = `file-${kill}.csv`
      owner.sendDocument(name, statementOf(kill))
      if (kill % 2 === 0) {
        const preview = await shows(new RegExp(`${name}[^]*already known`))
        owner.tap(preview.id, 'Import')
      }
      await pause(random() * 900)
      await program.kill()
      result.underWay += (await count(OPEN)) + telegram.pendingUpdates().length > 0 ? 1 : 0
      result.halves += await count(HALVES)
      program = await startProgram(environment, folder)
      await program.isServing
      if (kill % 2 === 1) owner.tap((await shows(new RegExp(`${name}[^]*already known`))).id, 'Import')
      await shows(new RegExp(`${name} is imported`))
      result.told += 1
    }
    result.imported = await count(`SELECT count(*) FROM statement_uploads WHERE state = 'imported'`)
    result.rows = await count(`SELECT count(DISTINCT (t.id)) FROM transactions t WHERE t.kind <> 'opening'`)
    return result
  } finally {
    await program.kill()
    await superuser.end()
    await telegram.close()
    await fresh.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const OPEN = `SELECT count(*) FROM statement_uploads WHERE state IN ('reading', 'importing')`
/** Statement messages without all their rows, or rows that no transaction rests on, or uploads that say otherwise. */
const HALVES = `SELECT (SELECT count(*) FROM (
    SELECT FROM raw_messages m LEFT JOIN alerts a ON a.ledger_id = m.ledger_id AND a.message_id = m.id
      LEFT JOIN witnesses w ON w.ledger_id = a.ledger_id AND w.message_id = a.message_id AND w.position = a.position
    WHERE m.source = 'statement' GROUP BY m.id
    HAVING count(DISTINCT a.position) <> ${ROWS} OR count(DISTINCT w.position) <> ${ROWS}) half)
  + abs((SELECT count(*) FROM raw_messages WHERE source = 'statement')
      - (SELECT count(*) FROM statement_uploads WHERE state = 'imported')) AS count`

/** A statement of its own month and amounts, which adds up. */
function statementOf(number: number): Uint8Array {
  const start = Temporal.PlainDate.from('2019-01-01').add({ months: number })
  let balance = 100_000_000 + number * 1_000
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const amount = 10_000 + number * 7_919 + at * 13
    balance -= amount
    const date = start.add({ days: Math.floor((at * 27) / ROWS) })
    return `${date},PURCHASE ${number} AT SHOP ${at},${(amount / 100).toFixed(2)},,${(balance / 100).toFixed(2)}`
  })
  const head = ['Bank,GTBank', `Account Number,01234${String(10_000 + number)}`, 'Currency,NGN', '']
  return new TextEncoder().encode([...head, 'Date,Description,Debit,Credit,Balance', ...rows].join('\n'))
}
