import { Composer } from 'grammy'
import type { Forbidden } from '../../actions/authorize.ts'
import { newPlace, receiveUpload, stepUpload, type UploadStep, undoImport } from '../../actions/statement-uploads.ts'
import { PASSWORD_WORDS } from '../../domain/password-words.ts'
import { type StatementUpload, UPLOAD_STATES_ASKING, type UploadState } from '../../domain/statement-upload.ts'
import type { BotContext, Unit } from '../context.ts'
import { onAction } from '../on-action.ts'
import { html } from '../views/html.ts'
import { FORBIDDEN } from '../views/notices.ts'
import { HOW_TO_IMPORT, newRowsText, TOO_LARGE, type UploadNotice, uploadScreen } from '../views/uploads.ts'

/** What Telegram gives bots at most. */
const FILE_BYTES_MAX = 20 * 1024 * 1024
/** States that a person may still call off. */
const OPEN: readonly UploadState[] = ['reading', 'locked', 'unplaced', 'naming', 'ready']

/** Statement files dropped into the private chat: one message from "Reading…" to the summary of the import. */
export const uploads = new Composer<BotContext>()

uploads.command('import', (context) => context.replies.send(HOW_TO_IMPORT))

uploads.chatType('private').on('message:document', async (context, next) => {
  const { document, animation } = context.message
  // Telegram sends moving pictures as documents, too.
  if (animation !== undefined) return next()
  if ((document.file_size ?? 0) > FILE_BYTES_MAX) return context.replies.send(TOO_LARGE)
  const { ids } = context.unit.dependencies
  const result = await receiveUpload(context.unit.actions, {
    id: ids.id('upload', String(context.chat.id), String(context.message.message_id)),
    chatId: BigInt(context.chat.id),
    fileId: document.file_id,
    fileName: document.file_name ?? 'file',
  })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'too-late') return
  await context.replies.send(uploadScreen(result.upload, { kind: 'reading', isLong: false }), subjectOf(result.upload))
  submit(context, result.upload.id)
})

/** What the screen of an upload is about in the outbox, so that it can be edited later. */
function subjectOf({ id }: Pick<StatementUpload, 'id'>): string {
  return `upload:${id}`
}

/** A text that answers a question about a file: its password, or the name of its account. */
uploads.chatType('private').on('message:text', async (context, next) => {
  const { text } = context.message
  if (text.startsWith('/')) return next()
  const upload = await askingUpload(context.unit)
  if (upload === null) return text === PASSWORD_WORDS ? dropPassword(context) : next()
  if (upload.state === 'locked') return text === PASSWORD_WORDS ? openWith(context, upload) : next()
  const result = await stepUpload(context.unit.actions, upload.id, ['naming'], {
    state: 'reading',
    place: newPlace(text),
  })
  return goOn(context, result, { kind: 'reading', isLong: false }, 'send')
})

/** The file a text may be the answer about. Texts of one unit come together: they share the question to the store. */
function askingUpload(unit: Unit): Promise<StatementUpload | null> {
  const known = asking.get(unit)
  if (known !== undefined) return known
  const asked = unit.actions.session
    .statementUploads(UPLOAD_STATES_ASKING)
    // What came over the web is asked about there.
    .then((uploads) => uploads.find(({ fileId }) => fileId !== null) ?? null)
  asking.set(unit, asked)
  return asked
}

const asking = new WeakMap<Unit, Promise<StatementUpload | null>>()

async function openWith(context: BotContext, upload: StatementUpload): Promise<void> {
  const { dependencies } = context.unit
  await context.replies.deleteAsked()
  const updateId = context.update.update_id
  const password = dependencies.uploads.passwordOf(updateId)
  if (password === null) {
    context.unit.afterCommit.push(() => dependencies.uploads.expectPassword(upload.chatId, true))
    return context.replies.send(uploadScreen(upload, { kind: 'locked', isWrong: false }), subjectOf(upload))
  }
  const result = await stepUpload(context.unit.actions, upload.id, ['locked'], { state: 'reading' })
  context.unit.afterCommit.push(() => dependencies.uploads.forgetPassword(updateId))
  return goOn(context, result, { kind: 'reading', isLong: false }, 'send', password)
}

