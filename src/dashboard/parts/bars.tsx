import { largestOf, moneyText, withoutSign } from '../format/money.ts'

/** A row of a bar chart; `to` leads to what it is made of. */
export type Bar = {
  readonly label: string
  readonly icon?: string | null
  readonly minor: bigint
  readonly note: string
  readonly to?: string
  /** Stands for several rows together: told apart from them. */
  readonly isRest?: boolean
}

/** Amounts as bars under their names: a list to those who hear it, each with its amount in words and figures. */
export function Bars({
  bars,
  currency,
  label,
}: {
  readonly bars: readonly Bar[]
  readonly currency: string
  readonly label: string
}) {
  const most = largestOf(
    bars.map(({ minor }) => withoutSign(minor)),
    1n,
  )
  return (
    <ul class="bars" aria-label={label}>
      {bars.map((bar) => {
        const share = Number((withoutSign(bar.minor) * 1000n) / most) / 10
        const content = (
          <>
            <span class="bar-label">
              {bar.icon === undefined || bar.icon === null ? null : <span aria-hidden="true">{bar.icon} </span>}
              {bar.label}
            </span>
            <span class="bar-note">{bar.note}</span>
            <span class="money bar-amount">{moneyText(bar.minor, currency)}</span>
            <span class="bar-track" aria-hidden="true">
              <span
                class={bar.isRest === true || bar.minor < 0n ? 'bar-fill rest' : 'bar-fill'}
                style={{ width: `${Math.max(share, 0.6)}%` }}
              />
            </span>
          </>
        )
        return (
          <li key={bar.label}>
            {bar.to === undefined ? (
              <div class="bar">{content}</div>
            ) : (
              <a class="bar" href={bar.to}>
                {content}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}
