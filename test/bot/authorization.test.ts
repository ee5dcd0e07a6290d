import type { Update } from 'grammy/types'
import { describe, expect, test } from 'vitest'
import { ACTIONS, isAllowed } from '../../src/actions/authorize.ts'
import { encodeCallback } from '../../src/bot/callbacks.ts'
import { ACCESS_SCOPES } from '../../src/domain/access.ts'
import type { Membership } from '../../src/domain/ports.ts'
import { CASH, CATEGORIES, createChat, message, OWNER_ID, press, text, textOf } from './harness.ts'

const ALERT = 'ALERT DR 22500.00 SHOPRITE LEKKI'

test('an owner and a member may do everything, a reader may only look', () => {
  for (const action of ACTIONS) {
    expect(isAllowed({ role: 'owner' }, action)).toBe(true)
    expect(isAllowed({ role: 'member' }, action)).toBe(true)
    expect(isAllowed({ role: 'reader' }, action)).toBe(action === 'read' || action === 'sign-in')
  }
})

test('a token does what it is for and what its owner may do, and nothing more', () => {
  for (const action of ACTIONS) {
    const needed =
      action === 'read' ? 'read' : ['sign-in', 'manage-tokens', 'connect'].includes(action) ? 'admin' : 'write'
    for (const scope of ACCESS_SCOPES) {
      expect([action, scope, isAllowed({ role: 'owner', scopes: [scope] }, action)]).toEqual([
        action,
        scope,
        scope === needed,
      ])
      const isReaders = (action === 'read' || action === 'sign-in') && scope === needed
      expect([action, scope, isAllowed({ role: 'reader', scopes: [scope] }, action)]).toEqual([
        action,
        scope,
        isReaders,
      ])
    }
  }
})

