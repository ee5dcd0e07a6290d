/** What the Grafana dashboards show: four pages, from what people notice down to the processes. */

export type Query = { readonly expression: string; readonly legend?: string }

export type Panel = {
  /** One figure, or lines over time. */
  readonly kind: 'number' | 'lines'
  readonly title: string
  /** What a person reads off it. */
  readonly about: string
  /** A unit of Grafana's: `s`, `short`, `percentunit`, `bytes`, `reqps`, `ops`. */
  readonly unit: string
  readonly queries: readonly Query[]
}

export type Dashboard = {
  readonly id: string
  readonly title: string
  readonly rows: readonly { readonly title: string; readonly panels: readonly Panel[] }[]
}

const P = 'expense_tracker_'
const WINDOW = '$__rate_interval'

function number(title: string, about: string, unit: string, expression: string): Panel {
  return { kind: 'number', title, about, unit, queries: [{ expression }] }
}

function lines(title: string, about: string, unit: string, ...queries: Query[]): Panel {
  return { kind: 'lines', title, about, unit, queries }
}

/** Events a second of a counter, one line for each value of a label. */
function rateBy(counter: string, ...labels: string[]): Query {
  return {
    expression: `sum by (${labels.join(', ')}) (rate(${P}${counter}[${WINDOW}]))`,
    legend: labels.map((label) => `{{${label}}}`).join(' '),
  }
}

/** Quantiles of a histogram; `by` makes a line for each value of a label. */
function quantiles(histogram: string, by?: string): Query[] {
  const labels = by === undefined ? 'le' : `le, ${by}`
  const name = by === undefined ? '' : `{{${by}}} `
  return [0.5, 0.95].map((quantile) => ({
    expression: `histogram_quantile(${quantile}, sum by (${labels}) (rate(${P}${histogram}_bucket[${WINDOW}])))`,
    legend: `${name}p${quantile * 100}`,
  }))
}

const overview: Dashboard = {
  id: 'expense-tracker-overview',
  title: 'Expense tracker: overview',
  rows: [
    {
      title: 'What people notice',
      panels: [
        number('Processes', 'How many processes answer.', 'short', 'sum(up{job="expense-tracker"})'),
        number(
          'Messages today',
          'Updates handled in 24 hours.',
          'short',
          `sum(increase(${P}updates_total{outcome="handled"}[24h]))`,
        ),
        number('Oldest message', 'How long the oldest message has waited.', 's', `max(${P}inbox_oldest_age_seconds)`),
        number('Oldest reply', 'How long the oldest reply has waited.', 's', `max(${P}outbox_oldest_age_seconds)`),
        number(
          'Unrecognized',
          'Share of new messages of 24 hours that fit no layout.',
          'percentunit',
          `sum(increase(${P}stage_outcomes_total{stage="parse",outcome="unrecognized"}[24h])) / sum(increase(${P}stage_outcomes_total{stage="parse"}[24h]))`,
        ),
        number(
          'Given up',
          'Updates of 24 hours that could not be handled.',
          'short',
          `sum(increase(${P}updates_total{outcome="given-up"}[24h]))`,
        ),
        number(
          'Lost transactions',
          'Database transactions of 24 hours that were lost.',
          'short',
          `sum(increase(${P}database_transactions_total{outcome="failed"}[24h]))`,
        ),
        number(
          'Replies given up',
          'Messages of 24 hours that Telegram refused for good.',
          'short',
          `sum(increase(${P}outbox_attempts_total{outcome="failed"}[24h]))`,
        ),
      ],
    },
    {
      title: 'Over time',
      panels: [
        lines(
          'From message to ledger',
          'From the arrival of an update to its commit.',
          's',
          ...quantiles('update_duration_seconds'),
        ),
        lines('Updates', 'Updates a second by how handling ended.', 'ops', rateBy('updates_total', 'outcome')),
      ],
    },
  ],
}

