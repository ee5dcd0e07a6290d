import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { DASHBOARDS } from '../../scripts/dashboard-panels.ts'
import { renderDashboard } from '../../scripts/dashboards.ts'
import { createMetrics } from '../../src/telemetry/metrics.ts'
import { debianPart, titleWith } from '../support/debian-part.ts'

const FOLDER = fileURLToPath(new URL('../../deploy/observability', import.meta.url))
const PROMETHEUS = join(FOLDER, 'prometheus')
const FILLED = expect.stringMatching(/./)
const RUNBOOKS = fileURLToPath(new URL('../../docs/runbooks', import.meta.url))

type Rule = { alert: string; expr: string; labels: { severity: string }; annotations: { runbook: string } }
type RuleTest = { name: string }

const rules: Rule[] = parseYaml(readFileSync(join(PROMETHEUS, 'alerts.yml'), 'utf8')).groups[0].rules
const queries = DASHBOARDS.flatMap(({ rows }) => rows.flatMap(({ panels }) => panels.flatMap((panel) => panel.queries)))

/** Names of metrics in an expression, without what a histogram appends. */
function metricsIn(expression: string): string[] {
  const names = expression.match(/\b(?:expense_tracker|nodejs|process)_\w+/g) ?? []
  return names.map((name) => name.replace(/(?<=_seconds)_(?:bucket|sum|count)$/, ''))
}

describe('alerts and dashboards', () => {
  it('ask for metrics that the program has', async () => {
    const { registry } = createMetrics()
    const known = (await registry.getMetricsAsJSON()).map(({ name }) => name)
    const asked = [...rules.map(({ expr }) => expr), ...queries.map(({ expression }) => expression)].flatMap(metricsIn)
    expect(asked.length).toBeGreaterThan(40)
    expect([...new Set(asked)].filter((name) => !known.includes(name))).toEqual([])
  })

  it('are four pages that Grafana loads, each panel with a title, a unit and words', () => {
    expect(readdirSync(join(FOLDER, 'grafana', 'dashboards')).toSorted()).toEqual(
      DASHBOARDS.map(({ id }) => `${id}.json`).toSorted(),
    )
    expect(DASHBOARDS).toHaveLength(4)
    for (const dashboard of DASHBOARDS) {
      const { title, uid, panels, schemaVersion } = JSON.parse(renderDashboard(dashboard))
      expect([title, uid, schemaVersion]).toEqual([dashboard.title, dashboard.id, expect.any(Number)])
      const shown = panels.filter(({ type }: { type: string }) => type !== 'row')
      expect(shown).toHaveLength(dashboard.rows.flatMap((row) => row.panels).length)
      for (const panel of shown)
        expect(panel).toMatchObject({ title: FILLED, description: FILLED, fieldConfig: { defaults: { unit: FILLED } } })
    }
  })
})

describe('the alert rules', () => {
  it('have a page each that says what to do, and every page has its alert', () => {
    const pages = rules.map(({ annotations }) => annotations.runbook.replace('docs/runbooks/', ''))
    expect(pages.toSorted()).toEqual(readdirSync(RUNBOOKS).toSorted())
    for (const [at, page] of pages.entries()) {
      const text = readFileSync(join(RUNBOOKS, page), 'utf8')
      expect(text).toContain(rules[at]?.alert)
      for (const heading of ['## What it means', '## What to look at', '## What to do']) expect(text).toContain(heading)
    }
  })

  it('are each tried when they shall fire and when they shall not', () => {
    const { tests }: { tests: RuleTest[] } = parseYaml(readFileSync(join(PROMETHEUS, 'alerts.test.yml'), 'utf8'))
    const wanted = rules.flatMap(({ alert }) =>
      ['fires', 'is silent'].map((how) => `${alert.replace('ExpenseTracker', '')} ${how}`),
    )
    expect(tests.map(({ name }) => name)).toEqual(wanted)
  })

  const part = debianPart('prometheus', '/usr/bin/promtool')
  const promtool = (...args: string[]) => execFileSync('/usr/bin/promtool', args, { cwd: PROMETHEUS, encoding: 'utf8' })
  it.skipIf(part.kind === 'absent')(titleWith(part, 'prometheus', 'are right and pass their tests'), () => {
    expect(promtool('check', 'config', 'prometheus.yml')).toContain('SUCCESS')
    expect(promtool('check', 'rules', 'alerts.yml')).toContain(`SUCCESS: ${rules.length} rules found`)
    expect(promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS')
  })
})
