import { accountTailOf } from './facts.ts'

const MASKED = /[x*•]{2,}[-_ ]?(\d{3,6})(?!\d)/iu
const LABELLED =
  /(?:^|[^a-z])(?:account|acct|acc|a_?c|konto|card|ending(?:[-_ ]in)?)[-_ .]*(?:number|no|nr)?[-_ .]*(\d{4,18})(?!\d)/iu
const IBAN = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}[A-Z0-9]{11,30}(?![A-Za-z0-9])/u

/**
 * The visible end of the account's number where a file is named after it: masked, labelled, an IBAN, or the only long number that is
 * no date and no time. Null for other names.
 */
export function tailInFileName(fileName: string): string | null {
  const name = fileName.replace(/\.\w+$/u, '')
  const masked = MASKED.exec(name)?.[1]
  if (masked !== undefined) return masked
  const iban = IBAN.exec(name)?.[0]
  if (iban !== undefined) return accountTailOf(iban)
  const labelled = LABELLED.exec(name)?.[1]
  if (labelled !== undefined && !isYear(labelled) && !isMoment(labelled)) return labelled.slice(-4)
  const [only, ...others] = (name.match(/(?<!\d)\d{8,16}(?!\d)/gu) ?? []).filter((number) => !isMoment(number))
  return only === undefined || others.length > 0 ? null : only.slice(-4)
}

function isYear(number: string): boolean {
  return /^(?:19|20)\d{2}$/u.test(number)
}

/** A day, a day with a time, or seconds since 1970. */
function isMoment(number: string): boolean {
  const isDay = (month: string, day: string): boolean =>
    Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
  const first = /^(?:19|20)\d{2}(\d{2})(\d{2})(?:\d{4}|\d{6})?$/u.exec(number)
  if (first !== null && isDay(first[1] ?? '', first[2] ?? '')) return true
  const last = /^(\d{2})(\d{2})(?:19|20)\d{2}$/u.exec(number)
  if (last !== null && (isDay(last[1] ?? '', last[2] ?? '') || isDay(last[2] ?? '', last[1] ?? ''))) return true
  return /^1[5-8]\d{8}(?:\d{3})?$/u.test(number)
}
