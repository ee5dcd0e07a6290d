import { Composer } from 'grammy'
import { ATTACHMENTS_MAX, attach, detachLast } from '../../actions/attachments.ts'
import { editTransaction, restoreTransaction, type TransactionEdit, undoEdit } from '../../actions/edit-transaction.ts'
import { entryOfMessage } from '../../actions/entry-of-message.ts'
import { ruleCategories } from '../../actions/rule-categories.ts'
import { splitOfText } from '../../actions/split-of-text.ts'
import { transactionView } from '../../actions/transaction-view.ts'
import type { EntryAct } from '../callbacks.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { editScreen } from '../views/edit-entry.ts'
import { filesWords } from '../views/entry-words.ts'
import { type Html, html, lines, shortText } from '../views/html.ts'
import { FORBIDDEN, NOT_ANY_MORE, TOO_OLD } from '../views/notices.ts'

/** One entry by hand: payee, note, tags, split, and photos put to it by replying to its receipt. */
export const editEntry = new Composer<BotContext>()

/** What is asked for, by the field that the answer goes to. */
const QUESTIONS: Readonly<
  Record<'payee' | 'note' | 'tags' | 'split', { readonly text: Html; readonly placeholder: string }>
> = {
  payee: {
    text: html`Reply to this with the payee's name. A dash (-) brings the bank's own words back.`,
    placeholder: 'Payee',
  },
  note: { text: html`Reply to this with your note. A dash (-) takes it away.`, placeholder: 'Note' },
  tags: {
    text: html`Reply to this with tags, such as <code>weekly party</code>. A dash (-) takes them all away.`,
    placeholder: 'weekly party',
  },
  split: {
    text: lines([
      html`Reply to this with the parts, joined by +:`,
      html`<code>2,000 Food + rest Transport</code> or <code>60% Food + 40% Home</code>`,
    ]),
    placeholder: '2,000 Food + rest Home',
  },
}
export type AskedField = keyof typeof QUESTIONS

onAction(editEntry, 'edit-entry', async (context, { transactionId, entryAct }) => act(context, transactionId, entryAct))

onAction(editEntry, 'undo-edit', async (context, { transactionId, answerId }) => {
  const result = await undoEdit(context.unit.actions, { transactionId, answerId })
  if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  if (result.kind === 'not-possible') return context.replies.send(NOT_ANY_MORE)
  return showEdit(context, transactionId, 'edit', { remark: html`Taken back ✓` })
})

/** Photos and files that answer a receipt belong to its entry; others are none of this feature's. */
editEntry.on(['message:photo', 'message:document'], async (context, next) => {
  const { message } = context
  const reply = message.reply_to_message
  const asked = reply === undefined ? null : { chatId: BigInt(message.chat.id), messageId: BigInt(reply.message_id) }
  const found = asked === null ? null : await entryOfMessage(context.unit.actions, asked)
  if (found?.kind === 'forbidden') return context.replies.send(FORBIDDEN)
  const photo = message.photo?.at(-1)
  const fileId = photo?.file_id ?? message.document?.file_id
  if (found === null || found.transactionId === null || fileId === undefined) return next()
  const id = context.unit.dependencies.ids.id('attachment', context.answerId)
  const kind = photo === undefined ? 'document' : 'photo'
  const result = await attach(context.unit.actions, { transactionId: found.transactionId, id, kind, fileId })
  switch (result.kind) {
    case 'attached':
      return showEdit(context, result.transactionId, 'send', { remark: html`Kept ✓ ${filesWords(result.count)} now.` })
    case 'too-many':
      return context.replies.send(html`An entry keeps ${ATTACHMENTS_MAX} photos or files at most. Drop one first.`)
    case 'not-possible':
      return context.replies.send(TOO_OLD)
    case 'forbidden':
      return context.replies.send(FORBIDDEN)
  }
})

