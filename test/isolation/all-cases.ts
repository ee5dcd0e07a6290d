import type { Database } from '../../src/db/client.ts'
import { createOutboxStore, type PostgresOutbox } from '../../src/db/delivery/outbox-store.ts'
import { createPeopleStore } from '../../src/db/delivery/people-store.ts'
import { createPhoneDoor } from '../../src/db/delivery/phone-door.ts'
import { createLedgers } from '../../src/db/store/ledgers.ts'
import { phoneKeys } from '../../src/db/store/phones.ts'
import type { DueCall, Ledgers } from '../../src/domain/ports.ts'
import { STARTING_ACCOUNTS } from '../../src/pipeline/seed/starting-accounts.ts'
import type { Given } from './given.ts'
import { NEW, OUR_CHAT, OURS, SHARED_PHONE, THEIR_CHAT, THEIR_PHONE } from './ledger-ids.ts'
import { SESSION_CASES } from './session-cases.ts'
import type { TwoLedgers } from './two-ledgers.ts'

/** A use of a store on our ledger over a database; `name` says which method, and the how-manyth case of it. */
export type Case = {
  readonly name: string
  run(database: Database): Promise<unknown>
}

type Stores = { readonly ledgers: Ledgers; readonly outbox: PostgresOutbox }

/** Every call of a queue, sent or waiting: what a dispatcher may hold in its hands. */
const CALL: Omit<DueCall, 'id'> = {
  ledgerId: OURS,
  chatId: OUR_CHAT,
  method: 'sendMessage',
  payload: {},
  attachment: null,
  subject: null,
  attempts: 1,
}
const NOT_BEFORE = Temporal.Instant.from('2026-10-20T13:00:00Z')

type CallCase = (stores: Stores, calls: readonly DueCall[]) => Promise<unknown>

/** Sequential, as one connection does them anyway. */
function forEachCall(run: (outbox: PostgresOutbox, call: DueCall) => Promise<unknown>): CallCase {
  return async ({ outbox }, calls) => {
    for (const call of calls) await run(outbox, call)
  }
}

/**
 * The outbox is one queue of all ledgers, so only what names a ledger's call must keep to it. `due` and `giveUpChat` speak of
 * chats: their calls stay while their chat is busy or another one; `depth` counts the installation's queue.
 */
export const OUTBOX_CASES: { readonly [Method in Exclude<keyof PostgresOutbox, 'depth'>]: CallCase } = {
  due: ({ outbox }) => outbox.due(10, [THEIR_CHAT]),
  sent: forEachCall((outbox, call) => outbox.sent(call, 5n)),
  postpone: forEachCall((outbox, call) => outbox.postpone(call, NOT_BEFORE, 'later')),
  giveUp: forEachCall((outbox, call) => outbox.giveUp(call, 'never')),
  giveUpChat: ({ outbox }) => outbox.giveUpChat(OUR_CHAT, 'blocked'),
}

/** All cases. Sealed values are one byte, since a seal is another one each time. */
export async function allCases(two: TwoLedgers, given: Given): Promise<Case[]> {
  const { clock } = two
  const vault = { ...two.vault, seal: () => Uint8Array.of(1) }
  const storesOn = (database: Database): Stores => ({
    ledgers: createLedgers({ database, vault, clock, startingAccounts: STARTING_ACCOUNTS }),
    outbox: createOutboxStore({ database, sealing: vault, clock }),
  })
  const { rows } = await two.superuser.query<{ id: string }>('SELECT DISTINCT id FROM outbox ORDER BY id')
  const calls = rows.map(({ id }): DueCall => ({ ...CALL, id }))
  const sessionCases = Object.entries(SESSION_CASES).flatMap(([method, cases]) =>
    cases.map(
      (use, number): Case => ({
        name: `session.${method} ${number + 1}`,
        run: (database) => storesOn(database).ledgers.inLedger(OURS, (session) => use(session, given)),
      }),
    ),
  )
  const outboxCases = Object.entries(OUTBOX_CASES).map(
    ([method, use]): Case => ({
      name: `outbox.${method}`,
      run: (database) => use(storesOn(database), calls),
    }),
  )
  const options = { name: 'new', timeZone: 'Africa/Lagos', currency: 'NGN' }
  const people = (database: Database) => createPeopleStore({ database, identifiers: { id: vault.deriveId }, clock })
  const phoneDoor = (database: Database) => createPhoneDoor({ database, vault })
  return [
    ...sessionCases,
    ...outboxCases,
    {
      name: 'ledgers.create',
      run: async (database) => {
        const owner = await people(database).byTelegramUser(OUR_CHAT)
        const personId = owner?.person.id ?? ''
        await storesOn(database).ledgers.create({ ...options, ledgerId: NEW, owner: { personId, chatId: OUR_CHAT } })
      },
    },
    {
      name: 'phoneDoor.find',
      run: (database) => phoneDoor(database).find(phoneKeys(vault, OURS, SHARED_PHONE).secret),
    },
    {
      name: 'phoneDoor.heard',
      run: async (database) => {
        const place = { ledgerId: OURS, chatId: OUR_CHAT, signingKey: null }
        for (const phoneId of [SHARED_PHONE, THEIR_PHONE]) {
          await phoneDoor(database).heard({ ...place, phoneId }, NOT_BEFORE, 2)
        }
      },
    },
    { name: 'people.byTelegramUser', run: (database) => people(database).byTelegramUser(OUR_CHAT) },
  ]
}