const reading: Dashboard = {
  id: 'expense-tracker-reading',
  title: 'Expense tracker: reading and booking',
  rows: [
    {
      title: 'Reading',
      panels: [
        lines(
          'Readings by bank',
          'New messages a second by bank; none: no bank is known.',
          'ops',
          rateBy('readings_total', 'bank'),
        ),
        lines(
          'Readings by channel',
          'New messages a second by channel and what they read as.',
          'ops',
          rateBy('readings_total', 'source', 'outcome'),
        ),
        lines('Unrecognized by bank', 'Share of new messages that no layout fits.', 'percentunit', {
          expression: `1 - sum by (bank) (rate(${P}readings_total{outcome!="unrecognized"}[1h])) / sum by (bank) (rate(${P}readings_total[1h]))`,
          legend: '{{bank}}',
        }),
        lines(
          'Messages',
          'Messages a second by what became of them.',
          'ops',
          rateBy('messages_total', 'source', 'outcome'),
        ),
      ],
    },
    {
      title: 'Stages',
      panels: [
        lines('Decisions', 'What stages decide, a second.', 'ops', rateBy('stage_outcomes_total', 'stage', 'outcome')),
        lines(
          'Time in stages',
          'Time of a run in a stage; run is all of them with their questions to the database.',
          's',
          ...quantiles('stage_duration_seconds', 'stage'),
        ),
        lines('Balance checks', 'Stated balances a second by whether the ledger agrees.', 'ops', {
          expression: `sum by (outcome) (rate(${P}stage_outcomes_total{stage="reconcile"}[${WINDOW}]))`,
          legend: '{{outcome}}',
        }),
        lines('Categories', 'Who chose the category.', 'ops', {
          expression: `sum by (outcome) (rate(${P}stage_outcomes_total{stage="categorize"}[${WINDOW}]))`,
          legend: '{{outcome}}',
        }),
      ],
    },
  ],
}

const delivery: Dashboard = {
  id: 'expense-tracker-delivery',
  title: 'Expense tracker: Telegram, queues and mail',
  rows: [
    {
      title: 'Queues',
      panels: [
        lines(
          'Waiting',
          'Entries of each queue.',
          'short',
          ...['inbox', 'outbox', 'jobs'].map((queue) => ({ expression: `max(${P}${queue}_waiting)`, legend: queue })),
        ),
        lines(
          'Age of the oldest',
          'How long the oldest entry has waited.',
          's',
          ...['inbox', 'outbox', 'jobs'].map((queue) => ({
            expression: `max(${P}${queue}_oldest_age_seconds)`,
            legend: queue,
          })),
        ),
      ],
    },
    {
      title: 'Telegram',
      panels: [
        lines(
          'Calls',
          'Calls of the Bot API a second by how they ended.',
          'ops',
          rateBy('telegram_calls_total', 'method', 'outcome'),
        ),
        lines(
          'Attempts to send',
          'Attempts a second to send from the outbox.',
          'ops',
          rateBy('outbox_attempts_total', 'outcome'),
        ),
        lines('Updates by kind', 'Updates a second.', 'ops', rateBy('bot_updates_total', 'kind')),
      ],
    },
    {
      title: 'Mail',
      panels: [
        lines(
          'Checks of mailboxes',
          'Checks a second; failed ones by step.',
          'ops',
          rateBy('mailbox_checks_total', 'outcome'),
        ),
        lines('Mails', 'Mails a second by what became of them.', 'ops', rateBy('mails_total', 'outcome')),
      ],
    },
  ],
}

const processes: Dashboard = {
  id: 'expense-tracker-processes',
  title: 'Expense tracker: web, database and processes',
  rows: [
    {
      title: 'Web',
      panels: [
        lines('Requests', 'Answered requests a second.', 'reqps', rateBy('http_requests_total', 'area', 'status')),
        lines(
          'Time to answer',
          'From a request to the end of its answer.',
          's',
          ...quantiles('http_request_duration_seconds', 'area'),
        ),
      ],
    },
    {
      title: 'Database',
      panels: [
        lines(
          'Transactions',
          'Transactions a second by how they ended.',
          'ops',
          rateBy('database_transactions_total', 'outcome'),
        ),
      ],
    },
    {
      title: 'Processes',
      panels: [
        lines('Processor', 'Cores used.', 'short', {
          expression: `rate(process_cpu_seconds_total{job="expense-tracker"}[${WINDOW}])`,
          legend: '{{instance}}',
        }),
        lines('Memory', 'Resident memory.', 'bytes', {
          expression: 'process_resident_memory_bytes{job="expense-tracker"}',
          legend: '{{instance}}',
        }),
        lines('Event loop', 'How late a process answers.', 's', {
          expression: 'nodejs_eventloop_lag_p99_seconds{job="expense-tracker"}',
          legend: '{{instance}}',
        }),
        lines('Garbage', 'Seconds a second spent collecting garbage.', 'short', {
          expression: `sum by (instance) (rate(nodejs_gc_duration_seconds_sum{job="expense-tracker"}[${WINDOW}]))`,
          legend: '{{instance}}',
        }),
      ],
    },
  ],
}

export const DASHBOARDS: readonly Dashboard[] = [overview, reading, delivery, processes]
