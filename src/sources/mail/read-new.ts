import type { MailCursor } from '../../domain/mailbox.ts'
import type { FetchedMail, MailFolder } from './open-folder.ts'

/** Where reading goes on: the cursor, and mails before it that were put off. */
export type MailPosition = { readonly cursor: MailCursor | null; readonly deferredUids: readonly number[] }

/** Some mails, and the cursor that may be kept once they are stored. */
export type MailBatch = {
  readonly mails: readonly FetchedMail[]
  /** Mails that are too long to be a bank's, by UID: they are passed over. */
  readonly tooLarge: readonly number[]
  readonly cursor: MailCursor
}

/** Mails that share one commit: enough to share its cost, few enough that a lost connection costs little. */
const BATCH_MAILS = 25
const BATCH_BYTES = 8_388_608
/** A bank's mail with a statement attached stays below this. */
const MAIL_BYTES_MAX = 26_214_400

/**
 * The mails of `addresses` that came since the cursor, oldest first. A mailbox that is read for the first time, or whose
 * UIDs were given out anew, is read from `firstDay`. What is yielded moves the cursor only over mails whose bytes were
 * received; the last batch, perhaps without mails, moves it to the end of the folder. Throws when the connection is lost.
 */
export async function* readNew(
  folder: MailFolder,
  position: MailPosition,
  options: { readonly addresses: readonly string[]; readonly firstDay: Temporal.PlainDate },
): AsyncIterable<MailBatch> {
  const { uidValidity } = folder
  const known = position.cursor?.uidValidity === uidValidity ? position.cursor : null
  const since = known === null ? options.firstDay : null
  const { addresses } = options
  const fresh = await folder.search({ addresses, afterUid: known?.uid ?? 0, since })
  const deferred = known === null ? [] : position.deferredUids
  const sizes = await folder.sizes([...deferred, ...fresh])
  let reached = known?.uid ?? 0
  let batch: FetchedMail[] = []
  let bytes = 0
  let tooLarge: number[] = []
  for (const uid of [...deferred, ...fresh]) {
    const size = sizes.get(uid) ?? 0
    if (size > MAIL_BYTES_MAX) tooLarge.push(uid)
    else {
      const mail = await folder.fetch(uid)
      if (mail !== null) batch.push(mail)
      bytes += size
    }
    reached = Math.max(reached, uid)
    if (batch.length < BATCH_MAILS && bytes < BATCH_BYTES) continue
    yield { mails: batch, tooLarge, cursor: { uidValidity, uid: reached } }
    batch = []
    bytes = 0
    tooLarge = []
  }
  // Every mail below `uidNext` was there when the folder was searched.
  yield { mails: batch, tooLarge, cursor: { uidValidity, uid: Math.max(reached, folder.uidNext - 1) } }
}
