import { parseEnv } from 'node:util'
import { z } from 'zod'
import { isDatabaseAddress, isDnsServer, isWebAddress, isZoneName, readEndpoint } from './config-values.ts'
import { decodeKey, Secret } from './secret.ts'

/** The parts a process may run. */
const ROLES = ['bot', 'worker', 'mail', 'web'] as const
type Role = (typeof ROLES)[number]

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const TELEGRAM = 'https://api.telegram.org'

/** Every name the program reads, with its default (null: unset) and what to say about it in `.env.example`. */
export const SETTINGS = [
  { name: 'BOT_TOKEN', default: null, about: 'Token from BotFather. Unset: a local Telegram in your browser.' },
  {
    name: 'OWNER_TELEGRAM_IDS',
    default: null,
    about: 'Owners, comma-separated user ids. Unset: pair with /start CODE.',
  },
  { name: 'TELEGRAM_API_ROOT', default: TELEGRAM, about: 'The Bot API server.' },
  { name: 'TELEGRAM_WEBHOOK_URL', default: null, about: 'Public https address of this server. Unset: long polling.' },
  { name: 'TELEGRAM_WEBHOOK_SECRET', default: null, about: 'Needed with a webhook: 1 to 256 of A-Z a-z 0-9 _ -' },
  { name: 'DATABASE_URL', default: null, about: 'postgres://… (15 or newer). Unset: the embedded PostgreSQL.' },
  { name: 'DATA_DIR', default: './data', about: 'Where the embedded database and the keys live.' },
  { name: 'HOST', default: '127.0.0.1', about: 'Address that the web server listens on.' },
  { name: 'PORT', default: '8080', about: 'Port of the webhook, the API and the dashboard.' },
  {
    name: 'PUBLIC_URL',
    default: null,
    about: 'Address under which people and phones reach PORT. Unset: http://HOST:PORT, no phones.',
  },
  { name: 'METRICS_PORT', default: '9464', about: 'Port of /metrics, /healthz and /readyz. Keep it private.' },
  {
    name: 'SECRET_KEY',
    default: null,
    about: '32 bytes in base64 (openssl rand -base64 32). Unset: DATA_DIR/secret.key',
  },
  {
    name: 'ROLES',
    default: ROLES.join(','),
    about: 'Parts of this process; docs/operations.md. Without BOT_TOKEN only mail can be left out.',
  },
  { name: 'TZ_DEFAULT', default: 'Africa/Lagos', about: 'Time zone of a new ledger.' },
  { name: 'CURRENCY_DEFAULT', default: 'NGN', about: 'Currency of a new ledger.' },
  { name: 'DNS_SERVERS', default: null, about: 'Resolvers for mail authentication, ip:port,… Unset: the system’s.' },
  { name: 'EGRESS_ALLOW', default: null, about: 'host:port,… outside the public internet that mailboxes may be at.' },
  { name: 'LOG_LEVEL', default: 'info', about: `One of ${LOG_LEVELS.join(', ')}.` },
] as const

/** Names that `.env` may hold for others: docker-compose.yml reads these itself. */
export const COMPOSE_NAMES: readonly string[] = ['POSTGRES_PASSWORD', 'GRAFANA_PASSWORD', 'COMPOSE_PROFILES']

/** What the environment says, checked. Null means unset and without a default. */
export type Config = {
  readonly botToken: Secret | null
  /** Ids of the people who own this installation; empty: pairing by one-time code. */
  readonly ownerTelegramIds: readonly number[]
  /** Without a slash at the end. */
  readonly telegramApiRoot: string
  readonly telegramWebhook: { readonly url: string; readonly secret: Secret } | null
  readonly databaseUrl: Secret | null
  readonly dataDir: string
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** Without a slash at the end. */
  readonly publicUrl: string | null
  /** 0 lets the system choose. */
  readonly metricsPort: number
  /** 32 bytes in base64. */
  readonly secretKey: Secret | null
  readonly roles: ReadonlySet<Role>
  /** An IANA zone name. */
  readonly timeZoneDefault: string
  readonly currencyDefault: string
  /** `ip:port` or `[ip]:port`, as node:dns takes them; empty: the system's. */
  readonly dnsServers: readonly string[]
  readonly egressAllow: readonly { readonly host: string; readonly port: number }[]
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** The standard `OTEL_*` names as given; secret because headers carry credentials. */
  readonly openTelemetry: ReadonlyMap<string, Secret>
}

