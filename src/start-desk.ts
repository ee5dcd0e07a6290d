import { createPasswordDesk } from './delivery/password-desk.ts'
import { type SharedDesk, shareDesk } from './delivery/shared-desk.ts'
import { systemClock } from './domain/calendar.ts'
import type { StatementUpload, UploadState } from './domain/statement-upload.ts'
import type { ProcessParts } from './process-parts.ts'

/** A stored upload and the ledger it is for. */
type PlacedUpload = { readonly ledgerId: string; readonly upload: StatementUpload }

/** Uploads of all ledgers that are in one of `states`. */
export async function uploadsIn(
  { storage, people }: Pick<ProcessParts, 'storage' | 'people'>,
  states: readonly UploadState[],
): Promise<readonly PlacedUpload[]> {
  const owners = await people.owners()
  const found = owners.map(({ ledgerId }) =>
    storage.ledgers.inLedger(ledgerId, async (session) =>
      (await session.statementUploads(states)).map((upload) => ({ ledgerId, upload })),
    ),
  )
  return (await Promise.all(found)).flat()
}

/** The desk that takes passwords out of updates, in step with those of other processes and with the files that are locked. */
export async function startDesk(
  parts: Pick<ProcessParts, 'storage' | 'people' | 'logger' | 'running'>,
): Promise<SharedDesk> {
  const { storage, logger, running } = parts
  const local = createPasswordDesk(systemClock)
  const expectAll = async () => {
    for (const { upload } of await uploadsIn(parts, ['locked'])) {
      // What came over the web is asked about there.
      if (upload.fileId !== null) local.expect(upload.chatId)
    }
  }
  const desk = shareDesk({
    desk: local,
    whispers: storage.whispers,
    logger,
    onMissed: () => {
      expectAll().catch((error: unknown) => logger.warn({ error }, 'could not look for locked files'))
    },
  })
  running.push({ name: 'password desk', stop: desk.close })
  await expectAll()
  return desk
}
