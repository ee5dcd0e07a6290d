import { addMonths, monthTitle } from '../format/days.ts'
import { Icon } from './icon.tsx'

/** Steps from month to month; nothing lies behind the running one. */
export function MonthSwitch({
  month,
  latest,
  onChange,
}: {
  readonly month: string
  readonly latest: string
  readonly onChange: (month: string) => void
}) {
  const next = addMonths(month, 1)
  return (
    <div class="month-switch">
      <button
        type="button"
        class="icon-button"
        aria-label={`Previous month, ${monthTitle(addMonths(month, -1))}`}
        onClick={() => onChange(addMonths(month, -1))}
      >
        <Icon name="left" />
      </button>
      <span class="month-name" aria-live="polite">
        {monthTitle(month)}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={`Next month, ${monthTitle(next)}`}
        disabled={next > latest}
        onClick={() => onChange(next)}
      >
        <Icon name="right" />
      </button>
    </div>
  )
}
