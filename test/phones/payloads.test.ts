import { describe, expect, it, test } from 'vitest'
import { readSms, type SmsReading } from '../../src/sources/sms/read-sms.ts'
import { readContent } from '../../src/sources/sms/request-fields.ts'

const TEXT = 'Acct:******8016\nAmt:NGN22,500.00 DR\nDesc:POS PURCHASE ACME\nBal:NGN48,210.55'
const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json'

type Shape = {
  readonly type?: string | null
  readonly body?: string | object | Uint8Array
  readonly query?: string
}

async function read({ type = JSON_TYPE, body = '', query = '' }: Shape): Promise<SmsReading> {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body))
  return readSms(await readContent({ contentType: type, query, header: () => null, body: bytes }))
}

function form(fields: Record<string, string>): string {
  return new URLSearchParams(fields).toString()
}

function multipart(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--edge--\r\n`
}

const SMS_GATE = {
  deviceId: 'ffffffffceb0b1db0000018e937c815b',
  event: 'sms:received',
  id: 'Ey6ECgOkVVFjz3CL48B8C',
  webhookId: 'LreFUt-Z3sSq0JufY9uWB',
  payload: {
    messageId: 'abc123',
    message: TEXT,
    phoneNumber: 'GTBank',
    simNumber: 1,
    receivedAt: '2026-11-23T10:15:00.000+01:00',
  },
}
const HTTP_SMS = {
  specversion: '1.0',
  id: '1b2c',
  source: '/v1/messages/receive',
  type: 'message.phone.received',
  time: '2026-11-23T09:16:00Z',
  datacontenttype: JSON_TYPE,
  data: {
    ...{ message_id: 'm1', user_id: 'u1', owner: '+2348010000000', encrypted: false },
    ...{ contact: 'GTBank', timestamp: '2026-11-23T09:15:00Z', content: TEXT, sim: 'SIM1' },
  },
}
const AT = '2026-11-23T09:15:00Z'
const MS = Date.parse(AT)

/** What the message of each shape is read as, beside its text: sender, time, and by which app and SIM. */
const SHAPES: readonly (readonly [
  name: string,
  shape: Shape,
  sender: string | null,
  sentAt: string | null,
  channel: string,
])[] = [
  ['SMS Gate', { body: SMS_GATE }, 'GTBank', AT, 'sms-gate/1'],
  [
    'SMS Gate without a SIM number',
    { body: { ...SMS_GATE, payload: { ...SMS_GATE.payload, simNumber: null } } },
    ...(['GTBank', AT, 'sms-gate'] as const),
  ],
  [
    'SMS Gate as it names the sender now',
    {
      body: {
        ...SMS_GATE,
        payload: { message: TEXT, sender: 'GTBank', recipient: '+234', simNumber: 2, receivedAt: AT },
      },
    },
    ...(['GTBank', AT, 'sms-gate/2'] as const),
  ],
  [
    'SMS Gate with the body of an MMS',
    { body: { ...SMS_GATE, event: 'mms:downloaded', payload: { sender: 'GTBank', body: TEXT, receivedAt: AT } } },
    ...(['GTBank', AT, 'sms-gate'] as const),
  ],
  [
    'Incoming SMS to URL forwarder, its own body',
    { body: { from: 'GTBank', text: TEXT, sentStamp: String(MS), receivedStamp: String(MS + 900), sim: 'SIM1' } },
    ...(['GTBank', AT, 'sms-to-url/SIM1'] as const),
  ],
  [
    'the same with bare numbers and a character set',
    {
      type: 'application/json; charset=utf-8',
      body: { from: 'GTBank', text: TEXT, sentStamp: MS, receivedStamp: MS + 900, sim: 'undetected' },
    },
    ...(['GTBank', AT, 'sms-to-url/undetected'] as const),
  ],
  [
    'the same as a nested message for a chat',
    { body: { topic: 'sms', message: TEXT, title: 'GTBank' } },
    ...(['GTBank', null, 'other'] as const),
  ],
  [
    'SmsForwarder, its form',
    { type: FORM, body: form({ from: 'GTBank', content: TEXT, timestamp: String(MS), sign: 'x' }) },
    ...(['GTBank', AT, 'sms-forwarder'] as const),
  ],
  [
    'SmsForwarder, a form with the original content beside the decorated one',
    {
      type: FORM,
      body: form({ from: 'GTBank', content: `GTBank\n${TEXT}\nSIM1`, org_content: TEXT, card_slot: 'SIM1_MTN' }),
    },
    ...(['GTBank', null, 'sms-forwarder/SIM1_MTN'] as const),
  ],
  [
    'SmsForwarder, its standing template',
    {
      type: FORM,
      body: form({
        from: 'GTBank',
        content: `GTBank\n${TEXT}\nSIM1_MTN\n2026-11-23 10:15:00\nTecno Spark`,
        timestamp: String(MS),
        sign: 'x',
      }),
    },
    ...(['GTBank', AT, 'sms-forwarder'] as const),
  ],
  [
    'SmsForwarder, JSON with when it was received',
    {
      body: {
        from: 'GTBank',
        org_content: TEXT,
        receive_time: '2026-11-23 10:15:00',
        timestamp: String(MS),
        sign: 'x',
      },
    },
    ...(['GTBank', '2026-11-23T10:15:00', 'sms-forwarder'] as const),
  ],
  [
    'SmsForwarder by GET',
    { type: null, query: form({ from: 'GTBank', content: TEXT, timestamp: String(MS), sign: 'x' }) },
    ...(['GTBank', AT, 'sms-forwarder'] as const),
  ],
  ['httpSMS', { body: HTTP_SMS }, 'GTBank', AT, 'httpsms/SIM1'],
  [
    'httpSMS as a CloudEvent by content type',
    { type: 'application/cloudevents+json', body: HTTP_SMS },
    'GTBank',
    AT,
    'httpsms/SIM1',
  ],
  ['iOS Shortcuts, the text alone', { body: { text: TEXT } }, null, null, 'other'],
  ['iOS Shortcuts, message and sender', { body: { message: TEXT, sender: 'GTBank' } }, 'GTBank', null, 'other'],
  [
    'iOS Shortcuts with the current date',
    { body: { text: TEXT, date: '23 Nov 2026 at 10:15' } },
    ...([null, '2026-11-23T10:15:00', 'other'] as const),
  ],
  [
    'iOS Shortcuts with an American date',
    { body: { text: TEXT, date: 'November 23, 2026 at 10:15\u202fPM' } },
    ...([null, '2026-11-23T22:15:00', 'other'] as const),
  ],
  [
    'iOS Shortcuts, a dictionary in a dictionary',
    { body: { sms: { content: TEXT, from: 'GTBank' } } },
    'GTBank',
    null,
    'other',
  ],
  ['iOS Shortcuts, the key as the variable is called', { body: { 'Shortcut Input': TEXT } }, null, null, 'other'],
  [
    'iOS Shortcuts, a form',
    { type: 'multipart/form-data; boundary=edge', body: multipart({ text: TEXT }) },
    null,
    null,
    'other',
  ],
  ['MacroDroid, body and number', { body: { sms_number: 'GTBank', sms_body: TEXT } }, 'GTBank', null, 'other'],
  [
    'MacroDroid that puts line breaks and quotes in bare',
    { body: `{"from":"GTBank","text":"${TEXT}"}` },
    ...(['GTBank', null, 'other'] as const),
  ],
  [
    'Tasker, date and time apart',
    { body: { from: 'GTBank', text: TEXT, date: '2026-11-23', time: '10.15' } },
    ...(['GTBank', '2026-11-23T10:15:00', 'other'] as const),
  ],
  [
    'Tasker whose time cannot be told',
    { body: { from: 'GTBank', text: TEXT, date: '11-23-26', time: '10.15' } },
    ...(['GTBank', null, 'other'] as const),
  ],
  [
    'Automate, address and body',
    { body: { address: 'GTBank', body: TEXT, timestamp: MS / 1000 } },
    'GTBank',
    AT,
    'other',
  ],
  ['a form that says it is JSON', { body: form({ from: 'GTBank', text: TEXT }) }, 'GTBank', null, 'other'],
  ['JSON that says it is a form', { type: FORM, body: { from: 'GTBank', text: TEXT } }, 'GTBank', null, 'other'],
  [
    'JSON that says it is plain text',
    { type: 'text/plain', body: { from: 'GTBank', text: TEXT } },
    'GTBank',
    null,
    'other',
  ],
  ['JSON that says nothing', { type: null, body: { from: 'GTBank', text: TEXT } }, 'GTBank', null, 'other'],
  ['plain from and text', { body: { from: 'GTBank', text: TEXT } }, 'GTBank', null, 'other'],
  [
    'plain from and text as a form',
    { type: FORM, body: form({ from: 'GTBank', text: TEXT }) },
    'GTBank',
    null,
    'other',
  ],
  ['plain text', { type: 'text/plain', body: TEXT }, null, null, 'other'],
  [
    'plain text with the sender in the address',
    { type: 'text/plain', body: TEXT, query: 'from=GTBank' },
    'GTBank',
    null,
    'other',
  ],
  [
    'plain text with a line for the sender',
    { type: 'text/plain', body: `From: GTBank\n${TEXT}` },
    'GTBank',
    null,
    'other',
  ],
  ['plain text without a type', { type: null, body: TEXT }, null, null, 'other'],
  ['a text in quotes', { body: JSON.stringify(TEXT) }, null, null, 'other'],
  [
    'names in capitals, as Twilio writes them',
    { type: FORM, body: form({ From: 'GTBank', Body: TEXT, SmsSid: 'x' }) },
    'GTBank',
    null,
    'other',
  ],
  [
    'a sender with name and number',
    { body: { sender: { name: 'GTBank', number: '+234' }, text: TEXT } },
    'GTBank',
    null,
    'other',
  ],
  ['a short code as a number', { body: { from: 737, text: TEXT } }, '737', null, 'other'],
  ['a list with one message', { body: [{ from: 'GTBank', text: TEXT }] }, 'GTBank', null, 'other'],
  [
    'messages in an envelope',
    { body: { messages: [{ number: 'GTBank', message: TEXT, sent: MS }] } },
    'GTBank',
    AT,
    'other',
  ],
  [
    'JSON inside a field of a form',
    { type: FORM, body: form({ payload: JSON.stringify({ from: 'GTBank', text: TEXT }) }) },
    'GTBank',
    null,
    'other',
  ],
  [
    'a date of mail headers',
    { body: { from: 'GTBank', text: TEXT, date: 'Mon, 23 Nov 2026 10:15:00 +0100' } },
    'GTBank',
    AT,
    'other',
  ],
  [
    'a zone without a colon',
    { body: { from: 'GTBank', text: TEXT, sent_at: '2026-11-23T10:15:00+0100' } },
    'GTBank',
    AT,
    'other',
  ],
  [
    'UTF-16',
    { type: 'text/plain; charset=utf-16le', body: new Uint8Array(Buffer.from(TEXT, 'utf16le')) },
    ...([null, null, 'other'] as const),
  ],
]

describe('a payload', () => {
  it.each(SHAPES)('is read: %s', async (_, shape, sender, sentAt, channel) => {
    const reading = await read(shape)
    expect(reading).toMatchObject({ kind: 'messages', messages: [{ text: TEXT, sender, sentAt, channel }] })
  })

  it('comes in more than forty shapes here', () => {
    expect(SHAPES.length).toBeGreaterThan(40)
  })

  it.each<readonly [string, Shape, string, string]>([
    ['no fields', { body: {} }, 'text', 'is missing'],
    ['nothing at all', { body: '' }, 'text', 'is missing'],
    ['other fields', { body: { from: 'GTBank', amount: 5 } }, 'text', 'came with from, amount'],
    ['an empty text', { body: { from: 'GTBank', text: '  ' } }, 'text', 'is missing or empty'],
    ['an empty body under its own name', { body: { from: 'GTBank', sms_body: '' } }, 'sms_body', 'is missing or empty'],
    ['blank plain text', { type: 'text/plain', body: '\n \n' }, 'text', 'is missing'],
    ['a placeholder of a template', { body: { from: '%from%', text: '%text%' } }, 'text', 'placeholder'],
    ['a placeholder of SmsForwarder', { body: { content: '[content]' } }, 'content', 'placeholder'],
    ['words for the variable', { body: { text: 'Shortcut Input' } }, 'text', 'placeholder'],
    ['a text that is too long', { body: { text: 'x'.repeat(8_193) } }, 'text', 'longer than 8192'],
    ['broken JSON', { body: '{"from":"GTBank","text' }, 'body', 'is not JSON'],
    ['an empty list', { body: [] }, 'body', 'is an empty list'],
    ['a list with a bad message', { body: [{ text: TEXT }, { from: 'x' }] }, '1.text', 'is missing'],
    ['too many messages', { body: Array.from({ length: 51 }, () => ({ text: TEXT })) }, 'body', 'more than 50'],
    [
      'an encrypted message of httpSMS',
      { body: { ...HTTP_SMS, data: { ...HTTP_SMS.data, encrypted: true } } },
      'data.encrypted',
      'must be false',
    ],
    [
      'SMS Gate without a text',
      { body: { ...SMS_GATE, payload: { phoneNumber: 'GTBank' } } },
      'payload.text',
      'came with phoneNumber',
    ],
    ['a broken form', { type: 'multipart/form-data; boundary=edge', body: 'nothing' }, 'body', 'is not multipart'],
    ['lists in lists in lists', { body: '['.repeat(3_000) + ']'.repeat(3_000) }, '0.0.0.0.0', 'lies too deep'],
  ])('is answered with the field that is wrong: %s', async (_, shape, field, what) => {
    const reading = await read(shape)
    expect(reading).toMatchObject({ kind: 'problem', field, what: expect.stringContaining(what) })
  })

  it.each(['sms:sent', 'sms:delivered', 'sms:failed', 'sms:data-received', 'mms:received', 'system:ping'])(
    'is no SMS when SMS Gate tells of %s',
    async (event) => {
      expect(await read({ body: { ...SMS_GATE, event } })).toMatchObject({ kind: 'nothing' })
    },
  )

  it('is no SMS when httpSMS tells of one that was sent', async () => {
    expect(await read({ body: { ...HTTP_SMS, type: 'message.phone.sent' } })).toMatchObject({ kind: 'nothing' })
  })
})

test('a body with bare quotation marks in its text is read where the text can end in one place only', async () => {
  const reading = await read({ body: '{"from":"GTBank","text":"He said "POS", 5000 paid at "C:\\shop"","sim":"1"}' })
  expect(reading).toMatchObject({ messages: [{ text: 'He said "POS", 5000 paid at "C:\\shop"', channel: 'other/1' }] })
})

test('several messages of one post are read in their order, each with what stands around them', async () => {
  const reading = await read({ body: { from: 'GTBank', messages: [{ text: 'one' }, { text: 'two', from: 'UBA' }] } })
  expect(reading).toMatchObject({
    messages: [
      { text: 'one', sender: 'GTBank' },
      { text: 'two', sender: 'UBA' },
    ],
  })
})
