import { describe, expect, it } from 'vitest'
import type { Posting, Transaction } from '../api/shapes.ts'
import { faceOf } from './transaction.ts'

const account = (name: string, amountMinor: string): Posting => ({ account: name, amountMinor, currency: 'NGN' })
const category = (name: string, amountMinor: string): Posting => ({ category: name, amountMinor, currency: 'NGN' })

function transaction(kind: Transaction['kind'], postings: readonly Posting[], payee: string | null): Transaction {
  return {
    ...{ id: 't', occurredAt: '2026-11-23', kind, status: 'posted', payee, narration: 'POS 1', note: null, postings },
    ...{ witnesses: [], tags: [], undone: false },
  }
}

describe('faceOf', () => {
  it('shows an expense by its payee, its last category word and its account', () => {
    const face = faceOf(
      transaction('expense', [account('GTBank 4448', '-150'), category('Food: Groceries', '150')], 'Shop'),
    )
    expect(face).toEqual({
      ...{ title: 'Shop', minor: -150n, currency: 'NGN', flow: 'out', category: 'Groceries', account: 'GTBank 4448' },
    })
  })

  it('names every category of a split, and the bank’s words where there is no payee', () => {
    const legs = [account('A', '-150'), category('Food: Groceries', '100'), category('Home: Rent', '50')]
    expect(faceOf(transaction('expense', legs, null))).toMatchObject({ title: 'POS 1', category: 'Groceries + Rent' })
  })

  it('shows a transfer once, from where to where, and without a sign', () => {
    const face = faceOf(transaction('transfer', [account('A', '-500'), account('B', '500')], null))
    expect(face).toMatchObject({ minor: 500n, flow: 'none', category: 'Transfer', account: 'A → B' })
  })

  it('counts a refund as money in, and what was returned as nothing', () => {
    expect(faceOf(transaction('refund', [account('A', '70'), category('Food', '-70')], 'Shop'))).toMatchObject({
      ...{ minor: 70n, flow: 'in', category: 'Food' },
    })
    const legs = [account('A', '-70'), account('A', '70')]
    expect(faceOf(transaction('reversed', legs, 'Shop'))).toMatchObject({ minor: 70n, flow: 'none' })
  })
})
