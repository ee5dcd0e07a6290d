import type { Random, Truth } from './generate.ts'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (number: number): string => String(number).padStart(2, '0')

/** Another day (and time, if the example has one) in the writing of the example; noted in the truth. */
export function renderDate(example: string, truth: Truth, random: Random): string {
  const parts = /^(?<day>[^:]*?\d)(?:(?<gap>,? )(?<time>\d+:.*))?$/u.exec(example)?.groups ?? {}
  const { day = example, gap = '', time } = parts
  const [year, month, date] = [2019 + random(9), 1 + random(12), 1 + random(28)]
  truth.occurredAt = `${year}-${two(month)}-${two(date)}`
  const shown = renderDay(day, year, month, date)
  if (time === undefined) return shown
  if (time === '0:0') return `${shown} 0:0`
  return `${shown}${gap}${renderTime(time, truth, random)}`
}

/** Another time of day in the writing of the example; put behind the truth's day. */
export function renderTime(example: string, truth: Truth, random: Random): string {
  const [hour, minute, second] = [random(24), random(60), random(60)]
  const seconds = /:\d\d:/u.test(example) ? second : null
  const [, gap = '', meridiem] = /( ?)([AP]M)$/u.exec(example) ?? []
  const shownHour = meridiem === undefined ? hour : hour % 12 || 12
  const clock = /^\d:/u.test(example) ? String(shownHour) : two(shownHour)
  truth.occurredAt = `${truth.occurredAt ?? ''}T${two(hour)}:${two(minute)}:${two(seconds ?? 0)}`
  const tail = meridiem === undefined ? '' : `${gap}${hour < 12 ? 'AM' : 'PM'}`
  return `${clock}:${two(minute)}${seconds === null ? '' : `:${two(seconds)}`}${tail}`
}

function renderDay(example: string, year: number, month: number, date: number): string {
  const mark = /[-/ ]/u.exec(example)?.[0] ?? ''
  if (/^\d{4}/u.test(example)) return [year, two(month), two(date)].join(mark)
  const name = /[A-Za-z]+/u.exec(example)?.[0]
  const monthName = MONTHS[month - 1] ?? ''
  const shownMonth = name === undefined ? two(month) : name === name.toUpperCase() ? monthName.toUpperCase() : monthName
  const shownYear = /\d{4}$/u.test(example) ? String(year) : two(year % 100)
  return [two(date), shownMonth, shownYear].join(mark)
}
