import type { MailCursor } from '../../domain/mailbox.ts'
import type { FetchedMail, MailFolder } from './open-folder.ts'

/** Where reading goes on: the cursor, and mails before it that were put off. */
export type MailPosition = { readonly cursor: MailCursor | null; readonly deferredUids: readonly number[] }

/** Some mails, and the cursor that may be kept once they are stored. */
export type MailBatch = {
  readonly mails: readonly FetchedMail[]
  /** Mails that are too long to be a bank's, by UID: they are passed over. */
  readonly tooLarge: readonly number[]
  /** Every UID of the batch, those of mails that have gone included. */
  readonly uids: readonly number[]
  readonly cursor: MailCursor
  /** How many mails of this reading have been looked at, of how many. */
  readonly done: number
  readonly total: number
  readonly isLast: boolean
}

/** Mails that share one commit: enough to share its cost, few enough that a lost connection costs little. */
const BATCH_MAILS = 25
const BATCH_BYTES = 8_388_608
/** A bank's mail with a statement attached stays below this. */
const MAIL_BYTES_MAX = 10_485_760

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
  const all = [...deferred, ...fresh]
  let reached = known?.uid ?? 0
  let done = 0
  const next = (cursorUid: number, isLast: boolean, batch: OpenBatch): MailBatch => {
    done += batch.uids.length
    return { ...batch, cursor: { uidValidity, uid: cursorUid }, done, total: all.length, isLast }
  }
  let batch = openBatch()
  for (const uid of all) {
    const size = sizes.get(uid) ?? null
    batch.uids.push(uid)
    if (size !== null && size > MAIL_BYTES_MAX) batch.tooLarge.push(uid)
    else {
      const mail = await folder.fetch(uid, size)
      if (mail !== null) batch.mails.push(mail)
      batch.bytes += mail?.raw.byteLength ?? 0
    }
    reached = Math.max(reached, uid)
    const isFull = batch.uids.length >= BATCH_MAILS || batch.bytes >= BATCH_BYTES
    if (!isFull || uid === all.at(-1)) continue
    yield next(reached, false, batch)
    batch = openBatch()
  }
  // Every mail below `uidNext` was there when the folder was searched.
  yield next(Math.max(reached, folder.uidNext - 1), true, batch)
}

type OpenBatch = { readonly mails: FetchedMail[]; readonly tooLarge: number[]; readonly uids: number[]; bytes: number }

function openBatch(): OpenBatch {
  return { mails: [], tooLarge: [], uids: [], bytes: 0 }
}
