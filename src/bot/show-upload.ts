import type { LedgerSession } from '../domain/ports.ts'
import type { StatementUpload } from '../domain/statement-upload.ts'
import { messagePayload } from './replies.ts'
import { type UploadNotice, uploadScreen } from './views/uploads.ts'

/**
 * Shows a notice about an uploaded file: in place of the last one, or as a new message where there is none yet. A question for a
 * password is a new message too, since Telegram tells of no edits.
 */
export async function showUpload(session: LedgerSession, upload: StatementUpload, notice: UploadNotice): Promise<void> {
  const subject = `upload:${upload.id}`
  const shown = (await session.messagesAbout([subject])).get(subject)
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
