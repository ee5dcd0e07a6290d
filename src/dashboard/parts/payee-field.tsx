import { useEffect, useState } from 'preact/hooks'
import { read } from '../api/client.ts'
import type { Page, Transaction } from '../api/shapes.ts'
import { Field } from './field.tsx'

const TYPING_MS = 150
const ASKED = 20

/** Who was paid, with the payees of earlier entries to pick from. */
export function PayeeField({
  value,
  direction,
  problem,
  onInput,
}: {
  readonly value: string
  readonly direction: 'expense' | 'income'
  readonly problem: string | null
  readonly onInput: (text: string) => void
}) {
  const found = useEarlier(value)
  const names = [...new Set(found.flatMap(({ payee }) => (payee === null ? [] : [payee])))].slice(0, 8)
  return (
    <Field id="new-payee" label={direction === 'expense' ? 'Paid to' : 'From'} problem={problem}>
      {(ids) => (
        <>
          <input
            {...ids}
            list="payees"
            autocomplete="off"
            maxLength={100}
            placeholder="Optional"
            value={value}
            onInput={(event) => onInput(event.currentTarget.value)}
          />
          <datalist id="payees">
            {names.map((name) => (
              <option key={name} value={name} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

/** The category that the latest entry of this payee is in; null when there is none. */
export function usePayeeCategory(payee: string, direction: 'expense' | 'income'): string | null {
  const found = useEarlier(payee)
  const wanted = payee.trim().toLowerCase()
  const same = found.find((one) => one.kind === direction && one.payee?.toLowerCase() === wanted)
  return same?.postings.find(({ category }) => category !== undefined)?.category ?? null
}

/** Earlier entries whose words fit what is typed, the newest first. */
function useEarlier(text: string): readonly Transaction[] {
  const [found, setFound] = useState<readonly Transaction[]>([])
  const wanted = text.trim()
  useEffect(() => {
    if (wanted.length < 2) return setFound([])
    let isCurrent = true
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ q: wanted, limit: String(ASKED) })
      const outcome = await read<Page<Transaction>>(`/transactions?${query}`)
      if (isCurrent && outcome.kind === 'done') setFound(outcome.value.items)
    }, TYPING_MS)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [wanted])
  return found
}
