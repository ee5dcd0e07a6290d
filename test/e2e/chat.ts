import type { ChatMessage } from '../../src/local-telegram/chat-view.ts'
import type { LocalUser } from '../../src/local-telegram/control.ts'
import type { StartedLocalTelegram } from '../../src/local-telegram/local-telegram.ts'

/** How long an answer may take on a busy machine. */
const ANSWER_LIMIT = { timeoutMs: 20_000 }

/** A person's private chat with the bot, one step at a time. */
export type Chat = {
  /** Sends a text and gives the bot's answer to it. */
  ask(text: string): Promise<ChatMessage>
  /** The bot's next message after this one that fits. */
  answerAfter(messageId: number, fits?: (message: ChatMessage) => boolean): Promise<ChatMessage>
  /** Presses a button and gives the same message when it has changed; the press must have been answered. */
  press(message: ChatMessage, button: string): Promise<ChatMessage>
}

/** The private chat of `user` at `telegram`. */
export function createChat(telegram: StartedLocalTelegram, user: LocalUser): Chat {
  const answerAfter: Chat['answerAfter'] = (messageId, fits = () => true) =>
    telegram.waitForMessage(user.id, fits, { ...ANSWER_LIMIT, afterMessageId: messageId })
  return {
    answerAfter,
    ask: (text) => {
      const { message_id } = user.sendText(text)
      return answerAfter(message_id, (message) => message.replyToId === message_id)
    },
    press: async (message, button) => {
      const before = shown(message)
      const query = user.tap(message.id, button)
      await telegram.waitForCallbackAnswer(query, ANSWER_LIMIT)
      return await telegram.waitForMessage(
        user.id,
        (candidate) => candidate.id === message.id && shown(candidate) !== before,
        ANSWER_LIMIT,
      )
    },
  }
}

function shown({ html, buttons, message }: ChatMessage): string {
  return JSON.stringify([html, buttons, message.photo?.at(-1)?.file_unique_id])
}

/** The texts of all buttons, left to right and top to bottom. */
export function buttonsOf(message: ChatMessage): string[] {
  return message.buttons.flat()
}

/** Buttons that name a category: all but those that do something else. */
export function categoryButtonsOf(message: ChatMessage): string[] {
  const others =
    /^(?:More…|Edit…|Undo|Undo change|Account…|Restore|Why\?|Same|Different|Not a duplicate|Undo answer|Only this|Forget|Apply to \d+|Take that back|‹ Back|Previous|Next)$/
  return buttonsOf(message).filter((text) => !others.test(text))
}
