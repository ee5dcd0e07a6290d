import { UsageError } from './streams.ts'

/** A calendar day from `2026-10-02`; throws UsageError naming the option. */
export function readDate(text: string, option: string): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    throw new UsageError(`${option} must be a day such as 2026-10-02`)
  }
}
