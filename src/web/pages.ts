import { createHash } from 'node:crypto'

const STYLE = `
:root { color-scheme: light dark; --ink: #1a2b22; --paper: #f6f8f6; --card: #fff; --quiet: #55665c; --accent: #0a7a4b }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6efe9; --paper: #101613; --card: #18211c; --quiet: #9db0a5; --accent: #4fd39a }
}
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 system-ui, sans-serif }
main { max-width: 32rem; margin: 1rem; padding: 2rem 2.25rem; border-radius: 1rem; background: var(--card);
  box-shadow: 0 .0625rem .5rem rgb(0 0 0 / .12) }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25 }
p { margin: .75rem 0 0 }
a { color: var(--accent); font-weight: 600 }
small { color: var(--quiet) }
`

/** The source expression that lets exactly our style sheet through the content security policy. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

/** The page for an address that does not exist. */
export function notFoundPage(): string {
  return page('Not found', '<h1>There is nothing here</h1><p><a href="/">To the start page</a></p>')
}

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body><main>${content}</main></body>
</html>
`
}
