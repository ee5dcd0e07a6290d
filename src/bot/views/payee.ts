import type { PayeeView } from '../../actions/payees.ts'
import { html, lines, shortText } from './html.ts'
import { button, type Screen } from './screen.ts'

const NAMES_SHOWN = 4
const NAME_LENGTH_MAX = 40

/** Who a payee is: what it could be called, and which payees may be the same. */
export function payeeScreen(payee: PayeeView): Screen {
  const { transactionId, names, like, lastEdit, count } = payee
  const entries = count === 1 ? 'one entry' : `${count} entries`
  return {
    text: lines([
      html`<b>${shortText(payee.name, NAME_LENGTH_MAX)}</b>, ${payee.isPerson ? 'a person' : 'a business'}, ${entries}`,
      names.length > 0 ? html`A name changes all of them, and those to come.` : null,
      like.length > 0 ? html`Is it the same as one of these? What you taught about one then counts for both.` : null,
    ]),
    keyboard: [
      ...names
        .slice(0, NAMES_SHOWN)
        .map((name, choice) => [
          button(`Call it ${shortText(name, NAME_LENGTH_MAX)}`, { kind: 'payee-name', transactionId, choice }),
        ]),
      ...like.map((other) => [
        button(`Same as ${shortText(other.name, NAME_LENGTH_MAX)} (${other.count})`, {
          kind: 'payee-merge',
          transactionId,
          otherId: other.transactionId,
        }),
      ]),
      ...(lastEdit === null
        ? []
        : [[button('Undo the last change', { kind: 'payee-undo', transactionId, answerId: lastEdit.id })]]),
      [button('‹ Back', { kind: 'why', transactionId })],
    ],
  }
}
