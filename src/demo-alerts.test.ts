import { describe, expect, it } from 'vitest'
import { banks, createParse } from './compose.ts'
import { demoAlerts } from './demo-alerts.ts'
import type { ParseOutcome } from './domain/outcome.ts'

/** What reading a text from the drawer gives. */
function read(text: string): ParseOutcome {
  const receivedAt = Temporal.Instant.from('2026-11-23T12:00:00Z')
  return createParse(banks)({ source: 'sms', sender: null, subject: null, text, receivedAt }, { taughtLayouts: [] })
}

describe.each(['2026-11-23', '2026-01-01', '2028-02-29'])('the alerts of the drawer on %s', (today) => {
  const alerts = demoAlerts(Temporal.PlainDate.from(today))

  it.each(alerts.filter(({ bank }) => bank !== 'Not booked'))(
    '$bank, $title, is read as that bank’s',
    ({ bank, text }) => {
      expect(read(text)).toMatchObject({ kind: 'parsed', alerts: [{ institution: bank }] })
    },
  )

  it.each(alerts.filter(({ bank }) => bank === 'Not booked'))('$title is not booked', ({ text }) => {
    expect(read(text).kind).toBe('ignored')
  })
})
