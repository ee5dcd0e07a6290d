import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/database.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase({ poolSize: 2 })
})
afterAll(() => fresh.close())

test('a committed row is there afterwards', async () => {
  const rows = await fresh.database.inLedger(crypto.randomUUID(), (tx) =>
    tx.query('select 1::int8 as n, current_user::text as u'),
  )
  expect(rows).toEqual([{ n: 1n, u: 'expense_tracker_app' }])
})
