import type pg from 'pg'
import { toDatabaseError } from './errors.ts'
import { APP_ROLE, SYSTEM_ROLE } from './transaction.ts'

const ROLES = [APP_ROLE, SYSTEM_ROLE] as const
const INHERIT_OPTION_SINCE = 160_000

/** The roles are missing and this login may not make them; the message holds the SQL for an administrator. */
export class RolesMissingError extends Error {
  override readonly name = 'RolesMissingError'
  readonly statements: readonly string[]

  constructor(statements: readonly string[]) {
    super(
      `The database lacks roles that this login may not make. Have an administrator run:\n\n${statements.join('\n')}\n\nThen start again.`,
    )
    this.statements = statements
  }
}

/**
 * Makes the app and system roles where they are missing and lets the login act as them. Roles belong to the whole cluster:
 * another process or database may be making them at the same time, which is fine. `owner` is connected as the login.
 * Throws RolesMissingError where the login may not.
 */
export async function ensureRoles(owner: pg.ClientBase): Promise<void> {
  const refused: string[] = []
  for (const statement of await missingStatements(owner)) {
    try {
      await owner.query(statement)
    } catch (error) {
      refused.push(statement)
      // Refused for want of rights, or because another process was quicker: the second look tells which.
      if (!isExpected(error)) throw toDatabaseError(error)
    }
  }
  if (refused.length === 0) return
  const stillMissing = await missingStatements(owner)
  if (stillMissing.length > 0) throw new RolesMissingError(stillMissing)
}

/** SQL that the cluster still needs, in order; empty when all is there. */
async function missingStatements(owner: pg.ClientBase): Promise<string[]> {
  const { rows } = await owner.query<{ login: string; version: number; present: string[]; granted: string[] }>(
    `SELECT quote_ident(current_user) AS login,
            current_setting('server_version_num')::int AS version,
            array(SELECT rolname::text FROM pg_roles WHERE rolname = ANY ($1)) AS present,
            array(SELECT rolname::text FROM pg_roles WHERE rolname = ANY ($1) AND pg_has_role(current_user, oid,
              CASE WHEN current_setting('server_version_num')::int >= $2 THEN 'SET' ELSE 'MEMBER' END)) AS granted`,
    [ROLES, INHERIT_OPTION_SINCE],
  )
  const [state] = rows
  if (state === undefined) return []
  const options = state.version >= INHERIT_OPTION_SINCE ? ' WITH INHERIT FALSE, SET TRUE' : ''
  const create = ROLES.filter((role) => !state.present.includes(role)).map(
    (role) => `CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;`,
  )
  const grant = ROLES.filter((role) => !state.granted.includes(role)).map(
    (role) => `GRANT ${role} TO ${state.login}${options};`,
  )
  return [...create, ...grant]
}

function isExpected(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  // insufficient_privilege; undefined_object after a refused CREATE; duplicate_object, unique_violation and "tuple
  // concurrently updated" (internal_error) when two processes make the same role or grant at once.
  return ['42501', '42704', '42710', '23505', 'XX000'].includes(String(code))
}
