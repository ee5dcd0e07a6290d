import { Icon } from './icon.tsx'

/** Steps from year to year; nothing lies behind the running one. */
export function YearSwitch({
  year,
  latest,
  onChange,
}: {
  readonly year: string
  readonly latest: string
  readonly onChange: (year: string) => void
}) {
  const [before, after] = [String(Number(year) - 1), String(Number(year) + 1)]
  return (
    <div class="month-switch">
      <button
        type="button"
        class="icon-button"
        aria-label={`Previous year, ${before}`}
        onClick={() => onChange(before)}
      >
        <Icon name="left" />
      </button>
      <span class="month-name" aria-live="polite">
        {year}
      </span>
      <button
        type="button"
        class="icon-button"
        aria-label={`Next year, ${after}`}
        disabled={after > latest}
        onClick={() => onChange(after)}
      >
        <Icon name="right" />
      </button>
    </div>
  )
}