/** Takes the text that answers one of the questions. */
export async function answerEdit(
  context: BotContext,
  field: AskedField,
  transactionId: string,
  text: string,
): Promise<void> {
  const edit = await editOf(context, field, transactionId, text)
  if ('problem' in edit) return context.replies.send(html`${shortText(edit.problem, 500)}`)
  await saveEdit(context, transactionId, edit, 'send')
}

async function editOf(
  context: BotContext,
  field: AskedField,
  transactionId: string,
  text: string,
): Promise<TransactionEdit | { readonly problem: string }> {
  const isNothing = /^[-–—]$/u.test(text.trim())
  switch (field) {
    case 'payee':
      return { payee: isNothing ? null : text }
    case 'note':
      return { note: isNothing ? null : text }
    case 'tags':
      return { tags: isNothing ? [] : text.split(/[\s,]+/u).filter((tag) => tag !== '') }
    case 'split': {
      const { usable } = await ruleCategories(context.unit.actions)
      const split = await splitOfText(context.unit.actions, { transactionId, text, categories: usable })
      return split.kind === 'split' ? { splits: split.parts } : { problem: split.problem }
    }
  }
}

async function saveEdit(
  context: BotContext,
  transactionId: string,
  edit: TransactionEdit,
  where: 'send' | 'edit',
): Promise<void> {
  const { answerId } = context
  const result = await editTransaction(context.unit.actions, { transactionId, answerId, edit })
  switch (result.kind) {
    case 'edited':
      return showEdit(context, transactionId, where, {
        remark: html`Saved ✓ No rule changes it any more.`,
        undoId: answerId,
      })
    case 'problem':
      return context.replies.send(html`${shortText(result.problem, 500)}`)
    case 'not-possible':
      return context.replies.send(TOO_OLD)
    case 'forbidden':
      return context.replies.send(FORBIDDEN)
  }
}

async function act(context: BotContext, transactionId: string, entryAct: EntryAct): Promise<void> {
  const { actions } = context.unit
  switch (entryAct) {
    case 'open':
      return showEdit(context, transactionId, 'edit')
    case 'payee':
    case 'note':
    case 'tags':
    case 'split': {
      const { text, placeholder } = QUESTIONS[entryAct]
      return context.replies.ask(text, `ask:${entryAct}:${transactionId}`, placeholder)
    }
    case 'unsplit':
      return saveEdit(context, transactionId, { splits: null }, 'edit')
    case 'restore': {
      const result = await restoreTransaction(actions, { transactionId })
      if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
      if (result.kind === 'not-possible') return context.replies.send(TOO_OLD)
      const remark = result.edits === 0 ? html`There was no edit of yours.` : html`Your edits are taken back ✓`
      return showEdit(context, transactionId, 'edit', { remark })
    }
    case 'files':
      return sendFiles(context, transactionId)
    case 'drop-file': {
      const result = await detachLast(actions, { transactionId })
      if (result.kind === 'forbidden') return context.replies.send(FORBIDDEN)
      return showEdit(context, transactionId, 'edit', { remark: html`Dropped ✓` })
    }
  }
}

async function sendFiles(context: BotContext, transactionId: string): Promise<void> {
  const shown = await transactionView(context.unit.actions, transactionId)
  if (shown.kind !== 'view') return context.replies.send(shown.kind === 'forbidden' ? FORBIDDEN : TOO_OLD)
  for (const attachment of shown.view.attachments) await context.replies.sendKept(attachment)
}

async function showEdit(
  context: BotContext,
  transactionId: string,
  where: 'send' | 'edit',
  extra: Parameters<typeof editScreen>[1] = {},
): Promise<void> {
  const shown = await transactionView(context.unit.actions, transactionId)
  if (shown.kind !== 'view') return context.replies.send(shown.kind === 'forbidden' ? FORBIDDEN : TOO_OLD)
  return context.replies[where](editScreen(shown.view, extra), `transaction:${shown.view.id}`)
}
