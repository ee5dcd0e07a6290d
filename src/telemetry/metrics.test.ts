import { describe, expect, it } from 'vitest'
import { createMetrics } from './metrics.ts'

describe('createMetrics', () => {
  it('counts under names that carry their unit', async () => {
    const { metrics, registry } = createMetrics(['ng-gtbank'])
    metrics.message('sms', 'booked')
    metrics.message('sms', 'booked')
    metrics.stageOutcome('parse', 'parsed', 3)
    metrics.stageDuration('parse', 0.002)
    metrics.inbox({ waiting: 4, oldestAgeSeconds: 1.5 })
    metrics.outbox({ waiting: 0, oldestAgeSeconds: 0 })
    metrics.outboxAttempt('retried')
    metrics.telegramCall('sendMessage', 'rate-limited')
    metrics.botUpdate('callback_query')
    metrics.databaseTransaction('committed')
    metrics.reading('sms', 'ng-gtbank', 'parsed')
    metrics.reading('sms', 'somebodys-pack', 'parsed')
    metrics.reading('sms', null, 'unrecognized')
    metrics.jobs({ waiting: 2, oldestAgeSeconds: 9 })
    metrics.updates('given-up', 3)
    metrics.updateDuration(0.3)
    metrics.httpRequest({ path: '/api/v1/transactions?q=x', method: 'GET', status: 204, seconds: 0.002 })
    metrics.httpRequest({ path: '/wp-admin', method: 'PROPFIND', status: 404, seconds: 0.002 })
    const lines = (await registry.metrics()).split('\n')
    expect(lines).toEqual(
      expect.arrayContaining([
        'expense_tracker_messages_total{source="sms",outcome="booked"} 2',
        'expense_tracker_stage_outcomes_total{stage="parse",outcome="parsed"} 3',
        'expense_tracker_stage_duration_seconds_bucket{le="0.0025",stage="parse"} 1',
        'expense_tracker_inbox_waiting 4',
        'expense_tracker_inbox_oldest_age_seconds 1.5',
        'expense_tracker_outbox_waiting 0',
        'expense_tracker_outbox_attempts_total{outcome="retried"} 1',
        'expense_tracker_telegram_calls_total{method="sendMessage",outcome="rate-limited"} 1',
        'expense_tracker_bot_updates_total{kind="callback_query"} 1',
        'expense_tracker_database_transactions_total{outcome="committed"} 1',
        'expense_tracker_readings_total{source="sms",bank="ng-gtbank",outcome="parsed"} 1',
        'expense_tracker_readings_total{source="sms",bank="other",outcome="parsed"} 1',
        'expense_tracker_readings_total{source="sms",bank="none",outcome="unrecognized"} 1',
        'expense_tracker_jobs_waiting 2',
        'expense_tracker_jobs_oldest_age_seconds 9',
        'expense_tracker_updates_total{outcome="given-up"} 3',
        'expense_tracker_update_duration_seconds_bucket{le="0.5"} 1',
        'expense_tracker_http_requests_total{area="api",method="GET",status="2xx"} 1',
        'expense_tracker_http_requests_total{area="other",method="other",status="4xx"} 1',
        'expense_tracker_http_request_duration_seconds_bucket{le="0.0025",area="api"} 1',
      ]),
    )
  })

  it('puts names of the outside world that are on no list under one label', async () => {
    const { metrics, registry } = createMetrics()
    for (let index = 0; index < 50; index += 1) {
      metrics.telegramCall(`method${index}`, 'ok')
      metrics.botUpdate(`kind${index}`)
    }
    const text = await registry.metrics()
    expect(text).toContain('expense_tracker_telegram_calls_total{method="other",outcome="ok"} 50')
    expect(text).toContain('expense_tracker_bot_updates_total{kind="other"} 50')
    expect(text).not.toContain('method7')
  })

  it('keeps registries apart and includes the process itself', async () => {
    const first = createMetrics()
    const second = createMetrics()
    first.metrics.message('email', 'error')
    expect(await second.registry.metrics()).not.toContain('source="email"')
    expect(await second.registry.metrics()).toContain('nodejs_eventloop_lag_seconds')
  })
})
