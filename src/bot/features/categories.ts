import { Composer } from 'grammy'
import { listCategories } from '../../actions/list-categories.ts'
import type { BotContext } from '../context.ts'
import { categoriesText } from '../views/lists.ts'
import { FORBIDDEN } from '../views/notices.ts'

/** `/categories`: all of them, by parent. */
export const categories = new Composer<BotContext>()

categories.command('categories', async (context) => {
  const result = await listCategories(context.unit.actions)
  await context.replies.send(result.kind === 'forbidden' ? FORBIDDEN : categoriesText(result.categories))
})
