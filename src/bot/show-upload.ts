import type { LedgerSession } from '../domain/ports.ts'
import type { StatementUpload, UploadMail } from '../domain/statement-upload.ts'
import { messagePayload } from './replies.ts'
import { type UploadNotice, uploadScreen } from './views/uploads.ts'

/**
 * Shows a notice about an uploaded file: in place of the last one, or as a new message where there is none yet. Of a file that a
 * mail brought the chat hears only when it is a statement: mails bring receipts and leaflets, too.
 */
export async function showUpload(session: LedgerSession, upload: StatementUpload, notice: UploadNotice): Promise<void> {
  const subject = `upload:${upload.id}`
  const shown = (await session.messagesAbout([subject])).get(subject)
  if (upload.mail !== null && shown === undefined && !isWorthHearing(notice, upload.mail)) return
  const payload = messagePayload(uploadScreen(upload, notice))
  const { chatId } = upload
  await session.enqueue(
    shown === undefined
      ? { chatId, method: 'sendMessage', payload, attachment: null, subject }
      : {
          chatId,
          method: 'editMessageText',
          payload: { message_id: Number(shown.messageId), ...payload },
          attachment: null,
          subject,
        },
  )
}

/** Whether a file that nobody has heard of yet is worth a message. */
function isWorthHearing(notice: UploadNotice, { doubt }: UploadMail): boolean {
  switch (notice.kind) {
    case 'reading':
    case 'failed':
      return false
    case 'refused':
      return notice.isStatement && doubt === null
    default:
      return true
  }
}
