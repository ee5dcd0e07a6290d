import type { Context } from 'grammy'
import type { LedgerSession, OutgoingCall } from '../domain/ports.ts'
import type { Html } from './views/html.ts'
import type { Keyboard, Screen } from './views/screen.ts'

/** A picture with its caption and buttons. */
export type PictureScreen = { readonly bytes: Uint8Array; readonly caption: Html; readonly keyboard: Keyboard }

/** Answers to one update. Each is stored in the update's own transaction and leaves after its commit. */
export type Replies = {
  /** A new message; a reply to the message it answers, except to a pressed button. `subject`: what it is about. */
  send(content: Html | Screen, subject?: string): Promise<void>
  /** As `send`, and never as a reply: what it answers may hold a secret, which a reply would quote. */
  say(content: Html | Screen): Promise<void>
  /** Asks for a text: a reply to this message is the answer, and `subject` says to what. */
  ask(question: Html, subject: string, placeholder: string): Promise<void>
  sendFile(file: { readonly name: string; readonly bytes: Uint8Array; readonly caption: Html }): Promise<void>
  /** Shows a picture or file again that Telegram keeps. */
  sendKept(kept: { readonly kind: 'photo' | 'document'; readonly fileId: string }): Promise<void>
  /** Deletes the message that it answers, when Telegram lets us. */
  deleteAsked(): Promise<void>
  /** Deletes the message whose button was pressed, when Telegram lets us. */
  deletePressed(): Promise<void>
  /** Puts another screen in place of the one whose button was pressed; where that cannot be, sends it. */
  edit(screen: Screen, subject?: string): Promise<void>
  sendPicture(screen: PictureScreen): Promise<void>
  editPicture(screen: PictureScreen): Promise<void>
}

/** What the deletion of a message with a secret is about; when it fails the person must know. */
export const SECRET_MESSAGE = 'secret message'

type Payload = OutgoingCall['payload']

/** Replies to the update of `context` through the outbox of `session`. Updates without a chat get none. */
export function createReplies(context: Context, session: Pick<LedgerSession, 'enqueue'>): Replies {
  const chatId = context.chat?.id
  const enqueue = async (
    method: OutgoingCall['method'],
    payload: Payload,
    extra: Partial<Pick<OutgoingCall, 'attachment' | 'subject'>> = {},
  ) => {
    if (chatId === undefined) return
    await session.enqueue({ chatId: BigInt(chatId), method, payload, attachment: null, subject: null, ...extra })
  }
  const editable = editableMessageId(context)
  const replies: Replies = {
    send: (content, subject) =>
      enqueue('sendMessage', { ...messagePayload(content), ...replyTo(context) }, { subject: subject ?? null }),
    say: (content) => enqueue('sendMessage', messagePayload(content)),
    ask: (question, subject, placeholder) =>
      enqueue(
        'sendMessage',
        {
          ...messagePayload(question),
          reply_markup: { force_reply: true, selective: true, input_field_placeholder: placeholder },
          ...replyTo(context),
        },
        { subject },
      ),
    sendFile: ({ name, bytes, caption }) =>
      enqueue(
        'sendDocument',
        { document: 'attach://file', caption: caption.markup, parse_mode: 'HTML', ...replyTo(context) },
        { attachment: { name, bytes } },
      ),
    sendKept: ({ kind, fileId }) =>
      enqueue(kind === 'photo' ? 'sendPhoto' : 'sendDocument', { [kind]: fileId, ...replyTo(context) }),
    deleteAsked: async () => {
      const asked = context.message
      if (asked === undefined) return
      await enqueue('deleteMessage', { message_id: asked.message_id }, { subject: SECRET_MESSAGE })
    },
    deletePressed: async () => {
      if (editable !== null) await enqueue('deleteMessage', { message_id: editable }, { subject: SECRET_MESSAGE })
    },
    edit: (screen, subject) =>
      editable === null
        ? replies.send(screen, subject)
        : enqueue('editMessageText', { message_id: editable, ...messagePayload(screen) }, { subject: subject ?? null }),
    sendPicture: (screen) =>
      enqueue(
        'sendPhoto',
        { photo: 'attach://file', ...captionPayload(screen), ...markup(screen.keyboard), ...replyTo(context) },
        { attachment: attachment(screen) },
      ),
    editPicture: (screen) =>
      editable === null
        ? replies.sendPicture(screen)
        : enqueue(
            'editMessageMedia',
            {
              message_id: editable,
              media: { type: 'photo', media: 'attach://file', ...captionPayload(screen) },
              ...markup(screen.keyboard),
            },
            { attachment: attachment(screen) },
          ),
  }
  return replies
}

/** A message to a chat that answers nothing there. */
export function privateMessage(chatId: bigint, content: Html | Screen, subject: string | null = null): OutgoingCall {
  return { chatId, method: 'sendMessage', payload: messagePayload(content), attachment: null, subject }
}

/** Puts another text in place of a message of ours in somebody's private chat. */
export function privateEdit(
  { chatId, messageId }: { readonly chatId: bigint; readonly messageId: bigint },
  content: Html | Screen,
  subject: string | null,
): OutgoingCall {
  const payload = { message_id: Number(messageId), ...messagePayload(content) }
  return { chatId, method: 'editMessageText', payload, attachment: null, subject }
}

/** A text with its buttons, as Telegram takes it. */
export function messagePayload(content: Html | Screen): Payload {
  const screen = 'markup' in content ? { text: content, keyboard: [] } : content
  return {
    text: screen.text.markup,
    parse_mode: 'HTML',
    // What looks like an address in a merchant's name must not call its site.
    link_preview_options: { is_disabled: true },
    ...markup(screen.keyboard),
  }
}

function captionPayload({ caption }: PictureScreen): Payload {
  return { caption: caption.markup, parse_mode: 'HTML' }
}

function markup(keyboard: Keyboard): Payload {
  return keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: keyboard } }
}

function attachment({ bytes }: PictureScreen): OutgoingCall['attachment'] {
  return { name: 'report.png', bytes }
}

function replyTo(context: Context): Payload {
  const message = context.message ?? context.editedMessage
  if (message === undefined) return {}
  return { reply_parameters: { message_id: message.message_id, allow_sending_without_reply: true } }
}

/** The message under whose button was pressed, while Telegram still lets us change it (its date is 0 when not). */
function editableMessageId(context: Context): number | null {
  const message = context.callbackQuery?.message
  return message === undefined || message.date === 0 ? null : message.message_id
}
