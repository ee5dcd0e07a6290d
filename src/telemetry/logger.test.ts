import { describe, expect, it } from 'vitest'
import { summarizeError } from './error-summary.ts'
import { createLogger, type LogFields } from './logger.ts'

const CANARY = 'CANARY7f3'

class BotError extends Error {
  readonly error: unknown
  readonly ctx = { api: { token: CANARY }, update: { message: { text: CANARY } } }

  constructor(error: unknown) {
    super(`Error in middleware: ${CANARY}`)
    this.error = error
  }
}

class DrizzleQueryError extends Error {
  readonly query = `select '${CANARY}'`
  readonly params = [CANARY]

  constructor(cause: unknown) {
    super(`Failed query: select\nparams: ${CANARY}\n    at ${CANARY} (/app/src/canary-place.ts:1:1)`, { cause })
  }
}

class DatabaseError extends Error {
  readonly code = '23505'
  readonly detail = `Key (payee)=(${CANARY}) already exists.`
  readonly where = CANARY
}

class GrammyError extends Error {
  readonly error_code = 429
  readonly description = CANARY
  readonly payload = { text: CANARY }
}

function capture(write: (log: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = []
  write(createLogger({ level: 'trace', destination: { write: (line) => void lines.push(line) } }))
  return lines
}

/** What a careless caller, or one past the type checker, might pass. */
function careless(fields: Record<string, unknown>): LogFields {
  return fields as LogFields
}

describe('createLogger', () => {
  it('writes the allowed fields and drops all others', () => {
    const [line] = capture((log) =>
      log.info(careless({ messageId: 'm1', durationMs: 12, updateId: 9n, text: CANARY, payee: CANARY }), 'stored'),
    )
    const { time, ...rest } = JSON.parse(line ?? '')
    expect(rest).toEqual({ level: 30, messageId: 'm1', durationMs: 12, updateId: '9', msg: 'stored' })
    expect(Temporal.Instant.from(time)).toBeInstanceOf(Temporal.Instant)
  })

  it('drops objects and lists under an allowed name, and looks into no toJSON', () => {
    const lines = capture((log) =>
      log.error(careless({ reason: { text: CANARY }, count: [CANARY], part: { toJSON: () => CANARY } }), 'odd'),
    )
    expect(lines.join()).not.toContain(CANARY)
  })

  it.each([
    ['/telegram/s3cret-name?x=1', '/telegram/…'],
    ['/telegram/plain', '/telegram/…'],
    ['/hooks/sms/phone', '/hooks/sms/…'],
    ['/bot123456:AAabc/sendMessage', '/…/sendMessage'],
    ['/api/v1/transactions?q=lunch', '/api/…/transactions'],
    ['/readyz', '/readyz'],
  ])('writes the path %s as %s', (path, written) => {
    const [line] = capture((log) => log.info({ path }, 'answered'))
    expect(JSON.parse(line ?? '').path).toBe(written)
  })

  it('gives the fields of a child to all its lines, through the same filter', () => {
    const lines = capture((log) => log.child(careless({ stage: 'parse', text: CANARY })).warn({ count: 2 }, 'slow'))
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 40, stage: 'parse', count: 2, msg: 'slow' })
    expect(lines.join()).not.toContain(CANARY)
  })

  it('writes nothing of any error but its classes, code, place and id, at every level', () => {
    const nested = new BotError(new DrizzleQueryError(new DatabaseError(CANARY)))
    const renamed = Object.assign(new Error(CANARY), { name: CANARY, code: CANARY, stack: `${CANARY}\n at ${CANARY}` })
    const circular = new Error(CANARY)
    circular.cause = circular
    const thrown = [nested, renamed, circular, new GrammyError(CANARY), new AggregateError([nested], CANARY)]
    const lines = capture((log) => {
      for (const error of [...thrown, CANARY, { message: CANARY }, null, 7]) {
        log.trace({ error }, 'failed')
        log.debug({ error }, 'failed')
        log.info({ error }, 'failed')
        log.warn({ error }, 'failed')
        log.error({ error }, 'failed')
        log.child({ error }).error({ error }, 'failed')
      }
    })
    expect(lines).toHaveLength(9 * 6)
    expect(lines.filter((line) => line.includes(CANARY))).toEqual([])
    expect(lines.filter((line) => line.includes('canary-place'))).toEqual([])
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      errorClass: 'BotError/DrizzleQueryError/DatabaseError',
      errorCode: '23505',
    })
  })
})

describe('summarizeError', () => {
  it('finds the code of Postgres, Telegram and Node', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    expect(summarizeError(new DrizzleQueryError(new DatabaseError('x'))).errorCode).toBe('23505')
    expect(summarizeError(new BotError(new GrammyError('x'))).errorCode).toBe('429')
    expect(summarizeError(new Error('fetch failed', { cause: refused }))).toMatchObject({
      errorClass: 'Error/Error',
      errorCode: 'ECONNREFUSED',
    })
  })

  it('gives one error one id', () => {
    const error = new Error('once')
    expect(summarizeError(error).errorId).toMatch(/^[0-9a-f]{8}$/)
    expect(summarizeError(error).errorId).toBe(summarizeError(error).errorId)
    expect(summarizeError(new Error('once')).errorId).not.toBe(summarizeError(error).errorId)
  })

  it('names the file and line of ours that threw', () => {
    expect(summarizeError(new Error('here')).errorAt).toMatch(/^src\/telemetry\/logger\.test\.ts:\d+$/)
    expect(summarizeError(new Error('')).errorAt).toMatch(/^src\/telemetry\/logger\.test\.ts:\d+$/)
  })

  it('names no place when the stack no longer fits the message', () => {
    const error = new Error(`${CANARY}\n    at x (/src/canary-place.ts:1:1)`)
    // V8 writes the stack when it is first asked for, with the message of that moment.
    expect(error.stack).toContain('canary-place')
    error.message = ''
    expect(summarizeError(error).errorAt).toBeNull()
  })
})
