import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Answer, type ApiWorld, apiWorld, type Member } from './api-world.ts'

const CSV = [
  'Account Number,0123458016',
  'Date,Description,Debit,Credit,Balance',
  '01/10/2026,Opening Balance,,,"50,000.00"',
  '02/10/2026,POS SHOPRITE LEKKI,"2,500.00",,"47,500.00"',
  '03/10/2026,TRF FROM ADA OBI,,"10,000.00","57,500.00"',
].join('\n')
const BROKEN = CSV.replace('"57,500.00"', '"58,500.00"')

let world: ApiWorld
let member: Member
let token: string

beforeAll(async () => {
  world = await apiWorld()
})
afterAll(() => world?.close())
beforeEach(async () => {
  member = await world.newMember()
  token = await world.token(member)
})

async function send(text: string, fields: Record<string, string> = {}): Promise<Answer> {
  const form = new FormData()
  form.set('file', new File([text], 'statement.csv', { type: 'text/csv' }))
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  const answer = await world.ask('POST', '/imports', { token, body: form })
  await world.jobsDone()
  return answer
}

async function post(path: string, body?: unknown): Promise<Answer> {
  const answer = await world.ask('POST', path, { token, ...(body === undefined ? {} : { body }) })
  await world.jobsDone()
  return answer
}

const read = async (id: string) => (await world.ask('GET', `/imports/${id}`, { token })).body
const count = async () => (await world.ask('GET', '/transactions', { token })).body.items.length

describe('a statement file over the web', () => {
  it('is read, shown, imported when asked to, and taken back', async () => {
    const sent = await send(CSV)
    expect([sent.status, sent.body.state]).toEqual([202, 'reading'])
    const { id } = sent.body
    let now = await read(id)
    if (now.state === 'needs-account') now = await nameAccount(id)
    expect(now).toMatchObject({ state: 'preview', file: 'statement.csv', problem: null, canUndo: false })
    expect(now.summaries).toMatchObject([
      { transactionCount: 2, totalDebitMinor: '250000', totalCreditMinor: '1000000', new: 2, matched: 0, problems: [] },
    ])
    expect(await count()).toBe(0)
    expect((await post(`/imports/${id}/commit`)).body.state).toBe('importing')
    expect(await read(id)).toMatchObject({ state: 'done', canUndo: true, progress: { done: 2, total: 2 } })
    expect(await count()).toBe(2)
    expect((await post(`/imports/${id}/commit`)).status).toBe(409)
    expect((await post(`/imports/${id}/undo`)).body.state).toBe('undone')
    expect(await count()).toBe(0)
    expect((await world.ask('GET', '/imports', { token })).body).toMatchObject([{ id, state: 'undone' }])
  })

  it('is not imported without a word when it does not add up', async () => {
    const { id } = (await send(BROKEN)).body
    if ((await read(id)).state === 'needs-account') await nameAccount(id)
    expect((await read(id)).summaries[0].problems).toHaveLength(1)
    expect((await post(`/imports/${id}/commit`)).status).toBe(409)
    expect(await count()).toBe(0)
    await post(`/imports/${id}/commit?acceptProblems=true`)
    expect(await read(id)).toMatchObject({ state: 'done' })
    expect(await count()).toBe(2)
  })

  it('is dropped when it is called off, and says what is wrong when it is none', async () => {
    const { id } = (await send(CSV)).body
    expect((await post(`/imports/${id}/cancel`)).body.state).toBe('cancelled')
    expect((await post(`/imports/${id}/commit`)).status).toBe(409)
    const poem = (await send('roses are red')).body
    expect(await read(poem.id)).toMatchObject({ state: 'failed', problem: expect.stringMatching(/\w/) })
    expect((await world.ask('POST', '/imports', { token, body: new FormData() })).status).toBe(422)
    expect((await send('')).status).toBe(422)
    expect((await send(CSV, { account: crypto.randomUUID() })).status).toBe(422)
  })

  it('is kept sealed only until it was read, and the chat is told nothing of it', async () => {
    const { id } = (await send(CSV)).body
    const kept = await world.inLedger(member, (session) => session.uploadContent(id))
    expect(kept).toBeNull()
    const text = 'SELECT 1 FROM outbox WHERE ledger_id = $1'
    const { ledgerId } = member
    expect(await world.base.fresh.database.inLedger(ledgerId, (each) => each.query(text, [ledgerId]))).toEqual([])
  })
})

/** Gives the rows to an account that there is. */
async function nameAccount(id: string) {
  const [account] = (await world.ask('GET', '/accounts', { token })).body
  await post(`/imports/${id}/answer`, { account: account.id })
  return read(id)
}
