import type { MissingMoney } from '../../actions/add-missing.ts'
import { dayMonthText } from './dates.ts'
import { type Html, html, shortText } from './html.ts'
import { moneyText } from './money.ts'

const NAME_LENGTH_MAX = 40

/** What is missing, in a line: `₦12,400.00 out is missing between 14:02 and 15:10, perhaps SHOPRITE LEKKI`. */
export function missingText({ amount, from, to, likely }: Omit<MissingMoney, 'accountId'>): Html {
  const isOut = amount.minor < 0n
  const sum = moneyText({ ...amount, minor: isOut ? -amount.minor : amount.minor })
  const guess = likely === null ? html`` : html`, perhaps ${shortText(likely.counterparty, NAME_LENGTH_MAX)}`
  return html`${sum} ${isOut ? 'out' : 'in'} is missing ${windowText({ from, to })}${guess}`
}

/** When it was: clock times on one day, `on 12 Aug` when only the day is known, else from when on. */
function windowText({ from, to }: Pick<MissingMoney, 'from' | 'to'>): string {
  const isOneDay = from.toPlainDate().equals(to.toPlainDate())
  if (!isOneDay) return `since ${dayMonthText(from.toPlainDate())}`
  const isWholeDay = to.since(from).total('hours') > 23
  return isWholeDay ? `on ${dayMonthText(from.toPlainDate())}` : `between ${clockText(from)} and ${clockText(to)}`
}

function clockText(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: 'minute' })
}
