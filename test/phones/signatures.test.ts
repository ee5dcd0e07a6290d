import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { readContent, type SmsRequest } from '../../src/sources/sms/request-fields.ts'
import { checkSignature } from '../../src/sources/sms/signature.ts'

const KEY = 'a-signing-key-of-thirty-two-chars'
const NOW = Temporal.Instant.from('2026-11-23T09:15:00Z')
const SECONDS = NOW.epochMilliseconds / 1_000
const BODY = '{"event":"sms:received","payload":{"message":"Acct:****8016 Amt:NGN1.00 DR"}}'

type Given = {
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly type?: string
  readonly query?: string
}

async function check({ body = BODY, headers = {}, type = 'application/json', query = '' }: Given) {
  const header = (name: string) => headers[name] ?? null
  const request: SmsRequest = { contentType: type, query, header, body: Buffer.from(body) }
  return checkSignature(request, await readContent(request), KEY, NOW)
}

function hmac(text: string, key = KEY): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function gate(body: string, seconds: number, key = KEY): Record<string, string> {
  return { 'x-signature': hmac(`${body}${seconds}`, key).toString('hex'), 'x-timestamp': String(seconds) }
}

function token(claims: object, key = KEY, head: object = { alg: 'HS256', typ: 'JWT' }): Record<string, string> {
  const parts = [head, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return { authorization: `Bearer ${parts}.${hmac(parts, key).toString('base64url')}` }
}

function sign(milliseconds: number, key = KEY): Record<string, string> {
  const signature = hmac(`${milliseconds}\n${key}`, key).toString('base64')
  return { from: 'GTBank', content: 'x', timestamp: String(milliseconds), sign: signature }
}

const MS = NOW.epochMilliseconds
const FORM = 'application/x-www-form-urlencoded'

it.each<readonly [string, Given]>([
  ['SMS Gate', { headers: gate(BODY, SECONDS) }],
  ['SMS Gate within the hour', { headers: gate(BODY, SECONDS - 3_500) }],
  ['httpSMS', { headers: token({ exp: SECONDS + 600, aud: 'https://money.example.org' }) }],
  ['httpSMS by the time of issue', { headers: token({ iat: SECONDS }) }],
  ['SmsForwarder in a form', { type: FORM, body: new URLSearchParams(sign(MS)).toString() }],
  ['SmsForwarder in JSON', { body: JSON.stringify(sign(MS)) }],
  [
    'SmsForwarder in JSON, encoded once more',
    { body: JSON.stringify({ ...sign(MS), sign: encodeURIComponent(sign(MS).sign ?? '') }) },
  ],
  ['SmsForwarder by GET', { body: '', query: new URLSearchParams(sign(MS)).toString() }],
])('a signature fits: %s', async (_, given) => {
  expect(await check(given)).toEqual({ kind: 'signed' })
})

it.each<readonly [string, Given, string]>([
  ['none', {}, 'X-Signature'],
  ['another key', { headers: gate(BODY, SECONDS, 'other') }, 'X-Signature'],
  ['another body', { headers: gate(`${BODY} `, SECONDS) }, 'X-Signature'],
  ['no hexadecimal digits', { headers: { 'x-signature': 'zz', 'x-timestamp': '1' } }, 'X-Signature'],
  ['an empty one', { headers: { 'x-signature': '', 'x-timestamp': '1' } }, 'X-Signature'],
  ['no time', { headers: { 'x-signature': hmac(BODY).toString('hex') } }, 'X-Timestamp'],
  ['too old', { headers: gate(BODY, SECONDS - 3_700) }, 'X-Timestamp'],
  ['from the future', { headers: gate(BODY, SECONDS + 3_700) }, 'X-Timestamp'],
  ['a token with another key', { headers: token({ exp: SECONDS }, 'other') }, 'Authorization'],
  ['a token without an algorithm', { headers: token({ exp: SECONDS }, KEY, { alg: 'none' }) }, 'Authorization'],
  ['a token that ended', { headers: token({ exp: SECONDS - 3_700 }) }, 'Authorization'],
  ['a token that never ends', { headers: token({}) }, 'Authorization'],
  ['a token that is none', { headers: { authorization: 'Bearer x' } }, 'Authorization'],
  ['a sign with another key', { body: JSON.stringify(sign(MS, 'other')) }, 'sign'],
  ['a sign for another time', { body: JSON.stringify({ ...sign(MS), timestamp: String(MS + 1) }) }, 'sign'],
  ['a sign that is old', { body: JSON.stringify(sign(MS - 3_700_000)) }, 'timestamp'],
])('what is not signed is refused, and the place is named: %s', async (_, given, field) => {
  expect(await check(given)).toMatchObject({ kind: 'refused', field })
})
