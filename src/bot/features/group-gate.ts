import { Composer } from 'grammy'
import type { BotContext } from '../context.ts'

/**
 * In a group the bot answers only commands, replies to it, mentions of it and presses of its buttons. Channels and other
 * places get nothing.
 */
export const groupGate = new Composer<BotContext>()

groupGate.use((context, next) => {
  if (context.isPrivate) return next()
  const isGroup = context.chat?.type === 'group' || context.chat?.type === 'supergroup'
  return isGroup && (context.callbackQuery !== undefined || isAddressed(context)) ? next() : undefined
})

/** The text without the bot's own name, which in a group only says who is meant. */
export function withoutMention(context: BotContext, text: string): string {
  return context.isPrivate ? text : text.replaceAll(mentionPattern(context), ' ').trim()
}

function isAddressed(context: BotContext): boolean {
  const { message } = context
  if (message?.text === undefined) return false
  const command = /^\/\w+(?:@(\w+))?/.exec(message.text)
  if (command !== null) return command[1] === undefined || isMe(context, command[1])
  if (message.reply_to_message?.from?.id === context.me.id) return true
  return mentionPattern(context).test(message.text)
}

/** Whether a command names this bot. */
export function isMe(context: BotContext, username: string): boolean {
  return username.toLowerCase() === context.me.username.toLowerCase()
}

function mentionPattern(context: BotContext): RegExp {
  return new RegExp(`(?<!\\w)@${context.me.username}(?!\\w)`, 'gi')
}
