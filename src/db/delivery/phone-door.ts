import type { PhonePlace } from '../../domain/phone.ts'
import type { Database } from '../client.ts'
import { phoneKeys, phoneSecretHash } from '../store/phones.ts'
import type { Vault } from '../vault.ts'

/** What the address of phones asks of storage: which phone a secret belongs to, and that it posted. */
export type PhoneDoor = {
  /** The phone with this secret that may post; null for a wrong secret and for a phone that was revoked. */
  find(secret: string): Promise<PhonePlace | null>
  /** Notes that a phone posted; `dropped`: how many messages were not kept. */
  heard(place: PhonePlace, at: Temporal.Instant, dropped: number): Promise<void>
}

type PlaceRow = { ledger_id: string; id: string; is_signed: boolean; chat_id: bigint }

/** Phones of all ledgers as the system role sees them: no name, and nothing of a message. */
export function createPhoneDoor(options: {
  readonly database: Database
  readonly vault: Pick<Vault, 'mac'>
}): PhoneDoor {
  const { database, vault } = options
  return {
    find: async (secret) => {
      const text = `SELECT p.ledger_id, p.id, p.is_signed, m.chat_id FROM phones p
          JOIN memberships m ON m.ledger_id = p.ledger_id AND m.role = 'owner'
        WHERE p.secret_hash = $1 AND p.revoked_at IS NULL ORDER BY m.created_at, m.person_id LIMIT 1`
      const [row] = await database.inSystem((transaction) =>
        transaction.query<PlaceRow>(text, [phoneSecretHash(secret)], { name: 'phone_find' }),
      )
      if (row === undefined) return null
      const { signingKey } = phoneKeys(vault, row.ledger_id, row.id)
      return {
        ledgerId: row.ledger_id,
        phoneId: row.id,
        chatId: row.chat_id,
        signingKey: row.is_signed ? signingKey : null,
      }
    },
    heard: async ({ ledgerId, phoneId }, at, dropped) => {
      const text = 'UPDATE phones SET heard_at = $3, dropped = dropped + $4 WHERE ledger_id = $1 AND id = $2'
      await database.inSystem((transaction) => transaction.query(text, [ledgerId, phoneId, at.toString(), dropped]))
    },
  }
}
