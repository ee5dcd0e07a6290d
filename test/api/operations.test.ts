import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mintSecret } from '../../src/actions/access-secret.ts'
import { ACCESS_SCOPES, type AccessScope } from '../../src/domain/access.ts'
import { gtbankAlert } from '../e2e/alerts.ts'
import { type Answer, type ApiWorld, apiWorld, type Member } from './api-world.ts'

/** An operation of the document, as a stranger reads it. */
type Described = {
  readonly method: string
  readonly path: string
  readonly scope: AccessScope | null
  readonly hasBody: boolean
}

/** What is in one ledger. */
type Contents = {
  readonly member: Member
  readonly token: string
  readonly ids: Readonly<Record<string, string>>
  readonly categoryId: string
}

const CANARY = 'OSTRICH FEATHERS'
const OPENED = 'SHOPRITE LEKKI'

let world: ApiWorld
let ours: Contents
let theirs: Contents
let operations: Described[]

beforeAll(async () => {
  world = await apiWorld()
  theirs = await fill(OPENED, '8016')
  ours = await fill(CANARY, '4321')
  operations = await described()
})
afterAll(() => world?.close())

/** Accounts are named by what alerts say of them, so the two have other numbers. */
async function fill(name: string, tail: string): Promise<Contents> {
  const member = await world.newMember()
  const token = await world.token(member)
  const alert = (amount: string, balance: string, time: string) =>
    gtbankAlert({ amount, balance, time, tail, narration: `POS PURCHASE ${name}` })
  const [transaction = ''] = await world.ingest(
    member,
    alert('22,500.00', '100,000.00', '1:01AM'),
    alert('1,000.00', '90,000.00', '2:01AM'),
  )
  const get = async (path: string) => (await world.ask('GET', path, { token })).body
  const form = new FormData()
  form.set('file', new File(['roses are red'], `${name}.csv`))
  const sent = await world.ask('POST', '/imports', { token, body: form })
  await world.jobsDone()
  const categoryId = (await get('/categories')).find(({ kind }: { kind: string }) => kind === 'expense').id
  const review = (await get('/review')).items.find(({ kind }: { kind: string }) => kind === 'gap')
  const ids = {
    transactions: transaction,
    accounts: (await get('/accounts')).find(({ institution }: { institution: string | null }) => institution !== null)
      .id,
    review: review.id,
    imports: sent.body.id,
    tokens: (await get('/tokens'))[0].id,
  }
  return { member, token, ids, categoryId }
}

async function described(): Promise<Described[]> {
  const document = (await (await world.api.request('/api/openapi.json')).json()) as {
    openapi: string
    paths: Record<string, Record<string, { security: object[]; 'x-scope'?: AccessScope; requestBody?: object }>>
  }
  expect(document.openapi).toBe('3.1.0')
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, given]) => ({
      ...{ method: method.toUpperCase(), path: path.replace('/api/v1', ''), hasBody: given.requestBody !== undefined },
      scope: given.security.length === 0 ? null : (given['x-scope'] ?? null),
    })),
  )
}

/** A body that the operation takes, so that only the token and the ids can be wrong. */
function bodyOf({ method, path }: Described, { ids, categoryId }: Contents): unknown {
  switch (`${method} ${path}`) {
    case 'POST /transactions':
      return { account: ids.accounts, direction: 'expense', amountMinor: '100', occurredAt: '2026-01-31' }
    case 'PATCH /transactions/{id}':
      return { category: categoryId }
    case 'POST /review/{id}':
      return { choice: 'add' }
    case 'POST /tokens':
      return { name: 'probe', scopes: ['read'] }
    case 'POST /imports': {
      const form = new FormData()
      form.set('file', new File(['roses'], 'poem.csv'))
      return form
    }
    case 'POST /imports/{id}/answer':
      return { password: 'sesame' }
    default:
      throw new Error(`no body is known for ${method} ${path}`)
  }
}

async function call(operation: Described, token: string | undefined, of: Contents, id?: string): Promise<Answer> {
  const { method, path, hasBody } = operation
  const resource = path.split('/')[1] ?? ''
  const own = id ?? of.ids[resource] ?? ''
  const answer = await world.ask(method, path.replace('{id}', own), {
    ...(token === undefined ? {} : { token }),
    ...(hasBody ? { body: bodyOf(operation, of) } : {}),
  })
  if (answer.response.headers.get('content-type') === 'text/event-stream') await answer.response.body?.cancel()
  return answer
}

const nameOf = ({ method, path }: Described) => `${method} ${path}`
const guarded = () => operations.filter(({ scope }) => scope !== null)

/** What each guarded operation answers to a token: its status, and its name. */
async function statuses(token: string | undefined): Promise<string[]> {
  const found: string[] = []
  for (const operation of guarded()) {
    const { status, response } = await call(operation, token, ours)
    found.push(`${status} ${response.headers.get('content-type')} ${nameOf(operation)}`)
  }
  return found
}

