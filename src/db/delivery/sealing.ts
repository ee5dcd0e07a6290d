import type { OutgoingCall } from '../../domain/ports.ts'

/** What the stores of delivery ask of the vault: content encrypted for one place opens at that place only. */
export type Sealing = {
  seal(place: string, content: string | Uint8Array): Uint8Array
  open(place: string, sealed: Uint8Array): Uint8Array
}

/** Where the body of an update lies. */
export function inboxPlace(botId: bigint, updateId: bigint): string {
  return `inbox.body:${botId}:${updateId}`
}

/** Where the parameters of a call lie. */
export function payloadPlace(ledgerId: string, id: string): string {
  return `outbox.payload:${ledgerId}:${id}`
}

/** Where the file of a call lies. */
export function attachmentPlace(ledgerId: string, id: string): string {
  return `outbox.attachment:${ledgerId}:${id}`
}

/** What is sealed as a call's payload: the file's name is kept with the parameters. */
export type SealedCall = {
  readonly payload: OutgoingCall['payload']
  readonly attachmentName: string | null
}
