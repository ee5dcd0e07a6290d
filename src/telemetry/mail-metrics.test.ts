import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { mailMetrics } from './mail-metrics.ts'

test('mails are counted by bank and outcome, with how late they are', async () => {
  const registry = new Registry()
  const metrics = mailMetrics(registry, 'x_', ['ng-gtbank'])
  metrics.mail({ bank: 'ng-gtbank', outcome: 'booked', lagSeconds: 3 })
  metrics.mail({ bank: 'ng-gtbank', outcome: 'duplicate', lagSeconds: null })
  metrics.mail({ bank: 'xx-pack', outcome: 'unverified', lagSeconds: -0.4 })
  metrics.mail({ bank: null, outcome: 'refused', lagSeconds: null })
  metrics.mailboxCheck('checked')
  metrics.mailboxCheck('login')
  const text = await registry.metrics()
  for (const line of [
    'x_mails_total{bank="ng-gtbank",outcome="booked"} 1',
    'x_mails_total{bank="ng-gtbank",outcome="duplicate"} 1',
    'x_mails_total{bank="other",outcome="unverified"} 1',
    'x_mails_total{bank="none",outcome="refused"} 1',
    'x_mail_lag_seconds_bucket{le="1"} 1',
    'x_mail_lag_seconds_bucket{le="5"} 2',
    'x_mail_lag_seconds_count 2',
    'x_mailbox_checks_total{outcome="login"} 1',
  ]) {
    expect(text).toContain(line)
  }
})
