import { describe, expect, it } from 'vitest'
import { judgeSend } from './send-verdict.ts'
import type { CallOutcome } from './telegram-call.ts'

const refused = (code: number, description = '', retryAfterSeconds: number | null = null): CallOutcome => {
  return { kind: 'refused', code, description, retryAfterSeconds }
}

describe('judgeSend', () => {
  it.each<[string, CallOutcome, object]>([
    ['a sent message', { kind: 'done', result: { message_id: 5 } }, { kind: 'sent', messageId: 5n }],
    ['an edit answered with true', { kind: 'done', result: true }, { kind: 'sent', messageId: 9n }],
    [
      'an edit without effect',
      refused(400, 'Bad Request: message is not modified: …'),
      { kind: 'sent', messageId: 9n },
    ],
    ['too many requests', refused(429, '', 7), { kind: 'later', afterSeconds: 7, isCounted: false }],
    ['a broken server', refused(502), { kind: 'later', afterSeconds: null, isCounted: true, isOutage: true }],
    [
      'no answer in time',
      { kind: 'unreachable', reason: 'timeout' },
      { kind: 'later', isCounted: true, isOutage: true },
    ],
    ['a method nobody knows', refused(404), { kind: 'later', isCounted: true, isOutage: false }],
    ['our own stop', { kind: 'aborted' }, { kind: 'later', afterSeconds: 0, isCounted: false }],
    ['a wrong token', refused(401), { kind: 'later', isCounted: false }],
    [
      'an edit of a message gone',
      refused(400, 'Bad Request: message to edit not found'),
      { kind: 'failed', isQuiet: true },
    ],
    [
      'an edit of a message too old',
      refused(400, "Bad Request: message can't be edited"),
      { kind: 'failed', isQuiet: true },
    ],
    ['a wrong message', refused(400, 'Bad Request: chat not found'), { kind: 'failed', isQuiet: false }],
    ['too large a file', refused(413), { kind: 'failed', failure: 'telegram-413' }],
    ['a chat that blocked the bot', refused(403), { kind: 'blocked' }],
  ])('knows %s', (_what, outcome, verdict) => {
    expect(judgeSend(outcome, { message_id: 9 })).toMatchObject(verdict)
  })
})
