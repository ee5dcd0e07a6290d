import type { EntryRuleShape } from '../../actions/rule-of-entry.ts'
import type { TransactionView } from '../../actions/transaction-view.ts'
import type { EntryAct } from '../callbacks.ts'
import { filesWords, splitsText, tagsText } from './entry-words.ts'
import { type Html, html, lines, shortText } from './html.ts'
import { categoryText, counterpartyText } from './names.ts'
import { lineText } from './receipt.ts'
import { button, inPairs, type Screen } from './screen.ts'

/** What can be changed about one entry. `remark`: what was just done; `undoId`: the edit that Undo takes back. */
export function editScreen(view: TransactionView, extra: { remark?: Html; undoId?: string } = {}): Screen {
  const { id: transactionId, splits, attachments } = view
  const act = (text: string, entryAct: EntryAct) => button(text, { kind: 'edit-entry', transactionId, entryAct })
  const isBooked = view.category !== null
  const undo =
    extra.undoId === undefined ? [] : [[button('Undo', { kind: 'undo-edit', transactionId, answerId: extra.undoId })]]
  const split =
    !isBooked || view.kind === 'reversed'
      ? []
      : splits.length > 0
        ? [act('Split…', 'split'), act('Do not split', 'unsplit')]
        : [act('Split…', 'split')]
  const files =
    attachments.length === 0 ? [] : [act(filesWords(attachments.length), 'files'), act('Drop last photo', 'drop-file')]
  return {
    text: lines([
      extra.remark ?? null,
      html`<b>Edit</b> ${lineText(view)}`,
      html`Payee: ${counterpartyText(view)}`,
      isBooked ? categoriesText(view) : null,
      html`Note: ${shortText(view.note ?? '', 500) || 'none'}`,
      html`Tags: ${tagsText(view.tags) || 'none'}`,
      html`Reply to the receipt with a photo to keep it here${attachments.length === 0 ? '' : ` (${filesWords(attachments.length)})`}.`,
    ]),
    keyboard: [
      ...undo,
      ...inPairs([
        act('Payee…', 'payee'),
        act('Note…', 'note'),
        act('Tags…', 'tags'),
        ...split,
        ...files,
        ...(isBooked ? [button('Make a rule', { kind: 'make-rule', transactionId, shape: 'list' })] : []),
        act('Take my edits back', 'restore'),
        button('‹ Back', { kind: 'receipt', transactionId }),
      ]),
    ],
  }
}

function categoriesText({ category, splits }: TransactionView): Html {
  if (splits.length > 0) return html`Split: ${splitsText(splits)}`
  return html`Category: ${category === null ? 'none' : categoryText(category)}`
}

/** Which rule to make of an entry. */
export function ruleShapesScreen(transactionId: string, texts: ReadonlyMap<EntryRuleShape, string>): Screen {
  const numbered = [...texts]
  return {
    text: lines([
      html`<b>Make a rule.</b> Which entries shall go where this one is? I show what it would change first.`,
      ...numbered.map(([, text], index) => html`${index + 1}. <code>${shortText(text, 300)}</code>`),
    ]),
    keyboard: [
      numbered.map(([shape], index) => button(String(index + 1), { kind: 'make-rule', transactionId, shape })),
      [button('‹ Back', { kind: 'edit-entry', transactionId, entryAct: 'open' })],
    ],
  }
}
