// Writes the Grafana dashboards; with --check writes nothing and exits 1 when one is not fresh.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DashboardBuilder, DatasourceVariableBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus'
import { PanelBuilder as StatPanelBuilder } from '@grafana/grafana-foundation-sdk/stat'
import { PanelBuilder as TimeseriesPanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries'
import { DASHBOARDS, type Dashboard, type Panel } from './dashboard-panels.ts'

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', 'deploy', 'observability', 'grafana', 'dashboards')
// biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Grafana's
const SOURCE = { type: 'prometheus', uid: '${datasource}' }

/** The JSON that Grafana loads, as text that ends in a line break. */
export function renderDashboard(dashboard: Dashboard): string {
  const builder = new DashboardBuilder(dashboard.title)
    .uid(dashboard.id)
    .tags(['expense-tracker'])
    .time({ from: 'now-6h', to: 'now' })
    .refresh('30s')
    .readonly()
    .withVariable(new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'))
  for (const row of dashboard.rows) {
    builder.withRow(new RowBuilder(row.title))
    for (const panel of row.panels) builder.withPanel(renderPanel(panel))
  }
  return `${JSON.stringify(builder.build(), null, 2)}\n`
}

function renderPanel({ kind, title, about, unit, queries }: Panel): StatPanelBuilder | TimeseriesPanelBuilder {
  const panel =
    kind === 'number'
      ? new StatPanelBuilder().height(4).span(6)
      : new TimeseriesPanelBuilder().height(8).span(12).min(0)
  panel.title(title).description(about).unit(unit).datasource(SOURCE)
  for (const [at, { expression, legend }] of queries.entries()) {
    const query = new DataqueryBuilder()
      .expr(expression)
      .refId(String.fromCharCode(65 + at))
      .datasource(SOURCE)
    panel.withTarget(legend === undefined ? query : query.legendFormat(legend))
  }
  return panel
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const check = process.argv.includes('--check')
  for (const dashboard of DASHBOARDS) {
    const path = join(FOLDER, `${dashboard.id}.json`)
    const text = renderDashboard(dashboard)
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue
    if (check) process.exitCode = 1
    else writeFileSync(path, text)
  }
}
