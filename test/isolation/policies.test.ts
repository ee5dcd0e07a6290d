import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { allCases } from './all-cases.ts'
import { readGiven } from './given.ts'
import { allMutants, interferenceDespitePolicies, takeReferences } from './interference.ts'
import { OURS } from './ledger-ids.ts'
import { policyProblems } from './policy-check.ts'
import { openProbe, type Probe } from './probe.ts'
import { otherTables, type TenantTable, tenantTables } from './tenant-tables.ts'
import { type TwoLedgers, twoLedgers } from './two-ledgers.ts'

/** A policy, or the switch of a table, taken away or opened in a transaction that is rolled back. */
type Change = { readonly table: TenantTable; readonly statement: string }

/** Tables that belong to the installation: nothing in them is a ledger's. */
const OF_THE_INSTALLATION = ['inbox', 'installation', 'leases', 'pairing_codes', 'people']

// Changing policies and acting as every role takes a superuser.
describe.skipIf(inject('testServer').superuserConnectionString === null)('policies, without conditions', () => {
  let two: TwoLedgers
  let probe: Probe
  let tables: readonly TenantTable[]

  beforeAll(async () => {
    two = await twoLedgers()
    probe = await openProbe(two.superuser)
    tables = await tenantTables(two.superuser)
  })
  afterAll(async () => {
    await probe?.close()
    await two?.close()
  })

  /** The problems of a table after a change, which is taken back. */
  async function problemsAfter({ table, statement }: Change): Promise<string[]> {
    await two.superuser.query('BEGIN')
    try {
      await two.superuser.query(statement)
      return await policyProblems(two.superuser, table)
    } finally {
      await two.superuser.query('ROLLBACK')
    }
  }

  /** The changes of a list that nothing notices. */
  async function unnoticed(changes: readonly Change[]): Promise<string[]> {
    const quiet: string[] = []
    for (const change of changes) if ((await problemsAfter(change)).length === 0) quiet.push(change.statement)
    return quiet
  }

  /** The policies of tables of ledgers, by role. */
  async function policiesOf(role: string): Promise<{ table: TenantTable; policy: string; command: string }[]> {
    const { rows } = await two.superuser.query<{ name: string; policy: string; command: string }>(
      'SELECT tablename AS name, policyname AS policy, cmd AS command FROM pg_policies WHERE $1 = ANY (roles) ORDER BY 1, 2',
      [role],
    )
    return rows.flatMap(({ name, policy, command }) => {
      const table = tables.find((each) => each.name === name)
      return table === undefined ? [] : [{ table, policy, command }]
    })
  }

  it('keep every table of ledgers to the ledger that is set', async () => {
    expect(tables.length).toBeGreaterThan(20)
    const problems: string[] = []
    for (const table of tables) problems.push(...(await problemsAfter({ table, statement: 'SELECT' })))
    expect(problems).toEqual([])
  })

  it('are on every table but those of the installation, of whose contents the app role sees none', async () => {
    expect(await otherTables(two.superuser)).toEqual(OF_THE_INSTALLATION)
    const { rows } = await two.superuser.query<{ column: string }>(
      `SELECT table_name || '.' || column_name AS column FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = ANY ($1)
         AND has_column_privilege('expense_tracker_app', table_name::regclass, column_name, 'SELECT') ORDER BY 1`,
      [OF_THE_INSTALLATION],
    )
    expect(rows.map(({ column }) => column)).toEqual(['inbox.claimed_by', 'inbox.handled_at', 'inbox.id'])
  })

  it('let the pool of the program see our rows only, too', async () => {
    const count = async ({ name, key }: TenantTable) =>
      two.fresh.database.inLedger(OURS, (transaction) =>
        transaction.query<{ ours: bigint; others: bigint }>(
          `SELECT count(*) FILTER (WHERE ${key} = $1) AS ours, count(*) FILTER (WHERE ${key} <> $1) AS others FROM ${name}`,
          [OURS],
        ),
      )
    for (const table of tables) {
      const [seen] = await count(table)
      expect(seen?.others, table.name).toBe(0n)
      expect(seen?.ours, table.name).toBeGreaterThan(0n)
    }
  })

  it('hold for every statement that has lost the ledger', async () => {
    const cases = await allCases(two, await readGiven(two))
    // The outbox and the door of phones work as the system role, which sees the calls and phones of all ledgers.
    const references = await takeReferences(
      probe,
      cases.filter(({ name }) => !/^(?:outbox|phoneDoor)\./.test(name)),
    )
    const leaks: string[] = []
    for (const { mutant, references: senders } of allMutants(references)) {
      for (const reference of senders) {
        const found = await interferenceDespitePolicies(probe, reference, mutant)
        leaks.push(...found.map((problem) => `${mutant.what}: ${reference.case.name} ${problem}`))
      }
    }
    expect(leaks).toEqual([])
  }, 120_000)

  it('are missed when any of them is dropped', async () => {
    const policies = [...(await policiesOf('expense_tracker_app')), ...(await policiesOf('expense_tracker_system'))]
    expect(policies.length).toBeGreaterThanOrEqual(tables.length)
    const { rows } = await two.superuser.query<{ count: bigint }>('SELECT count(*) AS count FROM pg_policies')
    expect(rows).toEqual([{ count: BigInt(policies.length) }])
    const changes = policies.map(({ table, policy }) => ({
      table,
      statement: `DROP POLICY ${policy} ON ${table.name}`,
    }))
    expect(await unnoticed(changes)).toEqual([])
  })

  it('are missed when one for the app role lets through every row, or every new row', async () => {
    const policies = await policiesOf('expense_tracker_app')
    const changes = policies.flatMap(({ table, policy }) =>
      ['USING (true)', 'WITH CHECK (true)'].map((clause) => ({
        table,
        statement: `ALTER POLICY ${policy} ON ${table.name} ${clause}`,
      })),
    )
    expect(changes).toHaveLength(tables.length * 2)
    expect(await unnoticed(changes)).toEqual([])
  })

  it('are missed when one for the system role holds for everybody', async () => {
    const policies = await policiesOf('expense_tracker_system')
    const changes = policies.map(({ table, policy }) => ({
      table,
      statement: `ALTER POLICY ${policy} ON ${table.name} TO PUBLIC`,
    }))
    expect(changes).not.toEqual([])
    expect(await unnoticed(changes)).toEqual([])
  })

  it('are missed when a table does not enable or force row-level security', async () => {
    const changes = tables.flatMap((table) =>
      ['DISABLE', 'NO FORCE'].map((how) => ({
        table,
        statement: `ALTER TABLE ${table.name} ${how} ROW LEVEL SECURITY`,
      })),
    )
    expect(await unnoticed(changes)).toEqual([])
  })

  it('are missed on a new table that came without them', async () => {
    const table: TenantTable = { name: 'forgotten', key: 'ledger_id' }
    const statement = `CREATE TABLE forgotten (ledger_id uuid PRIMARY KEY, note text);
      GRANT SELECT, INSERT, UPDATE, DELETE ON forgotten TO expense_tracker_app;
      INSERT INTO forgotten SELECT id FROM ledgers`
    await two.superuser.query('BEGIN')
    await two.superuser.query(statement)
    const found = await tenantTables(two.superuser)
    await two.superuser.query('ROLLBACK')
    expect(found).toContainEqual(table)
    expect(await problemsAfter({ table, statement })).toContain(
      'forgotten: the app role sees of others: 1 instead of 0',
    )
  })
})
