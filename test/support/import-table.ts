/** What the files of a folder below `src` may import. Everything not named is refused. */
export type FolderRule = {
  /** Other folders of ours; `everything` for the two files that put the program together. */
  readonly folders: readonly string[] | 'everything'
  /** npm packages by name; `@scope/*` stands for all of a scope. */
  readonly packages: readonly string[] | 'everything'
  /** Packages of which only types may be imported. */
  readonly typePackages?: readonly string[]
  /** Folders of which only types may be imported. */
  readonly typeFolders?: readonly string[]
  /** Whether modules of Node (`node:…`) may be imported: not where everything shall be a pure function. */
  readonly node: boolean
}

/** The table of docs/architecture.md. A folder that does not exist yet waits here for its first file. */
export const IMPORT_TABLE: Readonly<Record<string, FolderRule>> = {
  domain: { folders: [], packages: [], node: false },
  formats: { folders: ['domain'], packages: ['re2js', 'htmlparser2'], node: false },
  banks: { folders: [], typeFolders: ['formats', 'domain'], packages: [], node: false },
  readers: { folders: ['domain', 'formats'], packages: 'everything', node: true },
  categories: { folders: ['domain'], packages: [], node: false },
  rules: { folders: ['domain'], packages: ['re2js'], node: false },
  pipeline: { folders: ['domain', 'formats', 'categories', 'rules'], packages: [], node: false },
  reports: { folders: ['domain'], packages: [], node: false },
  charts: {
    folders: ['reports', 'domain'],
    packages: ['chart.js', 'chartjs-node-canvas', '@expo-google-fonts/*'],
    node: true,
  },
  db: { folders: ['domain'], packages: ['drizzle-orm', 'pg'], node: true },
  actions: { folders: ['domain', 'pipeline', 'formats', 'reports', 'rules'], packages: [], node: false },
  backup: { folders: [], packages: [], node: true },
  sources: { folders: ['domain', 'readers'], packages: ['imapflow', 'mailparser', 'mailauth'], node: true },
  delivery: { folders: ['domain', 'formats'], packages: ['grammy'], node: true },
  bot: {
    folders: ['domain', 'actions', 'reports', 'charts'],
    packages: ['grammy', '@grammyjs/commands'],
    node: true,
  },
  api: {
    folders: ['domain', 'actions', 'reports'],
    packages: ['hono', '@hono/*', 'hono-rate-limiter', '@tma.js/init-data-node'],
    node: true,
  },
  web: {
    folders: ['domain', 'actions', 'reports', 'charts'],
    packages: ['hono', '@hono/*', 'zod', 'preact', 'chart.js'],
    node: true,
  },
  cli: { folders: ['domain', 'actions', 'reports', 'charts', 'formats', 'categories'], packages: [], node: true },
  jobs: {
    folders: ['sources', 'pipeline', 'actions', 'reports', 'domain'],
    packages: ['pg-boss', 'node-cron'],
    node: true,
  },
  'local-telegram': { folders: [], packages: [], typePackages: ['grammy', '@grammyjs/types'], node: true },
  telemetry: { folders: [], packages: ['pino', 'prom-client', '@opentelemetry/*'], node: true },
  config: { folders: [], packages: ['zod'], node: true },
  main: { folders: 'everything', packages: 'everything', node: true },
}

/** Packages that one folder keeps to itself, whatever the table says: `everything` does not include them. */
export const RESERVED_PACKAGES: Readonly<Record<string, string>> = {
  'drizzle-orm': 'db',
  pg: 'db',
  imapflow: 'sources',
  'pg-boss': 'jobs',
}

/** Files that stand directly in `src`, and the rule of the table that holds for them. */
export const ROOT_FILES: Readonly<Record<string, string>> = {
  'src/main.ts': 'main',
  'src/compose.ts': 'main',
  'src/compose-mail.ts': 'main',
  'src/backup-installation.ts': 'main',
  'src/installation.ts': 'main',
  'src/load-packs.ts': 'main',
  'src/process-parts.ts': 'main',
  'src/meet-telegram.ts': 'main',
  'src/start-bot.ts': 'main',
  'src/start-desk.ts': 'main',
  'src/start-roles.ts': 'main',
  'src/start-worker.ts': 'main',
  'src/start-uploads.ts': 'main',
  'src/start-mail.ts': 'main',
  'src/start-phones.ts': 'main',
  'src/start-api.ts': 'main',
  'src/demo-alerts.ts': 'domain',
  'src/config.ts': 'config',
  'src/config-values.ts': 'config',
  'src/secret.ts': 'config',
}

/** The end of every `switch` over a union: no more than a word of the language, so every folder may import it. */
export const FOR_EVERYBODY = 'src/domain/assert-never.ts'

/** The composition roots: they may import everything, and nobody imports them. */
export const COMPOSITION_ROOTS: readonly string[] = ['src/main.ts', 'src/cli/main.ts']
