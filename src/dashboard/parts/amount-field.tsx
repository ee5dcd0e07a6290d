import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { moneyText } from '../format/money.ts'
import type { AmountTyped } from '../format/typed-amount.ts'

/** What the number keys of a phone leave out. */
const SIGNS = [
  { sign: '+', label: 'plus' },
  { sign: '×', label: 'times' },
  { sign: '/', label: 'divided by' },
  { sign: 'k', label: 'thousand' },
] as const

/** The amount, large and first: it has the focus when the page opens, takes sums, and says what they come to. */
export function AmountField({
  input,
  value,
  amount,
  currency,
  problem,
  onInput,
}: {
  readonly input: RefObject<HTMLInputElement | null>
  readonly value: string
  readonly amount: AmountTyped
  readonly currency: string
  readonly problem: string | null
  readonly onInput: (text: string) => void
}) {
  useEffect(() => input.current?.focus(), [])
  const add = (sign: string): void => {
    onInput(value + sign)
    input.current?.focus()
  }
  return (
    <div class="field amount-field">
      <label for="new-amount">Amount</label>
      <input
        id="new-amount"
        ref={input}
        class="money"
        inputMode="decimal"
        autocomplete="off"
        placeholder="0"
        enterkeyhint="done"
        value={value}
        aria-describedby="new-amount-result"
        {...(problem === null ? {} : { 'aria-invalid': 'true' as const })}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <fieldset class="signs">
        <legend class="unseen">Add a sign to the amount</legend>
        {SIGNS.map(({ sign, label }) => (
          <button key={sign} type="button" class="sign" aria-label={label} onClick={() => add(sign)}>
            {sign}
          </button>
        ))}
      </fieldset>
      <p id="new-amount-result" class={problem === null ? 'hint' : 'problem'} aria-live="polite">
        {problem ??
          (amount.kind === 'amount'
            ? `= ${moneyText(amount.minor, amount.currency)}`
            : `In ${currency}. Sums such as 1200+350 or 3×500 work.`)}
      </p>
    </div>
  )
}
