import { Composer } from 'grammy'
import type { BotContext } from '../context.ts'
import { TOO_OLD } from '../views/notices.ts'

/** Presses that no feature took: buttons of another version of the program, or no buttons of ours. */
export const callbackFallback = new Composer<BotContext>()

callbackFallback.on('callback_query', (context) => context.replies.send(TOO_OLD))
