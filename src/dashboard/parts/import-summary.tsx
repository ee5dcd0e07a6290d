import type { StatementSummary } from '../../domain/statement-upload.ts'
import { shortDay } from '../format/days.ts'
import { countText, moneyText } from '../format/money.ts'

/** What a statement holds and what it would bring. */
export function ImportSummaryView({ summary }: { readonly summary: StatementSummary }) {
  const { currency, firstDate, lastDate, problems } = summary
  const name = [summary.institution ?? 'Statement', summary.accountTail === null ? '' : `··${summary.accountTail}`]
  return (
    <section class="summary" aria-label={name.join(' ')}>
      <p>
        <strong>{name.join(' ').trim()}</strong>
        <span class="quiet">
          {firstDate === null || lastDate === null ? '' : ` · ${shortDay(firstDate)} to ${shortDay(lastDate)}`}
        </span>
      </p>
      <dl class="counts">
        <Count label="Entries" value={summary.transactionCount} />
        <Count label="New" value={summary.new} />
        <Count label="Known already" value={summary.matched + summary.skipped} />
        <div>
          <dt>Money in</dt>
          <dd class="money">{moneyText(summary.totalCreditMinor, currency)}</dd>
        </div>
        <div>
          <dt>Money out</dt>
          <dd class="money">{moneyText(summary.totalDebitMinor, currency)}</dd>
        </div>
        {summary.closingBalanceMinor === null ? null : (
          <div>
            <dt>Closing balance</dt>
            <dd class="money">{moneyText(summary.closingBalanceMinor, currency)}</dd>
          </div>
        )}
      </dl>
      {problems.length === 0 ? null : (
        <div class="notice">
          <p>{problems.length === 1 ? 'One line does not add up:' : `${problems.length} lines do not add up:`}</p>
          <ul>
            {problems.slice(0, 10).map(({ line, what }) => (
              <li key={`${line} ${what}`}>
                {line === null ? '' : `Line ${line}: `}
                {what}
              </li>
            ))}
          </ul>
          {problems.length > 10 ? <p>and {problems.length - 10} more</p> : null}
        </div>
      )}
    </section>
  )
}

function Count({ label, value }: { readonly label: string; readonly value: number }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd class="money">{countText(value)}</dd>
    </div>
  )
}
