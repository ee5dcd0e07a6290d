const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * The time that an app gave, as an instant (`2026-11-23T09:15:00Z`) or, where it names no zone, as a wall time; null for
 * what does not tell both day and time. Numbers are seconds, milliseconds or microseconds since 1970.
 */
export function readSmsTime(value: unknown): string | null {
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value !== 'string') return null
  const text = value.replace(/[\u202f\u00a0]/gu, ' ').trim()
  if (/^\d{9,17}(?:\.\d+)?$/.test(text)) return fromNumber(Number(text))
  return fromStandardText(text) ?? fromWords(text)
}

function fromNumber(value: number): string | null {
  const milliseconds = value < 1e11 ? value * 1_000 : value < 1e14 ? value : value / 1_000
  // Before 2001 nobody forwarded an SMS: such a number is a counter and no time.
  if (!Number.isFinite(milliseconds) || milliseconds < 1e12 || milliseconds > 4e12) return null
  return Temporal.Instant.fromEpochMilliseconds(Math.round(milliseconds)).toString()
}

/** ISO 8601 and its relatives: `2026-11-23 10:15:00`, `2026/11/23T10:15:00.000+0100`; the dates of mail headers. */
function fromStandardText(text: string): string | null {
  const match =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/iu.exec(
      text,
    )
  if (match !== null) {
    const [, year, month, day, hour, minute, second = '0', zone] = match
    const wall = wallTime(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second))
    if (wall === null || zone === undefined) return wall
    const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : 'Z'
    return instantOf(`${wall}${offset}`)
  }
  if (!/[a-z]{3} \d{4} \d{1,2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})$/iu.test(text)) return null
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? null : Temporal.Instant.fromEpochMilliseconds(milliseconds).toString()
}

/** As an iPhone writes it: `23 Nov 2026 at 10:15`, `November 23, 2026 at 10:15 PM`. */
function fromWords(text: string): string | null {
  const clock = /(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?\b/iu.exec(text)
  const dayFirst = /(\d{1,2})\.? ([a-z]{3})[a-z]*\.?,? (\d{4})/iu.exec(text)
  const monthFirst = /([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})/iu.exec(text)
  const [day, name, year] = dayFirst?.slice(1) ?? [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]]
  const month = MONTHS.indexOf(name?.toLowerCase() ?? '') + 1
  if (clock === null || month === 0) return null
  const [, hour, minute, second = '0', half] = clock
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return wallTime(Number(year), month, Number(day), hours, Number(minute), Number(second))
}

function wallTime(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): string | null {
  try {
    return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second }, { overflow: 'reject' }).toString()
  } catch {
    // No such day or time: the message then counts from its arrival.
    return null
  }
}

function instantOf(text: string): string | null {
  try {
    return Temporal.Instant.from(text).toString()
  } catch {
    return null
  }
}