/** Every kind of update, made for a ledger that holds one transaction. `changes`: it would change the ledger. */
type Case = { name: string; changes: boolean; make: (transactionId: string) => Omit<Update, 'update_id'> }
const categoryId = CATEGORIES.find(({ name }) => name === 'Food: Groceries')?.id ?? ''
const answerId = '018f3c1e-0000-7000-8000-00000000002a'
const photo = [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }]
const cases: Case[] = [
  { name: 'an alert', changes: true, make: () => text('ALERT DR 9.00 BOLT') },
  { name: 'a quick entry', changes: true, make: () => text('1500 lunch') },
  { name: 'talk', changes: false, make: () => text('hello') },
  ...[
    'start',
    'help',
    'report',
    'transactions',
    'accounts',
    'categories',
    'settings',
    'review',
    'why',
    'dashboard',
    'frobnicate',
  ].map((command) => ({
    name: `/${command}`,
    changes: false,
    make: () => text(`/${command}`),
  })),
  { name: '/undo', changes: true, make: () => text('/undo') },
  { name: '/token', changes: true, make: () => text('/token') },
  { name: 'a photo', changes: false, make: () => ({ message: message({ photo }) }) as never },
  {
    name: 'an edit',
    changes: false,
    make: () => ({ edited_message: message({ text: ALERT, edit_date: 1 }) }) as never,
  },
  ...(
    [
      [true, (transactionId) => ({ kind: 'categorize', transactionId, categoryId })],
      [true, (transactionId) => ({ kind: 'undo', transactionId })],
      [true, (transactionId) => ({ kind: 'restore', transactionId })],
      [true, (transactionId) => ({ kind: 'undo-change', transactionId, answerId })],
      [true, (transactionId) => ({ kind: 'forget', transactionId, answerId })],
      [true, (transactionId) => ({ kind: 'account', transactionId, accountId: CASH.id })],
      [true, () => ({ kind: 'make-token', page: 0 })],
      [true, (tokenId) => ({ kind: 'revoke-token', tokenId })],
      [true, (messageId) => ({ kind: 'teach', messageId })],
      [true, (draftId) => ({ kind: 'teach-answer', draftId, question: 'amount', choice: 0 })],
      [true, (draftId) => ({ kind: 'teach-save', draftId })],
      [true, (draftId) => ({ kind: 'teach-cancel', draftId })],
      [true, (layoutId) => ({ kind: 'unteach', layoutId })],
      [true, (layoutId) => ({ kind: 'forget-layout', layoutId })],
      [true, (transactionId) => ({ kind: 'same', transactionId, otherId: answerId })],
      [true, (transactionId) => ({ kind: 'different', transactionId, otherId: answerId })],
      [true, (transactionId) => ({ kind: 'is-transfer', transactionId, otherId: answerId })],
      [true, (transactionId) => ({ kind: 'not-transfer', transactionId })],
      [true, (transactionId) => ({ kind: 'not-returned', transactionId })],
      [true, (transactionId) => ({ kind: 'not-fee', transactionId, otherId: answerId })],
      [true, (transactionId) => ({ kind: 'split-off', transactionId, messageId: answerId, page: 0 })],
      [true, (transactionId) => ({ kind: 'undo-answer', transactionId, answerId })],
      [true, (transactionId) => ({ kind: 'review-same', transactionId, otherId: answerId, page: 0 })],
      [true, (transactionId) => ({ kind: 'review-different', transactionId, otherId: answerId, page: 0 })],
      [true, (transactionId) => ({ kind: 'review-category', transactionId, categoryId, page: 0 })],
      [true, (transactionId) => ({ kind: 'review-gap', transactionId, page: 0 })],
      [false, (transactionId) => ({ kind: 'why', transactionId })],
      [false, (transactionId) => ({ kind: 'split', transactionId })],
      [false, (transactionId) => ({ kind: 'merge', transactionId })],
      [false, (transactionId) => ({ kind: 'legs', transactionId })],
      [false, () => ({ kind: 'dashboard' })],
      [false, () => ({ kind: 'delete-message' })],
      [false, () => ({ kind: 'review', page: 0 })],
      [false, (transactionId) => ({ kind: 'accounts', transactionId })],
      [false, (transactionId) => ({ kind: 'more', transactionId, page: 0 })],
      [false, (transactionId) => ({ kind: 'receipt', transactionId })],
      [false, (transactionId) => ({ kind: 'open', transactionId })],
      [false, () => ({ kind: 'transactions', page: 0 })],
      [false, () => ({ kind: 'report', chart: 'trend', period: '2026-08' })],
    ] as [boolean, (transactionId: string) => Parameters<typeof encodeCallback>[0]][]
  ).map(([changes, action]) => ({
    name: `a press of "${action('').kind}"`,
    changes,
    make: (transactionId: string) => press(encodeCallback(action(transactionId))),
  })),
]

async function chatAs(role: Membership['role'] | null) {
  const { chat, handle } = createChat()
  await handle(text(ALERT))
  const [transactionId = ''] = chat.state.transactions.keys()
  const known = chat.people.get(OWNER_ID)
  if (known?.membership == null) throw new Error('the owner has no ledger')
  if (role === null) chat.people.delete(OWNER_ID)
  else chat.people.set(OWNER_ID, { ...known, membership: { ...known.membership, role } })
  return { chat, handle, transactionId }
}

describe.each(cases)('$name', ({ make, changes }) => {
  test('gives a stranger nothing', async () => {
    const { chat, handle, transactionId } = await chatAs(null)
    expect(await handle(make(transactionId))).toEqual([])
    expect(chat.answered).toEqual([])
    expect(chat.finishedOutside).toHaveLength(1)
  })

  test(`is answered to a reader ${changes ? 'with a refusal' : 'like to anybody'} and changes nothing`, async () => {
    const { chat, handle, transactionId } = await chatAs('reader')
    const before = [...chat.state.transactions.values()]
    const replies = await handle(make(transactionId))
    expect(replies).toHaveLength(1)
    expect(textOf(replies[0]).startsWith('You may look at this ledger, but not change it.')).toBe(changes)
    expect([...chat.state.transactions.values()]).toEqual(before)
    expect(chat.state.answers).toEqual([])
  })

  test('is answered to a member', async () => {
    const { handle, transactionId } = await chatAs('member')
    const replies = await handle(make(transactionId))
    expect(replies).toHaveLength(1)
    expect(textOf(replies[0])).not.toContain('not change it')
  })
})
