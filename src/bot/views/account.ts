import type { AccountReconciliation, ExplainedGap } from '../../reports/reconciliation-json.ts'
import type { MonthState } from '../../reports/reconciliation-months.ts'
import { gapWindow } from '../../reports/reconciliation-window.ts'
import { MESSAGE_LENGTH_MAX } from '../limits.ts'
import { dayMonthText } from './dates.ts'
import { fittingLines, type Html, html } from './html.ts'
import { missingText } from './missing.ts'
import { moneyText } from './money.ts'
import { accountText } from './names.ts'
import { button, type Screen } from './screen.ts'

const GAPS_SHOWN_MAX = 5
const DISPUTED_SHOWN_MAX = 3
const MONTHS_SHOWN_MAX = 12
/** From this score on a guess is worth saying. */
const NAMED_FROM = 0.5

const MONTH_MARKS: Readonly<Record<MonthState, string>> = {
  covered: '✓ covered',
  mismatched: '⚠ mismatched',
  unchecked: '· no balance to check',
  missing: '– missing',
}

/** An account held against its bank: the latest gaps with a button to add each, and its months. */
export function accountScreen(reconciliation: AccountReconciliation, timeZone: string): Screen {
  const { account, currency, balanceMinor, checks, gaps, disputed, months } = reconciliation
  const shown = gaps.slice(-GAPS_SHOWN_MAX).reverse()
  const older = gaps.length - shown.length
  return {
    text: fittingLines(
      [
        html`<b>${accountText(account)}</b>: ${moneyText({ minor: balanceMinor, currency })}`,
        gaps.length + disputed.length === 0
          ? html`All ${checks} stated balances add up. ✓`
          : html`${gaps.length + disputed.length} of ${checks} stated balances do not add up. ⚠`,
        ...shown.map((gap) => gapLine(gap, currency, timeZone)),
        ...(older > 0 ? [html`and ${older} older`] : []),
        ...disputed
          .slice(-DISPUTED_SHOWN_MAX)
          .map(
            ({ beforeMinor, balance, occurred }) =>
              html`${moneyText({ minor: balance.minor - beforeMinor, currency }, 'always')} of ${dayMonthText(occurred.date)} is not in the next balance: perhaps a fake alert`,
          ),
        ...(months.length === 0 ? [] : [html`<b>Months</b>`]),
        ...months.slice(-MONTHS_SHOWN_MAX).map(({ month, state }) => html`${month} ${MONTH_MARKS[state]}`),
      ],
      MESSAGE_LENGTH_MAX,
    ),
    keyboard: shown.flatMap(({ before, missingMinor }) => {
      if (before.eventId === null) return []
      const amount = moneyText({ minor: missingMinor, currency }, 'always')
      return [[button(`Add ${amount}`, { kind: 'add-gap', transactionId: before.eventId, accountId: account.id })]]
    }),
  }
}

function gapLine({ likely, missingMinor, ...gap }: ExplainedGap, currency: string, timeZone: string): Html {
  const [first] = likely
  const window = gapWindow(gap, timeZone)
  return missingText({
    ...window,
    amount: { minor: missingMinor, currency },
    likely: first !== undefined && first.score >= NAMED_FROM ? first : null,
  })
}
