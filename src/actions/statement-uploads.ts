import type { Account } from '../domain/account.ts'
import type { Statement } from '../domain/statement.ts'
import type { StatementUpload, UploadPlace, UploadState } from '../domain/statement-upload.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import { type ActionContext, pipelinePorts } from './context.ts'

/** A step was taken, or it was too late for it. `upload` is as it stands now. */
export type UploadStep =
  | { readonly kind: 'done'; readonly upload: StatementUpload }
  | { readonly kind: 'too-late'; readonly upload: StatementUpload | null }

/** Keeps a file that was dropped into the chat or sent over the web, to be read. The same delivery is kept once. */
export function receiveUpload(
  context: ActionContext,
  file: Pick<StatementUpload, 'id' | 'chatId' | 'fileId' | 'fileName'> & Partial<Pick<StatementUpload, 'place'>>,
): Promise<UploadStep | Forbidden> {
  return whenAllowed(context, 'ingest', async (): Promise<UploadStep> => {
    const { session, actor, clock } = context
    const known = await session.statementUpload(file.id)
    if (known !== null) return { kind: 'too-late', upload: known }
    const upload: StatementUpload = {
      place: null,
      ...file,
      personId: actor.personId,
      receivedAt: clock.now(),
      state: 'reading',
      acceptsProblems: false,
      contentName: null,
      newRows: [],
      counts: null,
      summaries: [],
      problem: null,
      importId: null,
    }
    await session.putStatementUpload(upload)
    return { kind: 'done', upload }
  })
}

/** Takes an upload on from one of the states `from`, with what was said about it. */
export function stepUpload(
  context: ActionContext,
  uploadId: string,
  from: readonly UploadState[],
  change: Partial<Pick<StatementUpload, 'state' | 'place' | 'acceptsProblems'>>,
): Promise<UploadStep | Forbidden> {
  return whenAllowed(context, 'ingest', async (): Promise<UploadStep> => {
    await context.session.lockLedger()
    const upload = await context.session.statementUpload(uploadId)
    if (upload === null || !from.includes(upload.state)) return { kind: 'too-late', upload }
    const changed = { ...upload, ...change }
    await context.session.putStatementUpload(changed)
    return { kind: 'done', upload: changed }
  })
}

/** The place that a person's word for a new account names. */
export function newPlace(words: string): UploadPlace {
  return { kind: 'new', name: words.replace(/\s+/gu, ' ').trim().slice(0, 60) }
}

/** Accounts that the rows of these statements may belong to. */
export async function accountsFor(
  { session }: Pick<ActionContext, 'session'>,
  statements: readonly Statement[],
): Promise<readonly Account[]> {
  const currencies = new Set(statements.map(({ currency }) => currency))
  const accounts = (await session.accountBalances()).map(({ account }) => account)
  return accounts.filter(
    ({ type, institution, currency }) =>
      type === 'asset' && institution !== null && currency !== null && currencies.has(currency),
  )
}

export type ImportUndone =
  | { readonly kind: 'undone'; readonly transactionIds: readonly string[]; readonly upload: StatementUpload | null }
  | { readonly kind: 'not-possible' }

/** Takes an import back: the ledger is as if the file had never come. Undoing what is undone changes nothing. */
export function undoImport(
  context: ActionContext,
  { importId }: { readonly importId: string },
): Promise<ImportUndone | Forbidden> {
  return whenAllowed(context, 'void', async (): Promise<ImportUndone> => {
    const { session, pipeline, actor, clock } = context
    await session.lockLedger()
    const uploads = await session.statementUploads(['imported'])
    const upload = uploads.find((each) => each.importId === importId) ?? null
    if (await session.isRereadTakenBack(importId)) return { kind: 'not-possible' }
    const transactionIds = await pipeline.takeBackReread(importId, pipelinePorts(context))
    if (upload !== null) await session.putStatementUpload({ ...upload, state: 'undone' })
    await session.addAudit('undo-import', `import:${importId}`, actor.personId, clock.now())
    return { kind: 'undone', transactionIds, upload }
  })
}
