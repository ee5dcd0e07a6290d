import pg from 'pg'
import { APP_ROLE, SYSTEM_ROLE } from '../../src/db/transaction.ts'
import { OURS, THEIRS } from './ledger-ids.ts'
import type { TenantTable } from './tenant-tables.ts'

/** What the system role may do with tables of ledgers, over all ledgers; everything not named is refused. */
const SYSTEM_MAY: Readonly<Record<string, readonly string[]>> = {
  ledgers: ['SELECT'],
  mailboxes: ['SELECT'],
  memberships: ['SELECT'],
  outbox: ['SELECT', 'UPDATE'],
  phones: ['SELECT', 'UPDATE'],
}

type Actor = { readonly role: string; readonly ledgerId: string | null }

/** What a statement came to: how many rows it gave or touched, or the SQLSTATE that refused it. */
type Result = number | string

const REFUSED = '42501'
const TAKEN_ALREADY = '23505'

/**
 * What is wrong with the rights on one table, found by trying, with statements that name no ledger: whether the app role
 * on our ledger has our rows and no others, whether it has none without a ledger, whether the system role has what it may
 * and no more, and whether the owner of the tables has nothing. Empty when all is well. `superuser` must be in a transaction.
 */
export async function policyProblems(superuser: pg.Client, table: TenantTable): Promise<string[]> {
  const facts = await readFacts(superuser, table)
  return [
    ...(await appProblems(superuser, facts)),
    ...(await nobodyProblems(superuser, facts)),
    ...(await systemProblems(superuser, facts)),
    ...(await ownerProblems(superuser, facts)),
  ].map((problem) => `${table.name}: ${problem}`)
}

type Facts = {
  readonly table: TenantTable
  readonly owner: string
  readonly ourCount: number
  readonly allCount: number
  /** One row of ours as JSON. */
  readonly row: string
  /** Columns, and one that each role may change, or any where it may change none. */
  readonly columns: string
  readonly changeable: Readonly<Record<string, { readonly column: string; readonly isAllowed: boolean }>>
}

