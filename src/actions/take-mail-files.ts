import type { JudgedMail, MailFile } from '../domain/mailbox.ts'
import type { StatementUpload, UploadState } from '../domain/statement-upload.ts'
import type { ActionContext } from './context.ts'
import { receiveUpload } from './statement-uploads.ts'

/** What became of a file that a mail brought. `uploadId`: the upload to be read; null when there is none. */
export type TakenFile = {
  readonly name: string
  readonly outcome: 'kept' | 'known' | 'too-large' | 'too-many' | 'no-chat'
  readonly uploadId: string | null
}

/** Files of mails that are not believed and wait for a person: more are left out, since anybody can send them. */
const DOUBTFUL_MAX = 20
/** States in which a file waits for a person or a job. */
const WAITING: readonly UploadState[] = ['reading', 'offered', 'locked', 'unplaced', 'naming', 'ready']

type JudgedAsMail = JudgedMail & { readonly kind: 'mail' }

/**
 * Keeps the files of a mail as uploads of the chat, to be read there like files that a person sends; nothing is imported before
 * the person says so. The same file of the same mail is kept once. `origin`: of the mail's message.
 */
export async function takeMailFiles(
  context: ActionContext,
  mail: JudgedAsMail,
  { origin, chatId }: { readonly origin: string; readonly chatId: bigint | null },
): Promise<readonly TakenFile[]> {
  const taken: TakenFile[] = []
  for (const [index, file] of mail.files.entries()) {
    const refusal = await refusalOf(context, mail, file, chatId)
    if (refusal !== null || chatId === null || file.bytes === null) {
      taken.push({ name: file.name, outcome: refusal ?? 'no-chat', uploadId: null })
      continue
    }
    const id = context.ids.id('upload', origin, String(index))
    const mailOf = { from: mail.from, doubt: mail.doubt }
    const result = await receiveUpload(context, { id, chatId, fileId: null, mail: mailOf, fileName: file.name })
    const isNew = result.kind === 'done'
    if (isNew) await context.session.putUploadContent(id, file.bytes)
    taken.push({ name: file.name, outcome: isNew ? 'kept' : 'known', uploadId: isNew ? id : null })
  }
  return taken
}

async function refusalOf(
  { session }: ActionContext,
  mail: JudgedAsMail,
  file: MailFile,
  chatId: bigint | null,
): Promise<'too-large' | 'too-many' | 'no-chat' | null> {
  if (file.bytes === null) return 'too-large'
  if (chatId === null) return 'no-chat'
  if (mail.doubt === null) return null
  const isDoubtful = ({ mail: from }: StatementUpload) => from !== null && from.doubt !== null
  const waiting = (await session.statementUploads(WAITING)).filter(isDoubtful)
  return waiting.length < DOUBTFUL_MAX ? null : 'too-many'
}
