import { OWNER, sampleMail } from './mail-world.ts'
import type { Signer, SignOptions } from './signer.ts'

/** A mail that pretends to be a bank's; `kind` says by which trick. */
export type Forgery = { readonly kind: string; readonly raw: string }

type Sample = { readonly file: string; readonly domain: string; readonly address: string }

/** Real alerts that the forgeries start from. */
export const SAMPLES: readonly Sample[] = [
  { file: 'gtbank-debit-web.eml', domain: 'gtbank.com', address: 'GeNS@gtbank.com' },
  { file: 'gtbank-credit-transfer-htmlonly.eml', domain: 'gtbank.com', address: 'GeNS@gtbank.com' },
  { file: 'moniepoint-credit.eml', domain: 'moniepoint.com', address: 'no-reply@moniepoint.com' },
  { file: 'moniepoint-debit.eml', domain: 'moniepoint.com', address: 'no-reply@moniepoint.com' },
  { file: 'kuda-sent.eml', domain: 'kuda.com', address: 'noreply@kuda.com' },
  { file: 'opay-transfer.eml', domain: 'opay-nigeria.com', address: 'no-reply@opay-nigeria.com' },
  { file: 'zenith-credit.eml', domain: 'zenithbank.com', address: 'ebusinessgroup@zenithbank.com' },
]

/** A domain of the forger's own, with keys and everything. */
export const FORGER = 'alerts-mail.example'

const FROM = /^From: .*$/mu
const DAY_MS = 86_400_000

type Make = (mail: string, sample: Sample, signer: Signer, now: Date) => Promise<string> | string

const withFrom = (mail: string, from: string) => mail.replace(FROM, `From: ${from}`)
const withField = (mail: string, field: string) => mail.replace(/^Subject: /mu, `${field}\r\nSubject: `)
const withBody = (mail: string, change: (body: string) => string) => {
  const at = mail.indexOf('\r\n\r\n')
  return mail.slice(0, at) + change(mail.slice(at))
}
const moreMoney = (body: string) => body.replace(/(\d)(?=[^\d]*$)/u, (digit) => String((Number(digit) + 1) % 10))
const signed =
  (options: SignOptions, change: (mail: string, now: Date) => string = (mail) => mail): Make =>
  (mail, { domain }, signer, now) =>
    signer.sign(change(mail, now), domain, options)
const signedThen =
  (change: (mail: string, sample: Sample) => string): Make =>
  async (mail, sample, signer) =>
    change(await signer.sign(mail, sample.domain), sample)

