import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { COMPOSE_NAMES, type Config, readConfig, SCHEMA_NAMES, SETTINGS } from './config.ts'

const TOKEN = '123456789:AAabcdefghijklmnopqrstuvwxyz0123456'
const KEY = Buffer.alloc(32, 7).toString('base64')

function configOf(environment: Record<string, string>, envFileText = ''): Config {
  const outcome = readConfig(environment, { envFileText })
  if (outcome.kind === 'invalid') throw new Error(outcome.problems.join('\n'))
  return outcome.config
}

function problemsOf(environment: Record<string, string>, envFileText = ''): readonly string[] {
  const outcome = readConfig(environment, { envFileText })
  return outcome.kind === 'invalid' ? outcome.problems : []
}

describe('readConfig', () => {
  it('gives the documented defaults for an empty environment', () => {
    expect(configOf({})).toEqual({
      botToken: null,
      ownerTelegramIds: [],
      telegramApiRoot: 'https://api.telegram.org',
      telegramWebhook: null,
      databaseUrl: null,
      dataDir: './data',
      host: '127.0.0.1',
      port: 8080,
      publicUrl: null,
      metricsPort: 9464,
      secretKey: null,
      roles: new Set(['bot', 'worker', 'mail', 'web']),
      timeZoneDefault: 'Africa/Lagos',
      currencyDefault: 'NGN',
      dnsServers: [],
      egressAllow: [],
      logLevel: 'info',
      openTelemetry: new Map(),
    })
  })

  it('reads every name', () => {
    const config = configOf({
      BOT_TOKEN: TOKEN,
      OWNER_TELEGRAM_IDS: '42, 7000000001',
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081/',
      TELEGRAM_WEBHOOK_URL: 'https://money.example.org/',
      TELEGRAM_WEBHOOK_SECRET: 'abc_DEF-1',
      DATABASE_URL: 'postgresql://me:pw@db:5432/money',
      DATA_DIR: '/var/lib/money',
      HOST: '0.0.0.0',
      PORT: '0',
      PUBLIC_URL: 'https://money.example.org/app/',
      METRICS_PORT: '0',
      SECRET_KEY: KEY,
      ROLES: 'web, worker',
      TZ_DEFAULT: 'Europe/Berlin',
      CURRENCY_DEFAULT: 'EUR',
      DNS_SERVERS: '9.9.9.9:53,[2620:fe::fe]:5353',
      EGRESS_ALLOW: 'Mail.home.lan:993,[fd00::1]:143',
      LOG_LEVEL: 'trace',
      OTEL_SERVICE_NAME: 'money',
    })
    expect(config.botToken?.reveal()).toBe(TOKEN)
    expect(config.ownerTelegramIds).toEqual([42, 7000000001])
    expect(config.telegramApiRoot).toBe('http://127.0.0.1:8081')
    expect(config.telegramWebhook?.url).toBe('https://money.example.org')
    expect(config.telegramWebhook?.secret.reveal()).toBe('abc_DEF-1')
    expect(config.databaseUrl?.reveal()).toBe('postgresql://me:pw@db:5432/money')
    expect(config.secretKey?.reveal()).toBe(KEY)
    expect(config).toMatchObject({
      dataDir: '/var/lib/money',
      host: '0.0.0.0',
      port: 0,
      metricsPort: 0,
      publicUrl: 'https://money.example.org/app',
      timeZoneDefault: 'Europe/Berlin',
      currencyDefault: 'EUR',
      dnsServers: ['9.9.9.9:53', '[2620:fe::fe]:5353'],
      egressAllow: [
        { host: 'mail.home.lan', port: 993 },
        { host: 'fd00::1', port: 143 },
      ],
      logLevel: 'trace',
    })
    expect([...config.roles]).toEqual(['web', 'worker'])
    expect(config.openTelemetry.get('OTEL_SERVICE_NAME')?.reveal()).toBe('money')
  })

  it.each([
    ['BOT_TOKEN', 'hello'],
    ['BOT_TOKEN', '123:short'],
    ['OWNER_TELEGRAM_IDS', '@me'],
    ['OWNER_TELEGRAM_IDS', '-100123'],
    ['OWNER_TELEGRAM_IDS', '1,,2'],
    ['TELEGRAM_API_ROOT', 'api.telegram.org'],
    ['TELEGRAM_WEBHOOK_SECRET', 'with space'],
    ['DATABASE_URL', 'mysql://db'],
    ['HOST', 'http://localhost'],
    ['PORT', '65536'],
    ['PORT', '8O80'],
    ['PORT', '-1'],
    ['PUBLIC_URL', 'ftp://x'],
    ['METRICS_PORT', '9464.5'],
    ['SECRET_KEY', 'c2hvcnQ='],
    ['SECRET_KEY', `${KEY.slice(0, -2)}!=`],
    ['ROLES', 'bot,cook'],
    ['TZ_DEFAULT', 'Africa/Wakanda'],
    ['TZ_DEFAULT', '+01:00'],
    ['CURRENCY_DEFAULT', 'naira'],
    ['DNS_SERVERS', 'dns.example:53'],
    ['DNS_SERVERS', '9.9.9.9:0'],
    ['EGRESS_ALLOW', 'mail.home.lan'],
    ['EGRESS_ALLOW', 'mail.home.lan:99999'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s and names it', (name, value) => {
    expect(problemsOf({ [name]: value }).some((problem) => problem.startsWith(`${name} `))).toBe(true)
  })

  it('keeps the parts together that the local Telegram needs in one process', () => {
    expect(problemsOf({ ROLES: 'bot,worker,web' })).toEqual([])
    expect(problemsOf({ ROLES: 'bot,worker' })).toEqual([expect.stringMatching(/^ROLES must list bot, worker and web/)])
    expect(problemsOf({ ROLES: 'mail', BOT_TOKEN: TOKEN })).toEqual([])
  })

  it('lists all problems at once: values, unknown names, lines without a value and contradictions', () => {
    const problems = problemsOf(
      { PORT: 'x', TZ_DEFAULT: 'Mars', TELEGRAM_WEBHOOK_URL: 'https://money.example.org' },
      'BOT_TOKN=1\nLOG_LEVEL info\n# a remark\n\nPOSTGRES_PASSWORD=abc\n',
    )
    expect(problems.map((problem) => problem.split(' ').slice(0, 2).join(' '))).toEqual([
      'line 2',
      'BOT_TOKN in',
      'PORT must',
      'TZ_DEFAULT must',
      'TELEGRAM_WEBHOOK_SECRET must',
    ])
  })

  it('lets unknown names of the process environment pass', () => {
    expect(problemsOf({ PATH: '/bin', BOT_TOKN: 'x' })).toEqual([])
  })

  it('prefers the environment to the file and takes an empty value for an unset one', () => {
    const config = configOf({ PORT: '9000', LOG_LEVEL: '', TZ_DEFAULT: '' }, 'PORT=1\nLOG_LEVEL="debug" # why\n')
    expect(config).toMatchObject({ port: 9000, logLevel: 'debug', timeZoneDefault: 'Africa/Lagos' })
  })

  it('refuses one port for two servers, but lets the system choose both', () => {
    expect(problemsOf({ PORT: '9464' })).toHaveLength(1)
    expect(problemsOf({ PORT: '0', METRICS_PORT: '0' })).toEqual([])
  })

  it('asks for https on a webhook of the real Telegram only', () => {
    const webhook = { TELEGRAM_WEBHOOK_URL: 'http://127.0.0.1:8080', TELEGRAM_WEBHOOK_SECRET: 'abc' }
    expect(problemsOf(webhook)).toHaveLength(1)
    expect(problemsOf({ ...webhook, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' })).toEqual([])
  })

  it('prints no secret, in a configuration or in a problem', () => {
    const canary = 'Canary0Canary0Canary0Canary0Canary0Canary00'
    const good = configOf({
      BOT_TOKEN: `123456:${canary}`,
      DATABASE_URL: `postgres://u:${canary}@h/d`,
      SECRET_KEY: canary,
      TELEGRAM_WEBHOOK_URL: 'https://money.example.org',
      TELEGRAM_WEBHOOK_SECRET: canary,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=${canary}`,
    })
    const printed = [inspect(good, { depth: 9, showHidden: true }), JSON.stringify(good), `${good.botToken}`].join()
    expect(printed).not.toContain(canary)
    expect(printed).toContain('***')
    const bad = problemsOf({ BOT_TOKEN: canary, DATABASE_URL: canary, SECRET_KEY: `${canary}x` }, canary)
    expect(bad).toHaveLength(4)
    expect(bad.join()).not.toContain(canary)
  })
})

describe('the table of settings', () => {
  it('names exactly what the schema checks', () => {
    expect(SETTINGS.map((setting) => setting.name).toSorted()).toEqual(SCHEMA_NAMES.toSorted())
  })

  it('is what .env.example lists, with the defaults, so that the file can be copied as it is', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
    expect(readConfig({}, { envFileText: text })).toEqual(readConfig({}))
    const listed = [...text.matchAll(/^#?([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]])
    expect(listed).toEqual([
      ...SETTINGS.map((setting) => [setting.name, setting.default ?? '']),
      ...COMPOSE_NAMES.map((name) => [name, '']),
    ])
  })
})
