import type { Clock, Identifiers, Membership, PeopleStore, Person } from '../../domain/ports.ts'
import type { Database, Transaction } from '../client.ts'

type PersonRow = { id: string; telegram_user_id: bigint; is_owner: boolean }
type MembershipRow = { ledger_id: string | null; role: Membership['role']; chat_id: bigint }

/** People and pairing codes in PostgreSQL. A person's id follows from their Telegram user id. */
export function createPeopleStore(options: {
  readonly database: Database
  readonly identifiers: Pick<Identifiers, 'id'>
  readonly clock: Clock
}): PeopleStore {
  const { database, identifiers, clock } = options
  return {
    byTelegramUser: (userId) => database.inSystem((transaction) => byTelegramUser(transaction, userId)),
    owners: async () => {
      const text = `SELECT ledger_id, person_id, role, chat_id FROM memberships WHERE role = 'owner' ORDER BY ledger_id, person_id`
      const rows = await database.inSystem((transaction) =>
        transaction.query<MembershipRow & { ledger_id: string; person_id: string }>(text, []),
      )
      return rows.map(({ ledger_id, person_id, role, chat_id }) => ({
        ledgerId: ledger_id,
        personId: person_id,
        role,
        chatId: chat_id,
      }))
    },
    add: (userId, isOwner) => {
      const id = identifiers.id('person', String(userId))
      return database.inSystem((transaction) => addPerson(transaction, { id, userId, isOwner, at: clock.now() }))
    },
    hasOwner: async (besides) => {
      const text = 'SELECT 1 AS found FROM people WHERE is_owner AND telegram_user_id IS DISTINCT FROM $1 LIMIT 1'
      return (await database.inSystem((transaction) => transaction.query(text, [besides ?? null]))).length > 0
    },
    setPairingCode: (codeHash, expiresAt, tries) =>
      database.inSystem(async (transaction) => {
        await transaction.query('DELETE FROM pairing_codes')
        const text = 'INSERT INTO pairing_codes (code_hash, expires_at, tries_left) VALUES ($1, $2, $3)'
        await transaction.query(text, [codeHash, expiresAt.toString(), tries])
      }),
    usePairingCode: (codeHash) =>
      database.inSystem((transaction) => usePairingCode(transaction, codeHash, clock.now())),
  }
}

/** The person, with the ledger they joined first. */
async function byTelegramUser(
  transaction: Transaction,
  userId: bigint,
): Promise<{ person: Person; membership: Membership | null } | null> {
  const [row] = await transaction.query<PersonRow & MembershipRow>(
    `SELECT people.id, telegram_user_id, is_owner, ledger_id, role, chat_id
      FROM people LEFT JOIN memberships ON memberships.person_id = people.id
      WHERE telegram_user_id = $1 ORDER BY memberships.created_at, ledger_id LIMIT 1`,
    [userId],
    { name: 'people_by_telegram_user' },
  )
  if (row === undefined) return null
  const membership =
    row.ledger_id === null ? null : { ledgerId: row.ledger_id, personId: row.id, role: row.role, chatId: row.chat_id }
  return { person: personOf(row), membership }
}

async function addPerson(
  transaction: Transaction,
  person: { id: string; userId: bigint; isOwner: boolean; at: Temporal.Instant },
): Promise<Person> {
  await transaction.query(
    `INSERT INTO people (id, telegram_user_id, is_owner, created_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (telegram_user_id) DO NOTHING`,
    [person.id, person.userId, person.isOwner, person.at.toString()],
  )
  const text = 'SELECT id, telegram_user_id, is_owner FROM people WHERE telegram_user_id = $1'
  const [row] = await transaction.query<PersonRow>(text, [person.userId])
  if (row === undefined) throw new Error('a person just added is missing')
  return personOf(row)
}

function personOf(row: PersonRow): Person {
  return { id: row.id, telegramUserId: row.telegram_user_id, isOwner: row.is_owner }
}

/** The row's lock makes the code single-use: of two who bring it at once, the second finds it used. */
async function usePairingCode(transaction: Transaction, codeHash: string, now: Temporal.Instant): Promise<boolean> {
  const used = await transaction.query(
    `UPDATE pairing_codes SET used_at = $2
      WHERE code_hash = $1 AND used_at IS NULL AND tries_left > 0 AND expires_at > $2 RETURNING 1 AS used`,
    [codeHash, now.toString()],
  )
  if (used.length > 0) return true
  await transaction.query(
    'UPDATE pairing_codes SET tries_left = tries_left - 1 WHERE used_at IS NULL AND tries_left > 0',
  )
  return false
}