export type ConfigOutcome =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly problems: readonly string[] }

const secret = z.string().transform((value) => new Secret(value))

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number from 0 to 65535, such as 8080')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 to 65535, such as 8080')

const webAddress = z
  .string()
  .refine(isWebAddress, 'must be an http:// or https:// address without a query, such as https://money.example.org')
  .transform((value) => value.replace(/\/+$/, ''))

/** A comma-separated list of `item`; every entry is checked and empty entries are refused. */
function listOf<Item>(item: z.ZodType<Item, string>) {
  return z
    .string()
    .transform((value) => value.split(',').map((entry) => entry.trim()))
    .pipe(z.array(item))
}

const userIdText = 'must be Telegram user ids, whole numbers separated by commas; @userinfobot tells yours'
const endpointText = 'must be host:port entries separated by commas, such as mail.home.lan:993'
const dnsText = 'must be ip:port entries separated by commas, such as 9.9.9.9:53'

const schema = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d{3,20}:[A-Za-z0-9_-]{20,100}$/, 'does not look like a bot token; copy it whole from @BotFather')
    .pipe(secret)
    .optional(),
  OWNER_TELEGRAM_IDS: listOf(
    z
      .string()
      .regex(/^[1-9]\d{0,15}$/, userIdText)
      .transform(Number),
  ).optional(),
  TELEGRAM_API_ROOT: webAddress,
  TELEGRAM_WEBHOOK_URL: webAddress.optional(),
  TELEGRAM_WEBHOOK_SECRET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,256}$/, 'must be 1 to 256 letters, digits, _ or -; make one with: openssl rand -hex 32')
    .pipe(secret)
    .optional(),
  DATABASE_URL: z
    .string()
    .refine(isDatabaseAddress, 'must be an address such as postgres://user:password@host:5432/name')
    .pipe(secret)
    .optional(),
  DATA_DIR: z.string(),
  HOST: z.string().regex(/^[A-Za-z0-9.:_-]+$/, 'must be one address or host name, such as 127.0.0.1 or 0.0.0.0'),
  PORT: port,
  PUBLIC_URL: webAddress.optional(),
  METRICS_PORT: port,
  SECRET_KEY: z
    .string()
    .refine((value) => decodeKey(value) !== null, 'must be 32 bytes in base64; make one with: openssl rand -base64 32')
    .pipe(secret)
    .optional(),
  ROLES: listOf(z.enum(ROLES, { error: `must list one or more of ${ROLES.join(', ')}, separated by commas` })),
  TZ_DEFAULT: z.string().refine(isZoneName, 'must be a zone name such as Africa/Lagos'),
  CURRENCY_DEFAULT: z
    .string()
    .refine((value) => Intl.supportedValuesOf('currency').includes(value), 'must be an ISO 4217 code such as NGN'),
  DNS_SERVERS: listOf(z.string().refine(isDnsServer, dnsText)).optional(),
  EGRESS_ALLOW: listOf(z.string().regex(/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):\d{1,5}$/, endpointText))
    .transform((entries) => entries.map(readEndpoint))
    .refine((entries) => entries.every((entry) => entry.port >= 1 && entry.port <= 65_535), endpointText)
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }),
})

/** The names that the schema checks; a test holds them against `SETTINGS`. */
export const SCHEMA_NAMES: readonly string[] = Object.keys(schema.shape)

