import { Composer } from 'grammy'
import type { BotContext } from '../context.ts'
import { PRIVATE_ONLY } from '../views/notices.ts'
import { answerCategory, CATEGORY_QUESTIONS, type CategoryQuestion } from './categories.ts'
import { type AskedField, answerEdit } from './edit-entry.ts'
import { answerRule } from './rules.ts'

/** Texts that reply to a question of ours: which one is kept with the question, so that a restart forgets nothing. */
export const prompts = new Composer<BotContext>()

const EDITS: readonly string[] = ['payee', 'note', 'tags', 'split'] satisfies AskedField[]

prompts.on('message:text', async (context, next) => {
  const { text, chat, reply_to_message: reply } = context.message
  if (reply === undefined || reply.from?.id !== context.me.id || text.startsWith('/')) return next()
  const subject = await context.unit.actions.session.subjectOf({
    chatId: BigInt(chat.id),
    messageId: BigInt(reply.message_id),
  })
  const [, what = '', about = ''] = /^ask:([a-z-]+):(.+)$/.exec(subject ?? '') ?? []
  if (what === '') return next()
  if (EDITS.includes(what)) return answerEdit(context, what as AskedField, about, text)
  if (!context.isPrivate) return context.replies.send(PRIVATE_ONLY)
  if (what === 'rule') return answerRule(context, about, text)
  if (what in CATEGORY_QUESTIONS) return answerCategory(context, what as CategoryQuestion, about, text)
  return next()
})
