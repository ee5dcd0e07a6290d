import { transactionView } from '../../actions/transaction-view.ts'
import type { BotContext } from '../context.ts'
import { FORBIDDEN, TOO_OLD } from '../views/notices.ts'
import { type ReceiptOptions, receiptScreen } from '../views/receipt.ts'

type Extra = Pick<ReceiptOptions, 'heading' | 'arrival' | 'changed' | 'applied' | 'answered' | 'copy' | 'remark'>

/**
 * Shows the receipt of a transaction, in place of the pressed message or as a new one. `standsFor`: the id that the entry of the
 * message's own alert would have by itself, for an alert that joined another; should they part, the receipt goes with its alert.
 */
export async function showReceipt(
  context: BotContext,
  transactionId: string,
  where: 'edit' | 'send',
  extra: Extra & { readonly standsFor?: string } = {},
): Promise<void> {
  const result = await transactionView(context.unit.actions, transactionId)
  switch (result.kind) {
    case 'view': {
      const screen = receiptScreen(result.view, { ...context.receiptOptions, ...extra })
      const subject = `transaction:${extra.standsFor ?? result.view.id}`
      return where === 'edit' ? context.replies.edit(screen, subject) : context.replies.send(screen, subject)
    }
    case 'not-found':
      return context.replies.send(TOO_OLD)
    case 'forbidden':
      return context.replies.send(FORBIDDEN)
  }
}
