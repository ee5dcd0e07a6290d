import { Composer } from 'grammy'
import type { BotContext } from '../context.ts'
import { EDITS_ARE_IGNORED, NO_PICTURES } from '../views/notices.ts'

/**
 * Messages that are no text, and edits. An edit changes nothing: its message is already booked, buttons are the way to
 * correct an entry, and a text that silently changed an old entry could not be trusted. Both are told in private only.
 */
export const otherMessages = new Composer<BotContext>()

const inPrivate = otherMessages.chatType('private')

inPrivate.on('edited_message:text', (context) => context.replies.send(EDITS_ARE_IGNORED))

inPrivate.on(
  [
    'message:media',
    'message:audio',
    'message:voice',
    'message:video_note',
    'message:animation',
    'message:sticker',
    'message:contact',
    'message:location',
    'message:poll',
    'message:dice',
    'message:story',
  ],
  (context) => context.replies.send(NO_PICTURES),
)
