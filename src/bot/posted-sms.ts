import type { Update } from 'grammy/types'
import type { ArrivedSms } from '../actions/take-sms.ts'
import type { PostedSms } from '../domain/phone.ts'
import type { ClaimedUpdate } from '../domain/ports.ts'

/** The SMS in an update that the door for phones stored; null for an update of Telegram. */
export function postedSms({
  claimed,
  update,
}: {
  readonly claimed: ClaimedUpdate
  readonly update: Update | null
}): ArrivedSms | null {
  // Telegram has no such field: only our own door writes it, in this shape.
  const sms = (update as { readonly sms?: PostedSms } | null)?.sms
  return sms === undefined ? null : { sms, arrivedAt: claimed.receivedAt }
}
