import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gtbankAlert } from '../e2e/alerts.ts'
import { type ApiWorld, apiWorld, type Member } from './api-world.ts'

let world: ApiWorld
let member: Member
let token: string

beforeAll(async () => {
  world = await apiWorld()
})
afterAll(() => world?.close())

async function freshLedger(): Promise<void> {
  member = await world.newMember()
  token = await world.token(member)
}

const SHOPRITE = gtbankAlert({ amount: '22,500.00', balance: '100,000.00', narration: 'POS PURCHASE SHOPRITE LEKKI' })
const BOLT = gtbankAlert({ amount: '1,500.00', balance: '98,500.00', narration: 'WEB BOLT RIDE', time: '12:05AM' })

describe('transactions', () => {
  it('are listed with filters and pages, the latest first', async () => {
    await freshLedger()
    await world.ingest(member, SHOPRITE, BOLT)
    const all = await world.ask('GET', '/transactions', { token })
    expect(all.status).toBe(200)
    expect(
      all.body.items.map(({ postings }: never) => (postings as { amountMinor: string }[])[0]?.amountMinor),
    ).toEqual(['-150000', '-2250000'])
    const first = await world.ask('GET', '/transactions?limit=1', { token })
    expect(first.body.items).toEqual([all.body.items[0]])
    const second = await world.ask('GET', `/transactions?limit=1&cursor=${first.body.next}`, { token })
    expect(second.body).toEqual({ items: [all.body.items[1]], next: null })
    const found = async (query: string) =>
      (await world.ask('GET', `/transactions?${query}`, { token })).body.items.map(({ id }: { id: string }) => id)
    const [bolt, shoprite] = all.body.items
    expect(await found('q=shopRÍTE')).toEqual([shoprite.id])
    expect(await found('q=%25')).toEqual([])
    expect(await found('min=200000')).toEqual([shoprite.id])
    expect(await found('max=200000')).toEqual([bolt.id])
    expect(await found(`category=${shoprite.categoryId}`)).toContain(shoprite.id)
    expect(await found(`account=${bolt.accountId}`)).toEqual([bolt.id, shoprite.id])
    expect(await found('kind=income')).toEqual([])
    expect(await found('to=2000-01-01')).toEqual([])
    expect(await found('status=suspect')).toEqual([])
  })

  it('are undone, listed as undone, and brought back', async () => {
    await freshLedger()
    const [id] = await world.ingest(member, SHOPRITE)
    const undone = await world.ask('DELETE', `/transactions/${id}`, { token })
    expect([undone.status, undone.body.undone]).toEqual([200, true])
    expect((await world.ask('GET', '/transactions', { token })).body.items).toEqual([])
    const listed = await world.ask('GET', '/transactions?status=undone', { token })
    expect(listed.body.items.map((each: { id: string }) => each.id)).toEqual([id])
    const back = await world.ask('POST', `/transactions/${id}/restore`, { token })
    expect([back.status, back.body.undone]).toEqual([200, false])
  })

  it('are moved to another category, which is remembered as a tap in the chat is', async () => {
    await freshLedger()
    const [id] = await world.ingest(member, SHOPRITE)
    const categories = (await world.ask('GET', '/categories', { token })).body
    const { id: category } = categories.find(
      ({ name, kind }: Record<string, string>) => kind === 'expense' && name?.includes(': '),
    )
    const changed = await world.ask('PATCH', `/transactions/${id}`, { token, body: { category } })
    expect([changed.status, changed.body.categoryId]).toEqual([200, category])
    const again = gtbankAlert({
      amount: '900.00',
      balance: '99,100.00',
      narration: 'POS PURCHASE SHOPRITE LEKKI',
      time: '1:05AM',
    })
    const [next] = await world.ingest(member, again)
    expect((await world.ask('GET', `/transactions/${next}`, { token })).body.categoryId).toBe(category)
  })

  it('take a payee, a note, tags and a split, and lose them again', async () => {
    await freshLedger()
    const [id] = await world.ingest(member, SHOPRITE)
    const categories = (await world.ask('GET', '/categories', { token })).body
    const [food, health] = ['Food', 'Health'].map(
      (name) => categories.find((each: { name: string }) => each.name === name).id,
    )
    const edit = (body: object) => world.ask('PATCH', `/transactions/${id}`, { token, body })
    const edited = await edit({ payee: 'The shop', note: 'for two', tags: ['home'] })
    expect(edited.body).toMatchObject({ payee: 'The shop', note: 'for two', tags: ['home'] })
    const parts = [
      { category: food, amountMinor: '2000000' },
      { category: health, amountMinor: '250000' },
    ]
    const split = await edit({ splits: parts })
    expect(split.body.postings.map(({ amountMinor }: { amountMinor: string }) => amountMinor)).toEqual([
      '-2250000',
      '2000000',
      '250000',
    ])
    const wrong = await edit({ splits: parts.slice(0, 1) })
    expect([wrong.status, wrong.body.detail]).toEqual([422, expect.stringMatching(/two parts/)])
    expect((await edit({ splits: [{ ...parts[0], category: crypto.randomUUID() }, parts[1]] })).status).toBe(422)
    expect((await edit({ colour: 'red' })).status).toBe(422)
    const back = await edit({ payee: null, note: null, tags: [], splits: [] })
    expect(back.body).toMatchObject({ note: null, tags: [] })
    expect(back.body.postings).toHaveLength(2)
  })

  it('change the receipt that the chat shows', async () => {
    await freshLedger()
    const [id] = await world.ingest(member, SHOPRITE)
    await showReceipt(String(id))
    const categories = (await world.ask('GET', '/categories', { token })).body
    const wanted = categories.find(
      ({ name, kind }: Record<string, string>) => kind === 'expense' && name?.startsWith('Health'),
    )
    await world.ask('PATCH', `/transactions/${id}`, { token, body: { category: wanted.id } })
    const edits = await outbox()
    expect(edits).toEqual([{ method: 'editMessageText', subject: `transaction:${id}` }])
  })

  it('say in words what they rest on', async () => {
    await freshLedger()
    const [id] = await world.ingest(member, SHOPRITE)
    const why = await world.ask('GET', `/transactions/${id}/why`, { token })
    expect(why.body.lines.join('\n')).toContain('SMS of GTBank ••8016')
    expect(why.body.lines.join('\n')).not.toMatch(/<|&amp;/)
  })
})

