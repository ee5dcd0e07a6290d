import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, Hono } from 'hono'

type BuiltFile = { readonly bytes: Buffer<ArrayBuffer>; readonly zipped: Buffer<ArrayBuffer>; readonly type: string }

/** The built dashboard in memory, by address. */
export type DashboardFiles = ReadonlyMap<string, BuiltFile>

const compress = promisify(gzip)
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}
/** The pages of `src/dashboard/app.tsx`: each address gives the same document, which then shows the page. */
const PAGES = [
  ...['/', '/login', '/transactions', '/new', '/accounts', '/accounts/:id', '/reports'],
  ...['/import', '/review', '/settings', '/more'],
]
/** The document where there is a local Telegram; no address leads to this name. */
const WITH_DEMO = 'with demo'
/** Telegram's web clients, which show a Mini App in a frame. */
const TELEGRAM_FRAMES = 'https://web.telegram.org https://webk.telegram.org https://weba.telegram.org'

/** Reads a built dashboard; it is small, and in memory nobody can take a file away while it is served. */
export async function readDashboardFiles(folder: string): Promise<DashboardFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map<string, BuiltFile>()
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const bytes = await readFile(path)
    const type = CONTENT_TYPES[extname(entry.name)] ?? 'application/octet-stream'
    files.set(path.slice(folder.length).replaceAll('\\', '/'), { bytes, zipped: await compress(bytes), type })
  }
  const document = files.get('/index.html')?.bytes.toString() ?? ''
  const bytes = Buffer.from(document.replace('data-demo="no"', 'data-demo="yes"'))
  files.set(WITH_DEMO, { bytes, zipped: await compress(bytes), type: CONTENT_TYPES['.html'] ?? '' })
  return files
}

/**
 * Adds the dashboard's addresses to `app`. Its pages run files of ours and nothing else, ask nothing of other servers, and are shown
 * in frames of Telegram's only. With `hasDemo` they lead to the chat page of the local Telegram. Names in `/assets` change with what is in them, so that browsers may keep those for ever.
 */
export function serveDashboard(
  app: Hono,
  { dashboard: files, hasDemo }: { readonly dashboard: DashboardFiles; readonly hasDemo: boolean },
): void {
  const document = files.get(hasDemo ? WITH_DEMO : '/index.html')
  for (const page of PAGES) app.get(page, (context) => answer(context, document, 'no-cache'))
  app.get('/assets/:name', (context) =>
    answer(context, files.get(context.req.path), 'public, max-age=31536000, immutable'),
  )
  app.get('/icon.svg', (context) => answer(context, files.get('/icon.svg'), 'public, max-age=86400'))
}

/** The rules of the dashboard's pages for the browser. */
const DASHBOARD_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${TELEGRAM_FRAMES}`,
].join('; ')

function answer(context: Context, file: BuiltFile | undefined, caching: string): Response | Promise<Response> {
  if (file === undefined) return context.notFound()
  const isZipped = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
  return context.body(isZipped ? file.zipped : file.bytes, 200, {
    'content-type': file.type,
    'content-security-policy': DASHBOARD_POLICY,
    'cache-control': caching,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'accept-encoding',
    ...(isZipped ? { 'content-encoding': 'gzip' } : {}),
  })
}
