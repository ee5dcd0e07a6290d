import type { AccessGrant, AccessStore } from '../../domain/access.ts'
import type { LedgerSession, Membership } from '../../domain/ports.ts'
import type { Place } from '../vault.ts'
import type { LedgerScope } from './scope.ts'

type GrantRow = {
  id: string
  kind: AccessGrant['kind']
  person_id: string
  name: string | null
  hint: string
  scopes: AccessGrant['scopes']
  created_at: string
  expires_at: string | null
  last_used_at: string | null
  revoked_at: string | null
}

const COLUMNS = 'id, kind, person_id, name, hint, scopes, created_at, expires_at, last_used_at, revoked_at'

/** Who may reach this ledger over the network, and what was answered there. */
export function accessStore({
  ledgerId,
  transaction,
  vault,
}: LedgerScope): AccessStore & Pick<LedgerSession, 'membershipOf'> {
  return {
    addGrant: async (grant, secretHash) => {
      const { id, kind, personId, name, hint, scopes, createdAt, expiresAt } = grant
      const rows = await transaction.query(
        `INSERT INTO access_grants (ledger_id, id, kind, person_id, name, hint, secret_hash, scopes, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (ledger_id, secret_hash) DO NOTHING RETURNING id`,
        [
          ...[ledgerId, id, kind, personId, name, hint, secretHash, [...scopes]],
          ...[createdAt.toString(), expiresAt?.toString() ?? null],
        ],
      )
      return rows.length > 0
    },
    grantOf: async (secretHash) => {
      const [row] = await transaction.query<GrantRow>(
        `SELECT ${COLUMNS} FROM access_grants WHERE ledger_id = $1 AND secret_hash = $2`,
        [ledgerId, secretHash],
        { name: 'grant_of_secret' },
      )
      return row === undefined ? null : toGrant(row)
    },
    grantsOf: async (personId, kind) => {
      const rows = await transaction.query<GrantRow>(
        `SELECT ${COLUMNS} FROM access_grants
         WHERE ledger_id = $1 AND person_id = $2 AND kind = $3 AND revoked_at IS NULL ORDER BY created_at DESC, id`,
        [ledgerId, personId, kind],
      )
      return rows.map(toGrant)
    },
    markGrantUsed: async (id, at) => {
      await transaction.query('UPDATE access_grants SET last_used_at = $3 WHERE ledger_id = $1 AND id = $2', [
        ledgerId,
        id,
        at.toString(),
      ])
    },
    revokeGrant: async (id, at) => {
      const rows = await transaction.query(
        'UPDATE access_grants SET revoked_at = $3 WHERE ledger_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id',
        [ledgerId, id, at.toString()],
      )
      return rows.length > 0
    },
    dropGrantsEndedBefore: async (before) => {
      await transaction.query(
        `DELETE FROM access_grants WHERE ledger_id = $1 AND kind <> 'token' AND least(expires_at, revoked_at) < $2`,
        [ledgerId, before.toString()],
      )
    },
    membershipOf: async (personId) => {
      const [row] = await transaction.query<{ role: Membership['role']; chat_id: bigint }>(
        'SELECT role, chat_id FROM memberships WHERE ledger_id = $1 AND person_id = $2',
        [ledgerId, personId],
        { name: 'membership_of' },
      )
      return row === undefined ? null : { ledgerId, personId, role: row.role, chatId: row.chat_id }
    },
    keptAnswer: async (key) => {
      const [row] = await transaction.query<{ request_hash: string; status: number; body: Uint8Array }>(
        'SELECT request_hash, status, body FROM kept_answers WHERE ledger_id = $1 AND key = $2',
        [ledgerId, key],
      )
      if (row === undefined) return null
      const body = new TextDecoder().decode(vault.open(bodyPlace(ledgerId, key), row.body))
      return { requestHash: row.request_hash, status: row.status, body }
    },
    keepAnswer: async (key, { requestHash, status, body }, at) => {
      const sealed = Buffer.from(vault.seal(bodyPlace(ledgerId, key), body))
      await transaction.query(
        `INSERT INTO kept_answers (ledger_id, key, request_hash, status, body, kept_at) VALUES ($1, $2, $3, $4, $5, $6)`,
        [ledgerId, key, requestHash, status, sealed, at.toString()],
      )
    },
    dropAnswersBefore: async (before) => {
      await transaction.query('DELETE FROM kept_answers WHERE ledger_id = $1 AND kept_at < $2', [
        ledgerId,
        before.toString(),
      ])
    },
  }
}

function bodyPlace(ledgerId: string, key: string): Place {
  return { table: 'kept_answers', column: 'body', ledgerId, rowId: key }
}

function toGrant(row: GrantRow): AccessGrant {
  const { id, kind, name, hint, scopes } = row
  return {
    ...{ id, kind, personId: row.person_id, name, hint, scopes },
    createdAt: Temporal.Instant.from(row.created_at),
    expiresAt: instantOf(row.expires_at),
    lastUsedAt: instantOf(row.last_used_at),
    revokedAt: instantOf(row.revoked_at),
  }
}

function instantOf(text: string | null): Temporal.Instant | null {
  return text === null ? null : Temporal.Instant.from(text)
}