/**
 * The configuration that the environment and the text of `.env` give; the environment wins, and an empty value is an
 * unset one. `invalid` lists every problem at once, each with what to do; secret values are never repeated. Unknown
 * names count only in `.env`: the environment is full of names that are not ours.
 */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  options: { readonly envFileText?: string } = {},
): ConfigOutcome {
  const fileText = options.envFileText ?? ''
  const file = parseEnv(fileText)
  const given: Record<string, string> = {}
  for (const [name, value] of [...Object.entries(file), ...Object.entries(environment)]) {
    if (value !== undefined && value.trim() !== '' && isKnown(name)) given[name] = value.trim()
  }
  const values = { ...defaultValues(), ...given }
  const parsed = schema.safeParse(values)
  const problems = [
    ...strangeLines(fileText),
    ...Object.keys(file)
      .filter((name) => !isKnown(name) && !COMPOSE_NAMES.includes(name))
      .map(unknownName),
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`)),
    ...contradictions(values),
  ]
  if (!parsed.success || problems.length > 0) return { kind: 'invalid', problems: [...new Set(problems)] }
  return { kind: 'config', config: toConfig(parsed.data, given) }
}

function toConfig(values: z.output<typeof schema>, given: Readonly<Record<string, string>>): Config {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = values
  return {
    botToken: values.BOT_TOKEN ?? null,
    ownerTelegramIds: values.OWNER_TELEGRAM_IDS ?? [],
    telegramApiRoot: values.TELEGRAM_API_ROOT,
    telegramWebhook: url !== undefined && webhookSecret !== undefined ? { url, secret: webhookSecret } : null,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir: values.DATA_DIR,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? null,
    metricsPort: values.METRICS_PORT,
    secretKey: values.SECRET_KEY ?? null,
    roles: new Set(values.ROLES),
    timeZoneDefault: values.TZ_DEFAULT,
    currencyDefault: values.CURRENCY_DEFAULT,
    dnsServers: values.DNS_SERVERS ?? [],
    egressAllow: values.EGRESS_ALLOW ?? [],
    logLevel: values.LOG_LEVEL,
    openTelemetry: new Map(
      Object.entries(given)
        .filter(([name]) => isOpenTelemetry(name))
        .map(([name, value]) => [name, new Secret(value)]),
    ),
  }
}

function defaultValues(): Record<string, string> {
  return Object.fromEntries(
    SETTINGS.flatMap((setting) => (setting.default === null ? [] : [[setting.name, setting.default]])),
  )
}

function isKnown(name: string): boolean {
  return isOpenTelemetry(name) || SCHEMA_NAMES.includes(name)
}

function isOpenTelemetry(name: string): boolean {
  return /^OTEL_[A-Z0-9_]+$/.test(name)
}

function unknownName(name: string): string {
  return `${name} in .env is not a name this program knows; correct or remove it (.env.example lists them all)`
}

/** Lines of `.env` that the parser would pass over in silence, so that a forgotten `=` is not taken for "unset". */
function strangeLines(text: string): string[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (/^\s*(#.*)?$/.test(line) || /^\s*(export\s+)?[A-Za-z_]\w*\s*=/.test(line)) return []
    return [`line ${index + 1} of .env is not NAME=value; correct it, or begin it with # if it is a remark`]
  })
}

/** Problems that no single value has. Works on the texts, so that it also speaks when some values are bad. */
function contradictions(values: Readonly<Record<string, string | undefined>>): string[] {
  const { TELEGRAM_WEBHOOK_URL: url, TELEGRAM_WEBHOOK_SECRET: webhookSecret } = values
  const problems: string[] = []
  if (url !== undefined && webhookSecret === undefined) {
    problems.push('TELEGRAM_WEBHOOK_SECRET must be set with TELEGRAM_WEBHOOK_URL; make one with: openssl rand -hex 32')
  }
  if (url === undefined && webhookSecret !== undefined) {
    problems.push('TELEGRAM_WEBHOOK_URL must be set with TELEGRAM_WEBHOOK_SECRET; for long polling remove the secret')
  }
  if (url?.startsWith('http://') && values.TELEGRAM_API_ROOT === TELEGRAM) {
    problems.push('TELEGRAM_WEBHOOK_URL must begin with https://; Telegram calls nothing else')
  }
  const roles = values.ROLES?.split(',').map((role) => role.trim())
  if (values.BOT_TOKEN === undefined && !['bot', 'worker', 'web'].every((role) => roles?.includes(role))) {
    problems.push(
      'ROLES must list bot, worker and web while BOT_TOKEN is unset; the local Telegram needs them together',
    )
  }
  if (values.PORT === values.METRICS_PORT && values.PORT !== '0') {
    problems.push('METRICS_PORT must differ from PORT; leave one of them at its default')
  }
  return problems
}
