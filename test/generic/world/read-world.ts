import { readFileSync } from 'node:fs'

/** What one alert written for these tests says. */
export type WorldAlert = {
  readonly text: string
  readonly direction: string
  readonly currency: string
  readonly amountMinor: string
  readonly balanceMinor: string | null
  readonly accountTail: string | null
  readonly occurredAt: string | null
}

const linesOf = (name: string): string[] =>
  readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('# '))

/** `tuned`: the rules were written with these in view. `kept`: first read when the rules were done; 81, 96 and 88 of 100 were right then. */
export type WorldPart = 'tuned' | 'kept'

const ALERTS: Readonly<Record<WorldPart, readonly string[]>> = {
  tuned: ['alerts.txt', 'more-alerts.txt', 'third-alerts.txt'],
  kept: ['kept-alerts.txt', 'second-alerts.txt', 'fourth-alerts.txt'],
}
const REJECTS: Readonly<Record<WorldPart, readonly string[]>> = {
  tuned: ['rejects.txt', 'more-rejects.txt', 'third-rejects.txt'],
  kept: ['kept-rejects.txt', 'second-rejects.txt', 'fourth-rejects.txt'],
}

/** Alerts of many countries: each format as written, and once more with other digits. */
export function worldAlerts(part: WorldPart): WorldAlert[] {
  return ALERTS[part].flatMap(linesOf).flatMap((line) => {
    const alert = readLine(line)
    const other = withOtherDigits(alert)
    return other.text === alert.text ? [alert] : [alert, other]
  })
}

/** Messages with money in them that are not transactions. */
export function worldRejects(part: WorldPart): string[] {
  return REJECTS[part].flatMap(linesOf)
}

function readLine(line: string): WorldAlert {
  const bar = line.indexOf(' | ')
  const [way, currency, amountMinor, ...rest] = line.slice(0, bar).split(' ')
  const field = (name: string): string | null => rest.find((part) => part.startsWith(`${name}=`))?.slice(2) ?? null
  if (way === undefined || currency === undefined || amountMinor === undefined) throw new Error(`not an alert: ${line}`)
  return {
    text: line.slice(bar + 3).replaceAll('↵', '\n'),
    direction: way === 'D' ? 'debit' : 'credit',
    currency,
    amountMinor,
    balanceMinor: field('b'),
    accountTail: field('t'),
    occurredAt: field('d'),
  }
}

const nextDigit = (digit: string): string => (digit === '0' ? '0' : String((Number(digit) % 9) + 1))
const shifted = (digits: string): string => digits.replace(/\d/gu, nextDigit)

/** The alert with each digit of its amount and balance moved on by one, zeros kept. */
function withOtherDigits(alert: WorldAlert): WorldAlert {
  const values = [alert.amountMinor, alert.balanceMinor ?? alert.amountMinor]
  const text = alert.text.replace(/\d[\d.,' ]*\d|\d/gu, (printed) => {
    const digits = printed.replace(/\D/gu, '').replace(/^0+(?=\d)/u, '')
    return values.some(
      (value) => value === digits || value === `${digits}00` || value === `${digits}0` || value === `${digits}000`,
    )
      ? shifted(printed)
      : printed
  })
  return {
    ...alert,
    text,
    amountMinor: shifted(alert.amountMinor),
    balanceMinor: alert.balanceMinor === null ? null : shifted(alert.balanceMinor),
  }
}
