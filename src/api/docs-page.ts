import { createHash } from 'node:crypto'

const STYLE = `
:root { color-scheme: light dark; --ink: #1a2b22; --paper: #f6f8f6; --card: #fff; --quiet: #55665c; --accent: #0a7a4b }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6efe9; --paper: #101613; --card: #18211c; --quiet: #9db0a5; --accent: #4fd39a }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif }
main { max-width: 56rem; margin: 0 auto; padding: 2rem 1rem }
h1 { line-height: 1.25 }
section { margin: 1rem 0; padding: .75rem 1.25rem; border-radius: .75rem; background: var(--card) }
h3 { margin: .25rem 0; font-size: 1.0625rem; overflow-wrap: anywhere }
p { margin: .25rem 0 .5rem }
code, pre { font: .875rem/1.5 ui-monospace, monospace }
pre { overflow-x: auto; margin: .5rem 0 }
summary { cursor: pointer; color: var(--accent); padding: .25rem 0 }
a { color: var(--accent) }
small { color: var(--quiet) }
`

/** The source expression that lets exactly this page's style sheet through the content security policy. */
export const DOCS_STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/** As much of an OpenAPI document as the page shows. */
type Described = {
  readonly info: { readonly title: string; readonly description?: string }
  readonly paths?: Readonly<Record<string, object>>
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}
type DescribedOperation = {
  readonly summary?: string
  readonly description?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly required?: boolean
    readonly description?: string
  }[]
  readonly requestBody?: unknown
  readonly responses?: unknown
}

/** A page that shows the document, whole in itself: it loads nothing from anywhere. */
export function docsPage(document: Described): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, DescribedOperation>).map(([method, given]) =>
      section(method, path, given),
    ),
  )
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)}: API</title>
<style>${STYLE}</style>
</head>
<body><main>
<h1>${escapeHtml(document.info.title)}: API</h1>
<p>${escapeHtml(document.info.description ?? '')}</p>
<p>Make a token with <code>/token</code> in the chat, then send it: <code>Authorization: Bearer et_…</code>.
For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${operations.join('\n')}
<h2>Shapes</h2>
${Object.entries(document.components?.schemas ?? {})
  .map(([name, schema]) => `<section><h3>${escapeHtml(name)}</h3>${json(schema)}</section>`)
  .join('\n')}
</main></body>
</html>
`
}

function section(method: string, path: string, given: DescribedOperation): string {
  const parameters = (given.parameters ?? []).map(
    ({ name, in: where, required, description }) =>
      `<li><code>${escapeHtml(name)}</code> <small>${where}${required === true ? ', required' : ''}</small> ${escapeHtml(description ?? '')}</li>`,
  )
  return `<section>
<h3><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h3>
<p>${escapeHtml(given.summary ?? '')}. ${escapeHtml(given.description ?? '')}</p>
${parameters.length === 0 ? '' : `<ul>${parameters.join('')}</ul>`}
${given.requestBody === undefined ? '' : `<details><summary>Body of ${method.toUpperCase()} ${escapeHtml(path)}</summary>${json(given.requestBody)}</details>`}
<details><summary>Answers of ${method.toUpperCase()} ${escapeHtml(path)}</summary>${json(given.responses)}</details>
</section>`
}

function json(value: unknown): string {
  return `<pre tabindex="0">${escapeHtml(JSON.stringify(value, null, 2))}</pre>`
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
