import type { Doubt, JudgedMail, MailFile } from '../domain/mailbox.ts'
import { UPLOAD_STATES, type UploadState } from '../domain/statement-upload.ts'
import type { ActionContext } from './context.ts'
import { receiveUpload } from './statement-uploads.ts'

/** What became of a file that a mail brought. `uploadId`: the upload to be read; null when there is none. */
export type TakenFile = {
  readonly name: string
  readonly outcome: 'kept' | 'known' | 'too-large' | 'too-many' | 'no-chat'
  readonly uploadId: string | null
}

/** Files of mails that are not believed, of a day and those that still wait: more are left out, since anybody can send them. */
const DOUBTFUL_MAX = 20
const DAY_HOURS = 24
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
  { session, clock }: ActionContext,
  mail: JudgedAsMail,
  file: MailFile,
  chatId: bigint | null,
): Promise<'too-large' | 'too-many' | 'no-chat' | null> {
  if (file.bytes === null) return 'too-large'
  if (chatId === null) return 'no-chat'
  if (!mayBeAnybodys(mail.doubt)) return null
  const since = clock.now().subtract({ hours: DAY_HOURS })
  const counted = (await session.statementUploads(UPLOAD_STATES)).filter(
    ({ mail: from, state, receivedAt }) =>
      mayBeAnybodys(from?.doubt ?? null) &&
      (WAITING.includes(state) || Temporal.Instant.compare(receivedAt, since) > 0),
  )
  return counted.length < DOUBTFUL_MAX ? null : 'too-many'
}

/** Whether anybody at all can send a mail with this doubt; one that is only old was signed by the bank. */
function mayBeAnybodys(doubt: Doubt | null): boolean {
  return doubt !== null && doubt !== 'too-old'
}
