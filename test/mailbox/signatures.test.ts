import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { banks } from '../../src/compose.ts'
import { createMailParts, mailText } from '../../src/compose-mail.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import { judgeMail } from '../../src/sources/mail/judge-mail.ts'
import type { ResolveText } from '../../src/sources/mail/verify-mail.ts'
import { type HandSigning, signByHand } from './hand-signer.ts'
import { OWNER, sampleMail } from './mail-world.ts'

const { privateKey: key, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const shared = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')

/** Key records by selector. */
const RECORDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  s1: [[`v=DKIM1; k=rsa; p=${shared}`]],
  'no-version': [[`k=rsa; p=${shared}`]],
  pieces: [['v=DKIM1; k=rsa; p=', shared.slice(0, 99), shared.slice(99)]],
  blanks: [[`v=DKIM1 ; k=rsa ; p=${shared.slice(0, 50)} ${shared.slice(50)}`]],
  notes: [[`v=DKIM1; n=ours; s=email; h=sha1:sha256; p=${shared}; x_new=1`]],
  'exact-only': [[`v=DKIM1; k=rsa; t=s; p=${shared}`]],
  'other-service': [[`v=DKIM1; k=rsa; s=tlsrpt; p=${shared}`]],
  'other-hash': [[`v=DKIM1; k=rsa; h=sha1; p=${shared}`]],
  'other-version': [[`v=DKIM2; k=rsa; p=${shared}`]],
  'other-kind': [[`v=DKIM1; k=ed25519; p=${shared}`]],
  'two-records': [['v=DKIM1; p='], [`v=DKIM1; k=rsa; p=${shared}`]],
  'on-trial': [[`v=DKIM1; t=s:y; p=${shared}`]],
}
const resolveText: ResolveText = async (name) => {
  const records = RECORDS[name.split('._domainkey.')[0] ?? '']
  if (records === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
  return records
}

const parts = createMailParts({ dnsServers: [], egressAllow: [] }, systemClock, banks.banks)
const addresses = new Set(parts.addresses)
const now = systemClock.now()
const MAIL = sampleMail('gtbank-debit-web.eml', new Date(now.epochMilliseconds), 'h@gtbank.com')
const BODY_LENGTH = MAIL.length - MAIL.indexOf('\r\n\r\n') - 4
const seconds = (more: number) => String(Math.floor(now.epochMilliseconds / 1_000) + more)

const sign = (options: Partial<HandSigning> = {}, mail = MAIL) =>
  signByHand(mail, { domain: 'gtbank.com', key, ...options })
const tagged = (tags: HandSigning['tags']) => sign({ tags: tags ?? {} })
const withTo = (to: string) => sign({}, MAIL.replace(/^To: .*$/mu, `To: ${Buffer.from(to).toString('latin1')}`))
const withFrom = (from: string) => sign({}, MAIL.replace(/^From: .*$/mu, `From: ${from}`))

async function judge(raw: string) {
  const options = { owner: OWNER, now, resolveText, addresses, taught: new Set<string>(), toText: mailText }
  const judged = await judgeMail(Buffer.from(raw, 'latin1'), options)
  if (judged.kind === 'mail') return judged
  throw new Error(`not judged: ${JSON.stringify(judged)}`)
}

describe('a signature of the right domain with the right key', () => {
  it.each([
    ['the usual one', sign()],
    ['i= of the domain', tagged({ i: 'gens@gtbank.com' })],
    ['i= of a sub-domain', tagged({ i: '@news.gtbank.com' })],
    ['x= to come', tagged({ t: seconds(-60), x: seconds(3_600) })],
    ['tags nobody knows, in any order', tagged({ zz: '1', q: 'dns/txt', z: 'From:a|To:b' })],
    ['upper-case values', tagged({ a: 'RSA-SHA256', d: 'GTBANK.COM' })],
    ['no more than what must be signed', sign({ fields: ['From', 'To', 'Subject', 'Date'] })],
    [
      'fields sealed against second ones',
      sign({ fields: [...'from from to to subject subject date date'.split(' ')] }),
    ],
    ['a key record without version', sign({ selector: 'no-version' })],
    ['a key record in pieces', sign({ selector: 'pieces' })],
    ['a key record with blanks', sign({ selector: 'blanks' })],
    ['a key record with notes', sign({ selector: 'notes' })],
    ['a key for the very domain', sign({ selector: 'exact-only', tags: { i: '@gtbank.com' } })],
    [
      'white space changed on the way',
      sign()
        .replace(/^Subject: /mu, 'SUBJECT:   ')
        .concat('\r\n\r\n'),
    ],
    ['folds changed on the way', sign().replace(/^To: Morenike /mu, 'To: Morenike\r\n\t')],
    ['a name with a comma', withTo(`ALUKO, MORENIKE <${OWNER}>`)],
    ['several recipients', withTo(`other@x.example, Ada <${OWNER.toUpperCase()}>`)],
    ['a name with the address', withTo(`${OWNER} <${OWNER}>`)],
    ['a name in another alphabet', withTo(`=?utf-8?Q?Alu=C3=A7o?= <${OWNER}>`)],
    ['a name beside the bank’s address', withFrom('"GTBank (Plc)" <GeNS@gtbank.com>')],
  ])('is believed: %s', async (_, raw) => {
    expect(await judge(raw)).toMatchObject({ authenticity: 'verified' })
  })

  it.each([
    ['x= past', tagged({ t: seconds(-7_200), x: seconds(-3_600) })],
    ['x= before t=', tagged({ t: seconds(0), x: seconds(-10) })],
    ['x= that is no time', tagged({ x: 'never' })],
    ['t= days ahead', tagged({ t: seconds(864_000) })],
    ['i= of another domain', tagged({ i: '@forger.example' })],
    ['i= of a sub-domain where the key forbids it', sign({ selector: 'exact-only', tags: { i: '@news.gtbank.com' } })],
    ['l= of the whole body', tagged({ l: String(BODY_LENGTH) })],
    ['l= beyond the body', tagged({ l: '99999999' })],
    ['l= with a blank', tagged({ 'l ': String(BODY_LENGTH) })],
    ['another way to ask for the key', tagged({ q: 'http' })],
    ['another version', tagged({ v: '2' })],
    ['no version', tagged({ v: null })],
    ['no algorithm', tagged({ a: null })],
    ['a canonical form that is none', tagged({ c: 'nofws/nofws' })],
    ['the domain above', tagged({ d: 'com' })],
    ['the domain with a dot behind', tagged({ d: 'gtbank.com.' })],
    ['no From', sign({ fields: ['to', 'subject', 'date'] })],
    ['a key for another service', sign({ selector: 'other-service' })],
    ['a key for another hash', sign({ selector: 'other-hash' })],
    ['a key of another version', sign({ selector: 'other-version' })],
    ['a key of another kind', sign({ selector: 'other-kind' })],
    ['two key records', sign({ selector: 'two-records' })],
    ['a key on trial among other flags', sign({ selector: 'on-trial' })],
    ['To: two addresses for one name', withTo(`<${OWNER}> <victim@x.example>`)],
    ['To: the owner as a mere name', withTo(`"${OWNER}"`)],
    ['To: the owner as a name', withTo(`${OWNER} <victim@x.example>`)],
    ['To: the owner in a comment', withTo(`victim@x.example (${OWNER})`)],
    ['To: the owner in an encoded name', withTo('=?utf-8?Q?morenike=40inbox.example=2C?= <victim@x.example>')],
    ['To: the owner in a group', withTo(`list: ${OWNER};`)],
    ['To: a letter that becomes one of the owner’s', withTo(OWNER.replace('k', '\u212a'))],
    ['To: punycode that becomes the owner’s domain', withTo(OWNER.replace('inbox', 'xn--inbox-'))],
    ['To: addresses behind a semicolon', withTo(`victim@x.example;${OWNER}`)],
    ['From: two addresses for one name', withFrom('<GeNS@gtbank.com> <alert@forger.example>')],
    ['From: a mere name', withFrom('"GeNS@gtbank.com"')],
    ['From: a route', withFrom('<@forger.example:GeNS@gtbank.com>')],
    ['From: a bracket left open', withFrom('<GeNS@gtbank.com')],
    ['From: a quoted local part', withFrom('"GeNS"@gtbank.com')],
    ['From: punycode that becomes the bank’s domain', withFrom('GeNS@xn--gtbank-.com')],
    ['a header line with a zero byte', sign().replace(/^Subject: /mu, 'X-Note: a\u0000b\r\nSubject: ')],
    ['a line of blanks in the header, and lines behind it', sign().replace(/^Date: /mu, 'Date\r\n \r\nDate: ')],
  ])('is not believed: %s', async (_, raw) => {
    const judged = await judge(raw)
    expect(judged.authenticity).not.toBe('verified')
    expect(judged.doubt).not.toBeNull()
  })

  it.each([
    ['has no end', `${'X-Pad: '.concat('x'.repeat(990), '\r\n').repeat(300)}${sign()}`],
    ['is empty', `\r\n${sign()}`],
    ['is begun by another line', `From GeNS@gtbank.com Mon Nov 23 10:00:00 2026\r\n\r\n${sign()}`],
  ])('is no mail of a bank when its header %s', async (_, raw) => {
    const options = { owner: OWNER, now, resolveText, addresses, taught: new Set<string>(), toText: mailText }
    expect((await judgeMail(Buffer.from(raw), options)).kind).toBe('refused')
  })

  it('names the same mail whatever can be changed on the way without breaking it', async () => {
    const raw = sign({ fields: ['from', 'to', 'subject', 'date'] })
    const { contentKey } = await judge(raw)
    const changed = [
      raw.replace(/^Message-ID: .*$/mu, 'Message-ID: <another@gtbank.com>'),
      raw.replace(/^Subject: Transaction /mu, 'Subject:  Transaction \t '),
      raw.replace(/^To: Morenike /mu, 'To: Morenike\r\n '),
      `${raw}\r\n \r\n`,
      raw.replace('electronic Notification', 'electronic   Notification'),
      `Received: from a by b\r\nX-Note: 1\r\n${raw}`,
    ]
    for (const each of changed) expect(await judge(each)).toMatchObject({ authenticity: 'verified', contentKey })
    expect((await judge(raw.replace('7340', '7341'))).contentKey).not.toBe(contentKey)
  })
})
