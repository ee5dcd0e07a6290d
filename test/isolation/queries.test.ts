import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createOutboxStore } from '../../src/db/delivery/outbox-store.ts'
import { createLedgers } from '../../src/db/store/ledgers.ts'
import { allCases, OUTBOX_CASES } from './all-cases.ts'
import { readGiven } from './given.ts'
import { allMutants, interference, interferenceOfFunction, type References, takeReferences } from './interference.ts'
import { OURS } from './ledger-ids.ts'
import { conditionsOf, mutantsOf, withoutCondition } from './mutants.ts'
import { FAILED, openProbe, type Probe } from './probe.ts'
import { SESSION_CASES } from './session-cases.ts'
import { tenantTables } from './tenant-tables.ts'
import { type TwoLedgers, twoLedgers } from './two-ledgers.ts'

/** Mutants that change nothing anyone could see, by what they lose, and why. Each must still be there, and still be one. */
const EQUIVALENT: readonly { readonly what: string; readonly why: string }[] = [
  {
    what: 'WHERE [d.ledger_id = $1] AND d.occurred_date',
    why: 'the ids found are looked up in the ledger once more, and an id is of one ledger only',
  },
  {
    what: 'WHERE [p.ledger_id = $1] AND p.transaction_i',
    why: 'd is ours by the condition before, and an id is of one ledger only',
  },
  {
    what: 'FROM transaction_parents c WHERE [c.ledger_id = $1]',
    why: 'fees are ours by the condition on transactions, and reads.ts keeps of them those whose own parents say so',
  },
  {
    what: 'ON a.amount_minor = p.minor AND [a.ledger_id = $1]',
    why: 'the keys found are looked up in the ledger once more, and a message is of one ledger only',
  },
]

/** Statements on tables of ledgers that name no ledger, by a part of them, and why they need not. */
const WITHOUT_LEDGER: readonly { readonly part: string; readonly why: string }[] = [
  { part: 'WHERE chat_id = $1', why: 'a chat that blocked the bot gets nothing more, whichever ledger wrote to it' },
  { part: 'LEFT JOIN memberships', why: 'this is how the ledger of a person is found' },
]

/** Where the statements on tables of ledgers are. */
const SOURCES = ['../../src/db/store/', '../../src/db/delivery/'].map((folder) =>
  fileURLToPath(new URL(folder, import.meta.url)),
)

// A role that bypasses row-level security takes a superuser to make.
describe.skipIf(inject('testServer').superuserConnectionString === null)('queries, without policies', () => {
  let two: TwoLedgers
  let probe: Probe
  let references: References

  beforeAll(async () => {
    two = await twoLedgers()
    probe = await openProbe(two.superuser)
    references = await takeReferences(probe, await allCases(two, await readGiven(two)))
  })
  afterAll(async () => {
    await probe?.close()
    await two?.close()
  })

  it('are tried by a case for every method', async () => {
    const { database } = two.fresh
    const ledgers = createLedgers({ database, vault: two.vault, clock: two.clock, startingAccounts: [] })
    const methods = await ledgers.inLedger(OURS, async (session) => Object.keys(session))
    expect(Object.keys(SESSION_CASES).sort()).toEqual(methods.sort())
    const outbox = createOutboxStore({ database, sealing: two.vault, clock: two.clock })
    expect([...Object.keys(OUTBOX_CASES), 'depth'].sort()).toEqual(Object.keys(outbox).sort())
    expect(
      references.all.filter(({ alone }) => alone.outcome.startsWith(FAILED)).map(({ case: { name } }) => name),
    ).toEqual([])
  })

  it('give and change the same whether or not another ledger is there, and nothing of that one', async () => {
    const problems: Record<string, string[]> = {}
    for (const reference of references.all) {
      const found = await interference(probe, reference)
      if (found.length > 0) problems[reference.case.name] = found
    }
    expect(problems).toEqual({})
  })

  it('name the ledger in every statement on a table of ledgers', async () => {
    const names = (await tenantTables(two.superuser)).map(({ name }) => name)
    const onTenants = new RegExp(`\\b(?:from|join|into|update)\\s+"?(?:${names.join('|')})\\b`, 'i')
    const bare = [...references.byStatement.keys()].filter(
      (text) => onTenants.test(text) && mutantsOf(text).length === 0,
    )
    expect(bare.filter((text) => !WITHOUT_LEDGER.some(({ part }) => text.includes(part)))).toEqual([])
    for (const { part } of WITHOUT_LEDGER)
      expect(
        bare.some((text) => text.includes(part)),
        part,
      ).toBe(true)
  })

  it('are all sent by some case, as far as they name the ledger', () => {
    const files = SOURCES.flatMap((folder) => readdirSync(folder).map((file) => `${folder}${file}`))
    const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    const texts = [...references.byStatement.keys()]
    // Pieces of SQL between quotes and insertions; a piece stands in a statement as it stands in the source.
    const pieces = lines.flatMap((line) => line.split(/\$\{[^}]*\}|[`']/)).map((piece) => piece.trim())
    const naming = pieces.filter(
      (piece) => conditionsOf(piece).length > 0 || /^INSERT INTO \w+.*\(ledger_id/.test(piece),
    )
    expect(naming.length).toBeGreaterThan(40)
    expect(naming.filter((piece) => !texts.some((text) => text.includes(piece)))).toEqual([])
    // The query builder's: as many conditions as there are in the source.
    const built = lines
      .join('\n')
      .match(/\.ledgerId, ledgerId\)|ledgers\.id, ledgerId\)|\.ledgerId\} = \$\{ledgerId\}/g)
    const shapes = new Set(
      texts.filter((text) => text.includes('"."')).map((text) => text.replace(/\$\d+(?:, \$\d+)*/g, '$')),
    )
    const conditions = [...shapes].flatMap((text) => text.match(/"(?:ledger_id|ledgers"\."id)" = \$/g) ?? [])
    expect(conditions).toHaveLength(built?.length ?? 0)
  })

  it('are missed in a case when they lose the ledger, one mention at a time', async () => {
    const mutants = allMutants(references)
    expect(mutants.length).toBeGreaterThan(100)
    const survivors: string[] = []
    for (const { mutant, references: senders } of mutants) {
      let isNoticed = false
      for (const reference of senders) {
        isNoticed = (await interference(probe, reference, mutant)).length > 0
        if (isNoticed) break
      }
      if (!isNoticed) survivors.push(mutant.what)
    }
    const isExplained = (survivor: string) => EQUIVALENT.some(({ what }) => survivor.includes(what))
    expect(survivors.filter((survivor) => !isExplained(survivor))).toEqual([])
    for (const { what } of EQUIVALENT)
      expect(
        survivors.some((survivor) => survivor.includes(what)),
        what,
      ).toBe(true)
  }, 120_000)

  it('in functions of the database are missed in a case when they lose the ledger', async () => {
    const { rows } = await two.superuser.query<{ definition: string }>(
      `SELECT pg_get_functiondef(p.oid) AS definition FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname = 'public' AND p.prokind = 'f' AND p.prosrc LIKE '%ledger_id%'`,
    )
    const mutants = rows.flatMap(({ definition }) =>
      conditionsOf(definition).map((match) => withoutCondition(definition, match)),
    )
    expect(mutants).not.toEqual([])
    for (const mutant of mutants) {
      const found: string[] = []
      for (const reference of references.all) found.push(...(await interferenceOfFunction(probe, reference, mutant)))
      expect(found, mutant).not.toEqual([])
    }
  })
})
