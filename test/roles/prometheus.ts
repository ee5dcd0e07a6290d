import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../e2e/free-port.ts'

/** What Grafana puts in place of its variable, for samples that come twice a second. */
const WINDOW = '10s'

/** A Prometheus of Debian's that scrapes a running program. */
export type Prometheus = {
  /** How many lines a query of a dashboard gives that have a figure now; 0 while Prometheus begins. Throws for a wrong query. */
  finiteSamples(expression: string): Promise<number>
  close(): Promise<void>
}

/** Starts one that scrapes `targets` (`host:port`) twice a second. */
export async function startPrometheus(targets: readonly string[]): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), 'expense-tracker-prometheus-'))
  const job = [
    'scrape_configs:',
    '  - job_name: expense-tracker',
    '    scrape_interval: 500ms',
    '    scrape_timeout: 400ms',
  ]
  const configs = ['    static_configs:', `      - targets: ${JSON.stringify(targets)}`, '']
  await writeFile(join(folder, 'prometheus.yml'), [...job, ...configs].join('\n'))
  const listen = `127.0.0.1:${await freePort()}`
  const options = ['--config.file=prometheus.yml', '--storage.tsdb.path=data', `--web.listen-address=${listen}`]
  const child = spawn('/usr/bin/prometheus', options, { cwd: folder, stdio: 'ignore' })
  return {
    finiteSamples: async (expression) => {
      const query = expression.replaceAll('$__rate_interval', WINDOW)
      const url = `http://${listen}/api/v1/query?${new URLSearchParams({ query })}`
      const answer = await fetch(url).catch(() => null)
      if (answer === null || answer.status === 503) return 0
      const body = (await answer.json()) as Answer
      if (body.status !== 'success') throw new Error(`${query}: ${body.error}`)
      return body.data.result.filter(({ value }) => Number.isFinite(Number(value[1]))).length
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Answer = {
  readonly status: string
  readonly error?: string
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] }
}
