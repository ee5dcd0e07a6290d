import type { OutgoingCall } from '../../domain/ports.ts'
import type { Place, Vault } from '../vault.ts'

/** What the stores of delivery ask of the vault. */
export type Sealing = Pick<Vault, 'seal' | 'open'>

/** Where the body of an update lies. It is sealed before its row has an id, so the update names it. */
export function inboxPlace(botId: bigint, updateId: bigint): Place {
  return { table: 'inbox', column: 'body', ledgerId: null, rowId: `${botId}:${updateId}` }
}

/** Where the parameters of a call lie. */
export function payloadPlace(ledgerId: string, id: string): Place {
  return { table: 'outbox', column: 'payload', ledgerId, rowId: id }
}

/** Where the file of a call lies. */
export function attachmentPlace(ledgerId: string, id: string): Place {
  return { table: 'outbox', column: 'attachment', ledgerId, rowId: id }
}

/** What is sealed as a call's payload: the file's name is kept with the parameters. */
export type SealedCall = {
  readonly payload: OutgoingCall['payload']
  readonly attachmentName: string | null
  readonly traceParent?: string | null
}
