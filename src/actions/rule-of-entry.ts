import { currencyExponent, type Money } from '../domain/money.ts'
import { factsOfEntry } from '../pipeline/rulings.ts'
import { plainText } from '../rules/plain-text.ts'
import { printNumber } from '../rules/print-rule.ts'
import { type Forbidden, whenAllowed } from './authorize.ts'
import type { ActionContext } from './context.ts'
import { isUncategorized } from './suggest-categories.ts'
import { transactionView } from './transaction-view.ts'

/** What a rule made of an entry may look for. */
export type EntryRuleShape = 'payee' | 'word' | 'amount' | 'account'

export type EntryRuleTexts =
  /** The rules that would put entries like this one where it is, in their written form. */
  | { readonly kind: 'texts'; readonly texts: ReadonlyMap<EntryRuleShape, string> }
  | { readonly kind: 'uncategorized' }
  | { readonly kind: 'not-found' }

/** Rules that fit an entry and others like it, for a person to choose from. */
export function ruleTextOf(context: ActionContext, transactionId: string): Promise<EntryRuleTexts | Forbidden> {
  return whenAllowed(context, 'read', async (): Promise<EntryRuleTexts | Forbidden> => {
    const shown = await transactionView(context, transactionId)
    const detail = await context.session.transactionDetail(transactionId)
    if (shown.kind !== 'view') return shown
    const facts = detail === null ? null : factsOfEntry(detail)
    const { category, splits } = shown.view
    if (facts === null || category === null) return { kind: 'not-found' }
    if (isUncategorized(category) || splits.length > 0) return { kind: 'uncategorized' }
    const then = `then category "${category.name}"`
    const payee = unquoted(facts.payees[0] ?? facts.narration ?? '')
    const field = facts.payees.length > 0 ? 'payee' : 'narration'
    const [word] = plainText(payee)
      .split(' ')
      .filter((each) => /\p{L}{3,}/u.test(each))
    const direction = `direction is ${facts.direction}`
    const texts = new Map<EntryRuleShape, string>()
    if (plainText(payee) !== '') texts.set('payee', `if ${field} is "${payee}" and ${direction} ${then}`)
    if (word !== undefined) texts.set('word', `if text contains "${word}" and ${direction} ${then}`)
    if (plainText(payee) !== '') {
      texts.set(
        'amount',
        `if ${field} is "${payee}" and amount is ${amountText(facts.amount)} and ${direction} ${then}`,
      )
    }
    const account = facts.accounts.at(-1)
    if (account !== undefined && plainText(account) !== '' && word !== undefined) {
      texts.set('account', `if text contains "${word}" and account is "${unquoted(account)}" and ${direction} ${then}`)
    }
    return { kind: 'texts', texts }
  })
}

function unquoted(text: string): string {
  return text.replace(/["“”]/gu, ' ').replace(/\s+/gu, ' ').trim()
}

function amountText({ minor, currency }: Money): string {
  const exponent = currencyExponent(currency)
  const digits = minor.toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const fraction = digits.slice(digits.length - exponent).replace(/0+$/, '')
  return printNumber(fraction === '' ? whole : `${whole}.${fraction}`)
}