const all = (status: number) => guarded().map((each) => `${status} application/problem+json ${nameOf(each)}`)

describe('every operation of the document', () => {
  it('is one of those that are known, and only signing in is open', () => {
    expect(operations.length).toBeGreaterThan(30)
    expect(operations.filter(({ scope }) => scope === null).map(nameOf)).toEqual([
      'POST /session',
      'POST /session/link',
    ])
    expect(
      guarded()
        .filter(({ method, scope }) => method !== 'GET' && scope === 'read')
        .map(nameOf),
    ).toEqual(['DELETE /session'])
  })

  it('answers nothing to no token and to one that is wrong, revoked, or mixed from two', async () => {
    const before = await exported()
    const revoked = await world.token(ours.member)
    const [latest] = (await world.ask('GET', '/tokens', { token: revoked })).body
    await world.ask('DELETE', `/tokens/${latest.id}`, { token: ours.token })
    const [ourHead, theirTail] = [ours.token.slice(0, 25), theirs.token.slice(25)]
    const wrong = [
      undefined,
      'et_',
      'x'.repeat(68),
      mintSecret(ours.member.ledgerId).secret,
      mintSecret(crypto.randomUUID()).secret,
      ourHead + theirTail,
      revoked,
      await world.loginCode(ours.member),
    ]
    for (const token of wrong) expect(await statuses(token)).toEqual(all(401))
    expect(await exported()).toEqual(before)
  })

  it('is refused to a token that is not for it, and to a person who may only look', async () => {
    const before = await exported()
    for (const scope of ACCESS_SCOPES) {
      const token = await world.token(ours.member, [scope])
      for (const operation of guarded().filter((each) => each.scope !== scope)) {
        expect([nameOf(operation), (await call(operation, token, ours)).status]).toEqual([nameOf(operation), 403])
      }
    }
    const reader = await world.newMember('reader')
    const token = await world.token(reader)
    for (const operation of guarded().filter(({ scope }) => scope !== 'read')) {
      expect([nameOf(operation), (await call(operation, token, ours)).status]).toEqual([nameOf(operation), 403])
    }
    expect(await exported()).toEqual(before)
  })

  it('knows no ids of another ledger, and says of them what it says of ids that nobody has', async () => {
    const before = await exported()
    for (const operation of guarded().filter(({ path }) => path.includes('{id}'))) {
      const foreign = await call(operation, theirs.token, { ...ours, categoryId: theirs.categoryId })
      const nobodys = await call(operation, theirs.token, theirs, crypto.randomUUID())
      const strange = await call(operation, theirs.token, theirs, 'x')
      const answers = [foreign, nobodys, strange].map(({ status, body }) => [status, body])
      expect([nameOf(operation), ...answers]).toEqual([nameOf(operation), ...Array(3).fill([404, NOT_FOUND])])
    }
    expect(await exported()).toEqual(before)
  })

  it('takes no ids of another ledger in a body', async () => {
    const entry = { direction: 'expense', amountMinor: '100', occurredAt: '2026-01-31' }
    const ask = (body: object) =>
      world.ask('POST', '/transactions', { token: theirs.token, body: { ...entry, ...body } })
    const foreign = await ask({ account: ours.ids.accounts })
    const nobodys = await ask({ account: crypto.randomUUID() })
    expect([foreign.status, foreign.body]).toEqual([422, nobodys.body])
    const moved = await world.ask('PATCH', `/transactions/${theirs.ids.transactions}`, {
      token: theirs.token,
      body: { category: crypto.randomUUID() },
    })
    expect(moved.status).toBe(422)
  })

  it('shows nothing of another ledger to somebody who may do everything in theirs', async () => {
    const hidden = [
      CANARY,
      ours.member.ledgerId,
      ours.member.personId,
      ours.token.slice(25),
      ...Object.values(ours.ids),
    ]
    for (const operation of guarded().filter(({ method }) => method === 'GET')) {
      const id = operation.path.includes('{id}') ? theirs.ids[operation.path.split('/')[1] ?? ''] : undefined
      const { status, body } = await call(operation, theirs.token, theirs, id)
      expect([nameOf(operation), status]).toEqual([nameOf(operation), 200])
      const text = JSON.stringify(body)
      expect(hidden.filter((each) => text.includes(each))).toEqual([])
    }
    for (const query of [`account=${ours.ids.accounts}`, `q=${encodeURIComponent(CANARY)}`]) {
      expect((await world.ask('GET', `/transactions?${query}`, { token: theirs.token })).body.items).toEqual([])
    }
  })
})

const NOT_FOUND = { type: 'about:blank', title: 'Not found', status: 404 }

const exported = () => world.base.exportAll(ours.member.ledgerId)
