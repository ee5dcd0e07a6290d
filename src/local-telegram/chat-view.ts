import type { Message, MessageEntity } from 'grammy/types'
import type { Core } from './core.ts'
import { writeHtml } from './html-writer.ts'
import { isFromBot } from './messages.ts'
import type { ChatRecord } from './state.ts'

/** A message as a person sees it, for assertions; bytes are read when they are asked for. `text` and `html` are the text or the caption ('' for neither). */
export type ChatMessage = {
  readonly id: number
  readonly fromBot: boolean
  readonly text: string
  readonly html: string
  readonly entities: readonly MessageEntity[]
  /** The texts of the inline buttons, row by row. */
  readonly buttons: readonly (readonly string[])[]
  readonly photo: { readonly width: number; readonly height: number; readonly bytes: Uint8Array | null } | null
  readonly document: { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array | null } | null
  readonly edited: boolean
  readonly replyToId: number | null
  readonly reactions: readonly string[]
  /** The message as the Bot API gives it. */
  readonly message: Message
}

/** How a message looks now. */
export function viewMessage(core: Core, record: ChatRecord, message: Message): ChatMessage {
  const text = message.text ?? message.caption ?? ''
  const entities = message.entities ?? message.caption_entities ?? []
  return {
    id: message.message_id,
    fromBot: isFromBot(core, message),
    text,
    html: writeHtml(text, entities),
    entities,
    buttons: (message.reply_markup?.inline_keyboard ?? []).map((row) => row.map((button) => button.text)),
    photo: viewPhoto(core, message),
    document: viewDocument(core, message),
    edited: message.edit_date !== undefined,
    replyToId: message.reply_to_message?.message_id ?? null,
    reactions: reactionsOf(record, message.message_id),
    message,
  }
}

/** The emoji that the bot set on a message. */
export function reactionsOf(record: ChatRecord, messageId: number): string[] {
  const reactions = record.reactions.get(messageId) ?? []
  return reactions.flatMap((reaction) => (reaction.type === 'emoji' ? [reaction.emoji] : []))
}

function readBytes(core: Core, fileId: string): Uint8Array | null {
  const file = core.state.files.get(fileId)
  return file === undefined ? null : core.files.read(file)
}

function viewPhoto(core: Core, message: Message): ChatMessage['photo'] {
  const largest = message.photo?.at(-1)
  if (largest === undefined) return null
  return {
    width: largest.width,
    height: largest.height,
    get bytes() {
      return readBytes(core, largest.file_id)
    },
  }
}

function viewDocument(core: Core, message: Message): ChatMessage['document'] {
  const document = message.document
  if (document === undefined) return null
  const contentType = document.mime_type ?? 'application/octet-stream'
  return {
    name: document.file_name ?? 'file',
    contentType,
    get bytes() {
      return readBytes(core, document.file_id)
    },
  }
}
