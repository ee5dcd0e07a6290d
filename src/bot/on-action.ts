import type { Composer } from 'grammy'
import type { CallbackAction } from './callbacks.ts'
import type { BotContext } from './context.ts'

/** Lets `handle` take the presses of buttons that ask for `kind`. */
export function onAction<Kind extends CallbackAction['kind']>(
  composer: Composer<BotContext>,
  kind: Kind,
  handle: (context: BotContext, action: Extract<CallbackAction, { kind: Kind }>) => Promise<void>,
): void {
  composer.on('callback_query', (context, next) => {
    const { pressed } = context
    return pressed?.kind === kind ? handle(context, pressed as Extract<CallbackAction, { kind: Kind }>) : next()
  })
}