/** One entry per trick; each is tried on every sample. Where a trick says `signed`, the forger has the bank's words, never its key. */
const TRICKS: Readonly<Record<string, Make>> = {
  'no signature': (mail) => mail,
  'signed by the forger': (mail, _, signer) => signer.sign(mail, FORGER),
  'signed by the forger, who claims a sub-domain': (mail, { domain }, signer) =>
    signer.sign(mail, `${domain}.${FORGER}`),
  'signed by a sub-domain of the bank': (mail, { domain }, signer) => signer.sign(mail, `news.${domain}`),
  'display name of the bank': (mail, { address }, signer) =>
    signer.sign(withFrom(mail, `"${address}" <alert@${FORGER}>`), FORGER),
  'display name that looks like an address list': (mail, { address }, signer) =>
    signer.sign(withFrom(mail, `"${address}," <alert@${FORGER}>`), FORGER),
  'look-alike domain': (mail, { domain, address }, signer) => {
    const other = domain.replace(/[oa]/u, '0')
    return signer.sign(withFrom(mail, address.replace(domain, other)), other)
  },
  'punycode domain': (mail, { domain, address }, signer) =>
    signer.sign(withFrom(mail, address.replace(domain, `xn--${domain}`)), `xn--${domain}`),
  'Cyrillic letters in the domain': (mail, { domain, address }, signer) =>
    signer.sign(withFrom(mail, address.replace(domain, domain.replace('a', 'а').replace('o', 'о'))), FORGER),
  'longer domain': (mail, { address }, signer) => signer.sign(withFrom(mail, `${address}.${FORGER}`), FORGER),
  'another mailbox of the bank': (mail, { domain }, signer) =>
    signer.sign(withFrom(mail, `marketing-team@${domain}`), domain),
  'sub-domain address': (mail, { domain, address }, signer) =>
    signer.sign(withFrom(mail, address.replace(domain, `mail.${domain}`)), domain),
  'two addresses in From': (mail, { address }, signer) =>
    signer.sign(withFrom(mail, `${address}, alert@${FORGER}`), FORGER),
  'group in From': (mail, { address }, signer) => signer.sign(withFrom(mail, `Bank: ${address};`), FORGER),
  'second From above': signedThen((mail, { address }) => `From: ${address}\r\n${mail}`),
  'second From below': signedThen((mail) => mail.replace(FROM, (line) => `${line}\r\nFrom: alert@${FORGER}`)),
  'second Subject': signedThen((mail) => `Subject: Credit alert!\r\n${mail}`),
  'second Date': signedThen((mail) => `Date: ${new Date().toUTCString()}\r\n${mail}`),
  'second To': signedThen((mail) => `To: ${OWNER}\r\n${mail}`),
  'second Content-Type': signedThen((mail) => `Content-Type: text/html; charset=utf-8\r\n${mail}`),
  'second Content-Transfer-Encoding': signedThen(
    (mail) => `Content-Transfer-Encoding: base64\r\nContent-Transfer-Encoding: 8bit\r\n${mail}`,
  ),
  'blank before the colon': signedThen((mail, { address }) => `From : ${address}\r\n${mail}`),
  'header line that is none': signedThen((mail) => `X-Note\r\n${mail}`),
  'carriage return inside a header': signedThen((mail) => `X-Note: a\rFrom: bank\r\n${mail}`),
  'changed body': signedThen((mail) => withBody(mail, moreMoney)),
  'words added to the body': signedThen((mail) => withBody(mail, (body) => `${body}\r\nAmount: NGN 900,000.00\r\n`)),
  'changed subject': signedThen((mail) => mail.replace(/^Subject: .*$/mu, 'Subject: Credit alert (corrected)')),
  'changed date': signedThen((mail) =>
    mail.replace(/^Date: .*$/mu, `Date: ${new Date(Date.now() - 1000).toUTCString()}`),
  ),
  'changed recipient': (mail, { domain }, signer) =>
    signer
      .sign(mail.replace(/^To: .*$/mu, 'To: somebody@else.example'), domain)
      .then((text) => text.replace(/^To: .*$/mu, `To: ${OWNER}`)),
  'length limit': signed({ bodyLength: 200 }),
  'length limit of nothing': signed({ bodyLength: 0 }),
  'length limit and an appended alert': async (mail, { domain }, signer) =>
    `${await signer.sign(mail, domain, { bodyLength: mail.length - mail.indexOf('\r\n\r\n') - 4 })}\r\nCredit NGN 5,000,000.00\r\n`,
  'Subject not signed': signed({ fields: ['From', 'To', 'Date'] }),
  'Date not signed': signed({ fields: ['From', 'To', 'Subject'] }),
  'To not signed': signed({ fields: ['From', 'Subject', 'Date'] }),
  'only From signed': signed({ fields: ['From'] }),
  'SHA-1': signed({ algorithm: 'rsa-sha1' }),
  'short key': signed({ selector: 'weak' }),
  'key on trial': signed({ selector: 'test' }),
  'revoked key': signed({ selector: 'gone' }),
  'no such key': (mail, { domain }, signer) =>
    signer.sign(mail, domain).then((text) => text.replace(/ s=s1;/u, ' s=s9;')),
  'expired signature': signed({
    signedAt: new Date(Date.now() - 2 * DAY_MS),
    expires: new Date(Date.now() - DAY_MS),
  }),
  'signed in the future': signed({ signedAt: new Date(Date.now() + 2 * DAY_MS) }),
  'old alert sent again': signed({}, (mail, now) =>
    mail.replace(/^Date: .*$/mu, `Date: ${new Date(now.getTime() - 8 * DAY_MS).toUTCString()}`),
  ),
  'dated in the future': signed({}, (mail, now) =>
    mail.replace(/^Date: .*$/mu, `Date: ${new Date(now.getTime() + 2 * DAY_MS).toUTCString()}`),
  ),
  'no date that can be read': signed({}, (mail) => mail.replace(/^Date: .*$/mu, 'Date: yesterday')),
  'written to another user': signed({}, (mail) => mail.replace(/^To: .*$/mu, 'To: victim@inbox.example')),
  'written to another user who bears our name': signed({}, (mail) =>
    mail.replace(/^To: .*$/mu, `To: "${OWNER}" <victim@inbox.example>`),
  ),
  'forged Authentication-Results': (mail, { domain }) =>
    `Authentication-Results: inbox.example; dkim=pass header.d=${domain}; dmarc=pass\r\n${mail}`,
  'signature copied from another mail': async (mail, { domain }, signer) => {
    const other = await signer.sign(mail.replace(/^Message-ID: .*$/mu, 'Message-ID: <other@bank>'), domain)
    return other.slice(0, other.indexOf('Received:')) + withBody(mail, moreMoney)
  },
  'ARC instead of DKIM': (mail, { domain }) =>
    `ARC-Seal: i=1; a=rsa-sha256; cv=none; d=${domain}; s=s1; b=AAAA\r\nARC-Authentication-Results: i=1; mx; dkim=pass\r\n${mail}`,
  'resent by somebody': signedThen((mail) => `Resent-From: friend@example.org\r\n${mail}`),
  'attached to a mail of the forger': (mail, { address }, signer) => attached(mail, `alert@${FORGER}`, address, signer),
  'attached to a mail with the address of the bank': (mail, { address }) => attachment(mail, address),
  'quoted in a mail of the owner': (mail, { address }) => quoted(mail, OWNER, address),
  'Sender twice': (mail, { domain }, signer) =>
    signer.sign(withField(withField(mail, `Sender: a@${FORGER}`), `Sender: b@${FORGER}`), domain),
}

function attachment(mail: string, from: string): string {
  return `From: ${from}\r\nTo: ${OWNER}\r\nSubject: Fwd: alert\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <w@x>\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n${mail}`
}

function attached(mail: string, from: string, _address: string, signer: Signer): Promise<string> {
  return signer.sign(attachment(mail, from), FORGER)
}

function quoted(mail: string, from: string, address: string): string {
  const body = mail.slice(mail.indexOf('\r\n\r\n') + 4)
  return `From: ${from}\r\nTo: ${OWNER}\r\nSubject: Fwd: alert\r\nDate: ${new Date().toUTCString()}\r\nMessage-ID: <q@x>\r\n\r\n---------- Forwarded message ---------\r\nFrom: ${address}\r\nDate: Mon, 1 Jun 2026 at 10:00\r\nSubject: Transaction Notification\r\nTo: ${OWNER}\r\n\r\n${body}`
}

/** Every trick on every sample. */
export async function forgeries(signer: Signer, now: Date): Promise<readonly Forgery[]> {
  const all: Forgery[] = []
  for (const [kind, make] of Object.entries(TRICKS)) {
    for (const [index, sample] of SAMPLES.entries()) {
      const mail = sampleMail(sample.file, now, `${index}.${all.length}@${sample.domain}`)
      all.push({ kind, raw: await make(mail, sample, signer, now) })
    }
  }
  return all
}