describe('an entry by hand', () => {
  const accountOf = async () => (await world.ask('GET', '/accounts', { token })).body[0]

  it('is booked on the account chosen, with its category and note', async () => {
    await freshLedger()
    await world.ingest(member, SHOPRITE)
    const account = await accountOf()
    const categories = (await world.ask('GET', '/categories', { token })).body
    const category = categories.find(
      ({ kind, name }: Record<string, string>) => kind === 'expense' && name?.startsWith('Transport'),
    )
    const made = await world.ask('POST', '/transactions', {
      token,
      body: {
        ...{ account: account.id, direction: 'expense', amountMinor: '123450', occurredAt: '2026-01-31' },
        ...{ payee: 'Danfo & <b>co</b>', category: category.id, note: 'to work', tags: ['Commute'] },
      },
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      ...{
        kind: 'expense',
        occurredAt: '2026-01-31',
        payee: 'Danfo & <b>co</b>',
        note: 'to work',
        tags: ['commute'],
        undone: false,
      },
      ...{ accountId: account.id, categoryId: category.id },
    })
    expect(made.body.postings.map(({ amountMinor }: { amountMinor: string }) => amountMinor)).toEqual([
      '-123450',
      '123450',
    ])
  })

  it('is refused with the field that is wrong', async () => {
    await freshLedger()
    await world.ingest(member, SHOPRITE)
    const account = await accountOf()
    const entry = { account: account.id, direction: 'expense', amountMinor: '100', occurredAt: '2026-01-31' }
    const wrong: [object, string][] = [
      [{ account: crypto.randomUUID() }, 'account'],
      [{ account: 'mine' }, 'account'],
      [{ amountMinor: '0' }, 'amountMinor'],
      [{ amountMinor: '1.5' }, 'amountMinor'],
      [{ amountMinor: 100 }, 'amountMinor'],
      [{ currency: 'USD' }, 'currency'],
      [{ occurredAt: '2026-02-30' }, 'occurredAt'],
      [{ occurredAt: '2199-01-01' }, 'occurredAt'],
      [{ category: crypto.randomUUID() }, 'category'],
      [{ direction: 'transfer' }, 'direction'],
      [{ tags: ['two words'] }, 'tags'],
    ]
    for (const [change, field] of wrong) {
      const answer = await world.ask('POST', '/transactions', { token, body: { ...entry, ...change } })
      expect([field, answer.status, answer.body.errors?.[0]?.field]).toEqual([field, 422, field])
    }
    expect((await world.ask('GET', '/transactions', { token })).body.items).toHaveLength(1)
  })
})

async function showReceipt(transactionId: string): Promise<void> {
  const { ledgerId } = member
  await world.inLedger(member, (session) =>
    session.enqueue({
      chatId: 5n,
      method: 'sendMessage',
      payload: {},
      attachment: null,
      subject: `transaction:${transactionId}`,
    }),
  )
  await world.base.fresh.database.inSystem((transaction) =>
    transaction.query(`UPDATE outbox SET state = 'sent', sent_message_id = 77 WHERE ledger_id = $1`, [ledgerId]),
  )
}

function outbox(): Promise<object[]> {
  const text = `SELECT method, subject FROM outbox WHERE ledger_id = $1 AND state = 'waiting'`
  return world.base.fresh.database.inLedger(member.ledgerId, (transaction) =>
    transaction.query(text, [member.ledgerId]),
  )
}
