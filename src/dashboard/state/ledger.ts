import type { Account, Category, Me } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { todayIn } from '../format/days.ts'
import { session } from './session.ts'

const NOBODY: Me = { ledger: { name: '', zone: 'UTC', currency: 'NGN' }, role: '', scopes: [] }

/** Whether the chat page of the local Telegram is served beside this page. */
export const hasDemo = document.documentElement.dataset.demo === 'yes'

/** The person signed in and their ledger; pages are shown to nobody else. */
export function me(): Me {
  return session.value.kind === 'signed-in' ? session.value.me : NOBODY
}

/** The day it is in the ledger's zone. */
export function today(): string {
  return todayIn(me().ledger.zone)
}

/** The ledger's categories; none until they are there. */
export function useCategories(): readonly Category[] {
  const { load } = useData<readonly Category[]>('/categories')
  return load.kind === 'ready' ? load.value : []
}

/** The ledger's accounts; none until they are there. */
export function useAccounts(): readonly Account[] {
  const { load } = useData<readonly Account[]>('/accounts')
  return load.kind === 'ready' ? load.value : []
}

/** An account by its name and the end of its number. */
export function accountName({ name, tail }: Pick<Account, 'name' | 'tail'>): string {
  return tail === null ? name : `${name} ··${tail}`
}