/** A password that no file waits for. */
async function dropPassword(context: BotContext): Promise<void> {
  await context.replies.deleteAsked()
  const { dependencies, afterCommit } = context.unit
  afterCommit.push(() => dependencies.uploads.forgetPassword(context.update.update_id))
  await context.replies.send(html`No file waits for a password now. I deleted your message and kept nothing of it.`)
}

onAction(uploads, 'upload-import', async (context, { uploadId }) => {
  const result = await stepUpload(context.unit.actions, uploadId, ['ready'], { state: 'importing' })
  return goOn(context, result, { kind: 'importing' }, 'edit')
})

onAction(uploads, 'upload-anyway', async (context, { uploadId }) => {
  const change = { state: 'importing', acceptsProblems: true } as const
  return goOn(
    context,
    await stepUpload(context.unit.actions, uploadId, ['ready'], change),
    { kind: 'importing' },
    'edit',
  )
})

onAction(uploads, 'upload-account', async (context, { uploadId, accountId }) => {
  const change = { state: 'reading', place: { kind: 'account', accountId } } as const
  const result = await stepUpload(context.unit.actions, uploadId, ['unplaced', 'naming'], change)
  return goOn(context, result, { kind: 'reading', isLong: false }, 'edit')
})

onAction(uploads, 'upload-new-account', async (context, { uploadId }) => {
  const result = await stepUpload(context.unit.actions, uploadId, ['unplaced'], { state: 'naming' })
  if (result.kind !== 'done') return tooLate(context, result)
  return context.replies.edit(uploadScreen(result.upload, { kind: 'naming' }))
})

onAction(uploads, 'upload-cancel', async (context, { uploadId }) => {
  const result = await stepUpload(context.unit.actions, uploadId, OPEN, { state: 'cancelled' })
  if (result.kind !== 'done') return tooLate(context, result)
  const { chatId } = result.upload
  context.unit.afterCommit.push(() => context.unit.dependencies.uploads.expectPassword(chatId, false))
  return context.replies.edit(uploadScreen(result.upload, { kind: 'cancelled' }))
})

onAction(uploads, 'upload-show', async (context, { uploadId }) => {
  const { session } = context.unit.actions
  const upload = await session.statementUpload(uploadId)
  const reading = await session.uploadReading(uploadId)
  if (upload === null || reading === null) return tooLate(context, { kind: 'too-late', upload })
  return context.replies.send(newRowsText(upload, context.unit.dependencies.uploads.decode(reading)))
})

onAction(uploads, 'upload-undo', async (context, { uploadId }) => {
  const upload = await context.unit.actions.session.statementUpload(uploadId)
  if (upload?.importId == null) return tooLate(context, { kind: 'too-late', upload })
  const result = await undoImport(context.unit.actions, { importId: upload.importId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const entries = result.kind === 'undone' ? result.transactionIds.length : 0
  return context.replies.edit(uploadScreen(upload, { kind: 'undone', entries }))
})

async function goOn(
  context: BotContext,
  result: UploadStep | Forbidden,
  notice: UploadNotice,
  how: 'send' | 'edit',
  password: string | null = null,
): Promise<void> {
  asking.delete(context.unit)
  if (result.kind !== 'done') return tooLate(context, result)
  await context.replies[how](uploadScreen(result.upload, notice), how === 'send' ? subjectOf(result.upload) : undefined)
  submit(context, result.upload.id, password)
}

function submit(context: BotContext, uploadId: string, password: string | null = null): void {
  const { dependencies, membership, afterCommit } = context.unit
  afterCommit.push(() => dependencies.uploads.submit({ ledgerId: membership.ledgerId, uploadId }, password))
}

function tooLate(context: BotContext, result: Exclude<UploadStep, { kind: 'done' }> | Forbidden): Promise<void> {
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const isImported = result.upload?.state === 'imported' || result.upload?.state === 'importing'
  return context.replies.send(
    isImported ? html`This file is imported already.` : html`This file is dropped. Send it again.`,
  )
}