async function readFacts(superuser: pg.Client, table: TenantTable): Promise<Facts> {
  const { name, key } = table
  const counts = await superuser.query<{ ours: bigint; theirs: bigint; every: bigint; row: string | null }>(
    `SELECT count(*) FILTER (WHERE ${key} = $1) AS ours, count(*) FILTER (WHERE ${key} = $2) AS theirs, count(*) AS every,
       (array_agg(to_jsonb(t)::text) FILTER (WHERE ${key} = $1))[1] AS row FROM ${name} t`,
    [OURS, THEIRS],
  )
  const [count] = counts.rows
  if (count === undefined || count.row === null || count.theirs === 0n)
    throw new Error(`${name} needs rows of both ledgers: fill it in two-ledgers.ts`)
  const { rows } = await superuser.query<{ column: string; app: boolean; system: boolean; owner: string }>(
    `SELECT quote_ident(a.attname) AS column, pg_get_userbyid(c.relowner) AS owner,
       has_column_privilege('${APP_ROLE}', c.oid, a.attnum, 'UPDATE') AS app,
       has_column_privilege('${SYSTEM_ROLE}', c.oid, a.attnum, 'UPDATE') AS system
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     WHERE c.oid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [name],
  )
  const changeable = (role: 'app' | 'system') => {
    const allowed = rows.find((column) => column[role])
    return { column: (allowed ?? rows[0])?.column ?? '', isAllowed: allowed !== undefined }
  }
  return {
    table,
    owner: rows[0]?.owner ?? '',
    ourCount: Number(count.ours),
    allCount: Number(count.every),
    row: count.row,
    columns: rows.map(({ column }) => column).join(', '),
    changeable: { [APP_ROLE]: changeable('app'), [SYSTEM_ROLE]: changeable('system') },
  }
}

/** Runs a statement as somebody and takes it back. Foreign keys are off: only rights and policies may refuse. */
async function attempt(
  superuser: pg.Client,
  { role, ledgerId }: Actor,
  text: string,
  values: unknown[] = [],
): Promise<Result> {
  const setting = ledgerId === null ? '' : `; SET LOCAL app.ledger_id = '${ledgerId}'`
  await superuser.query(
    `SAVEPOINT attempt; SET LOCAL session_replication_role = replica; SET LOCAL ROLE ${role}${setting}`,
  )
  try {
    const { rows, rowCount } = await superuser.query<{ count?: bigint }>(text, values)
    return Number(rows[0]?.count ?? rowCount)
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code ?? ''
    throw error
  } finally {
    await superuser.query('ROLLBACK TO SAVEPOINT attempt')
  }
}

/** The statements, none of which says whose rows it wants, but the first two of theirs. */
function statementsOn({ table: { name, key }, columns, changeable }: Facts, role: string) {
  const column = changeable[role]?.column ?? key
  const copy = `INSERT INTO ${name} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${name}, $1::jsonb)`
  return {
    count: `SELECT count(*) AS count FROM ${name}`,
    countTheirs: `SELECT count(*) AS count FROM ${name} WHERE ${key} <> '${OURS}'`,
    // Reads no column, so that policies for SELECT have no say.
    updateBlindly: `UPDATE ${name} SET ${column} = DEFAULT`,
    update: `UPDATE ${name} SET ${column} = ${column}`,
    updateTheirs: `UPDATE ${name} SET ${column} = ${column} WHERE ${key} = '${THEIRS}'`,
    moveAway: `UPDATE ${name} SET ${key} = '${THEIRS}'`,
    delete: `DELETE FROM ${name}`,
    deleteTheirs: `DELETE FROM ${name} WHERE ${key} = '${THEIRS}'`,
    copy,
  }
}

function theirCopy({ row, table: { key } }: Facts): string {
  return JSON.stringify({ ...JSON.parse(row), [key]: THEIRS })
}

/** A problem unless the result is one of those expected. */
function unless(expected: readonly Result[], result: Result, what: string): string[] {
  return expected.includes(result) ? [] : [`${what}: ${result} instead of ${expected.join(' or ')}`]
}

async function appProblems(superuser: pg.Client, facts: Facts): Promise<string[]> {
  const actor = { role: APP_ROLE, ledgerId: OURS }
  const statements = statementsOn(facts, APP_ROLE)
  const run = (text: string, values?: unknown[]) => attempt(superuser, actor, text, values)
  const mayChange = facts.changeable[APP_ROLE]?.isAllowed === true
  const isOnlyOurs = async (text: string, what: string) => unless([facts.ourCount, REFUSED], await run(text), what)
  return [
    ...unless([facts.ourCount], await run(statements.count), 'the app role sees'),
    ...unless([0], await run(statements.countTheirs), 'the app role sees of others'),
    ...unless([mayChange ? facts.ourCount : REFUSED], await run(statements.update), 'the app role changes'),
    ...unless([mayChange ? 0 : REFUSED], await run(statements.updateTheirs), 'the app role changes of others'),
    ...unless([REFUSED], await run(statements.moveAway), 'the app role gives rows to another ledger'),
    ...(await isOnlyOurs(statements.delete, 'the app role deletes')),
    ...unless([0, REFUSED], await run(statements.deleteTheirs), 'the app role deletes of others'),
    ...unless([REFUSED], await run(statements.copy, [theirCopy(facts)]), 'the app role inserts for others'),
    // The row is there already, which is found out after policies had their say.
    ...unless([TAKEN_ALREADY], await run(statements.copy, [facts.row]), 'the app role inserts its own row'),
  ]
}

/** The app role with no ledger, or an empty one, as on a connection where the setting was forgotten. */
async function nobodyProblems(superuser: pg.Client, facts: Facts): Promise<string[]> {
  const statements = statementsOn(facts, APP_ROLE)
  const problems: string[] = []
  for (const ledgerId of [null, '']) {
    const run = (text: string, values?: unknown[]) => attempt(superuser, { role: APP_ROLE, ledgerId }, text, values)
    problems.push(
      ...unless([0], await run(statements.count), 'without a ledger the app role sees'),
      ...unless([0, REFUSED], await run(statements.update), 'without a ledger the app role changes'),
      ...unless([0, REFUSED], await run(statements.updateBlindly), 'without a ledger the app role overwrites'),
      ...unless([0, REFUSED], await run(statements.delete), 'without a ledger the app role deletes'),
      ...unless([REFUSED], await run(statements.copy, [facts.row]), 'without a ledger the app role inserts'),
    )
  }
  return problems
}

async function systemProblems(superuser: pg.Client, facts: Facts): Promise<string[]> {
  const statements = statementsOn(facts, SYSTEM_ROLE)
  const may = SYSTEM_MAY[facts.table.name] ?? []
  // On a ledger, too: the setting must not open anything for this role.
  const run = (text: string, values?: unknown[]) =>
    attempt(superuser, { role: SYSTEM_ROLE, ledgerId: OURS }, text, values)
  const expected = (right: string): Result[] => [may.includes(right) ? facts.allCount : REFUSED]
  return [
    ...unless(expected('SELECT'), await run(statements.count), 'the system role sees'),
    ...unless(expected('UPDATE'), await run(statements.update), 'the system role changes'),
    ...unless([REFUSED], await run(statements.moveAway), 'the system role moves rows'),
    ...unless([REFUSED], await run(statements.delete), 'the system role deletes'),
    ...unless([REFUSED], await run(statements.copy, [facts.row]), 'the system role inserts'),
  ]
}

/** Without FORCE the owner of a table is exempt from its policies, and so is whatever acts for the owner. */
async function ownerProblems(superuser: pg.Client, facts: Facts): Promise<string[]> {
  const actor = { role: facts.owner, ledgerId: OURS }
  const statements = statementsOn(facts, facts.owner)
  const run = (text: string) => attempt(superuser, actor, text)
  return [
    ...unless([0], await run(statements.count), 'the owner sees'),
    ...unless([0], await run(statements.updateBlindly), 'the owner overwrites'),
    ...unless([0], await run(statements.delete), 'the owner deletes'),
  ]
}
