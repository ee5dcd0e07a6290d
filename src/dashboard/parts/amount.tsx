import { moneyText, withoutSign } from '../format/money.ts'
import type { TransactionFace } from '../format/transaction.ts'

/** The amount of a transaction: money in has a plus and the accent's colour, money out stands as it is; words say it to a screen reader. */
export function FlowAmount({ face }: { readonly face: Pick<TransactionFace, 'minor' | 'currency' | 'flow'> }) {
  const text = moneyText(withoutSign(face.minor), face.currency)
  const words = face.flow === 'in' ? 'received' : face.flow === 'out' ? 'spent' : ''
  return (
    <span class={face.flow === 'in' ? 'money money-in' : 'money'}>
      {words === '' ? null : <span class="unseen">{words} </span>}
      {face.flow === 'in' ? '+' : ''}
      {text}
    </span>
  )
}

/** An amount with its own sign, such as a balance. */
export function Money({ minor, currency, plus = false }: { minor: bigint | string; currency: string; plus?: boolean }) {
  return <span class="money">{moneyText(minor, currency, { plus })}</span>
}
