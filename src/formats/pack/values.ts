import type { Direction } from '../../domain/alert.ts'
import { directionWords } from '../read-direction.ts'
import { toMinor } from '../read-number.ts'
import type { Spot } from './find-spots.ts'
import type { Mark, Truth } from './mark.ts'

/** The values of a message as fields: those of the truth under their names, other numbers as remarks. `lower` is its text in lower case. */
export function marksOfValues(lower: string, spots: readonly Spot[], truth: Truth): Mark[] {
  const marks: Mark[] = []
  const once = new Set<string>()
  const isFirst = (field: string): boolean => !once.has(field) && once.add(field) !== null
  for (const spot of spots) {
    const { start, end } = spot
    if (spot.kind === 'money') {
      const side = /^(?:cr|dr)(?![\p{L}\p{N}])/u.exec(lower.slice(end, end + 3))?.[0] ?? null
      const field = roleOf(spot, side, truth, once)
      if (field === null)
        marks.push({ start, end, field: isAccountTail(spot, truth) && isFirst('account') ? 'account' : 'remark' })
      else {
        once.add(field)
        if (spot.mark !== null) marks.push({ start: spot.mark.start, end: spot.mark.end, field: 'currency' })
        marks.push({ ...spot.digits, field })
        if (field === 'balance' && side !== null)
          marks.push({ start: end, end: end + side.length, field: 'balance_side' })
      }
    } else if (spot.kind === 'account') {
      const isOwn = spot.tail !== null && spot.tail === truth.accountTail && isFirst('account')
      marks.push({ start, end, field: isOwn ? 'account' : 'remark' })
    } else if (spot.kind === 'date' || spot.kind === 'time') {
      marks.push({ start, end, field: isFirst(spot.kind) ? spot.kind : 'remark' })
      // The time of a date that has one is not looked for elsewhere.
      if (spot.kind === 'date' && spot.hasTime) once.add('time')
    }
  }
  return marks
}

/** Which of the truth's amounts a number is; the amount may be printed again, the others are not. */
function roleOf(
  spot: Spot & { kind: 'money' },
  side: string | null,
  truth: Truth,
  once: ReadonlySet<string>,
): string | null {
  const currency = spot.mark?.currency ?? truth.currency
  const printed = toMinor({ ...spot.number, mayBeCut: false }, currency, true)
  if (printed === null || currency !== truth.currency) return null
  const minor = printed < 0n ? -printed : printed
  if (minor === truth.amountMinor && !once.has('amount')) return 'amount'
  const balance = side === 'dr' ? -minor : printed
  if (balance === truth.balanceMinor && !once.has('balance')) return 'balance'
  if (minor === truth.feeMinor && !once.has('fee')) return 'fee'
  return minor === truth.amountMinor && spot.mark !== null ? 'amount' : null
}

function isAccountTail(spot: Spot & { kind: 'money' }, { accountTail }: Truth): boolean {
  return (
    spot.mark === null &&
    spot.number.decimals === '' &&
    spot.number.whole.length >= 4 &&
    accountTail === spot.number.whole.slice(-4)
  )
}

const DIRECTIONS = ['dr', 'cr', 'debit', 'credit', 'debited', 'credited']

/** The words of the message that carry its direction and would be others in an alert of the other direction. */
export function directionMarks(lower: string, spots: readonly Spot[], direction: Direction): Mark[] {
  return spots.flatMap(({ kind, start, end }): Mark[] => {
    const word = lower.slice(start, end)
    if (kind !== 'word' || !DIRECTIONS.includes(word)) return []
    const [debit, credit] = directionWords(word)
    return word === (direction === 'debit' ? debit : credit) ? [{ start, end, field: 'direction' }] : []
  })
}
