import { describe, expect, it } from 'vitest'
import { banks } from '../../src/compose.ts'
import { createMailParts, mailText } from '../../src/compose-mail.ts'
import { systemClock } from '../../src/domain/calendar.ts'
import { judgeMail } from '../../src/sources/mail/judge-mail.ts'
import type { ResolveText } from '../../src/sources/mail/verify-mail.ts'
import { FORGER, forgeries, SAMPLES } from './forgeries.ts'
import { OWNER, sampleMail } from './mail-world.ts'
import { createSigner } from './signer.ts'

const BANKS = [...new Set(SAMPLES.map(({ domain }) => domain))]
const signer = createSigner([
  ...BANKS,
  FORGER,
  ...BANKS.flatMap((domain) => [
    `${domain}.${FORGER}`,
    `news.${domain}`,
    `xn--${domain}`,
    domain.replace(/[oa]/u, '0'),
  ]),
])
const addresses = new Set(createMailParts({ dnsServers: [], egressAllow: [] }, systemClock, banks.banks).addresses)

function judge(raw: string, now = systemClock.now(), resolveText: ResolveText = signer.resolveText) {
  return judgeMail(Buffer.from(raw), {
    owner: OWNER,
    now,
    resolveText,
    addresses,
    taught: new Set<string>(),
    toText: mailText,
  })
}

describe('mails that say they are a bank’s', () => {
  it('are never believed when somebody forged them, by more than fifty tricks', async () => {
    const all = await forgeries(signer, new Date())
    expect(new Set(all.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(50)
    expect(all.length).toBeGreaterThanOrEqual(300)
    const believed: string[] = []
    for (const { kind, raw } of all) {
      const judged = await judge(raw)
      if (judged.kind === 'mail' && judged.authenticity === 'verified') believed.push(kind)
    }
    expect(believed).toEqual([])
  }, 120_000)

  it('are believed when the bank signed them, whichever way it signs', async () => {
    const now = new Date()
    const ways = [
      {},
      { selector: 'ed' },
      { fields: ['from', 'to', 'subject', 'date'] },
      { signedAt: new Date(now.getTime() - 3 * 86_400_000) },
      { expires: new Date(now.getTime() + 86_400_000) },
    ]
    const doubted: string[] = []
    for (const sample of SAMPLES) {
      for (const [index, way] of ways.entries()) {
        const raw = await signer.sign(sampleMail(sample.file, now, `g${index}@${sample.domain}`), sample.domain, way)
        const judged = await judge(raw)
        if (judged.kind !== 'mail' || judged.authenticity !== 'verified') doubted.push(`${sample.file} ${index}`)
      }
    }
    expect(doubted).toEqual([])
  })

  it('are believed with a second signature of another domain, and after a server added lines of its own', async () => {
    const [sample] = SAMPLES
    if (sample === undefined) throw new Error('there are samples')
    const own = await signer.sign(sampleMail(sample.file, new Date(), 'two@x'), sample.domain)
    const twice = `Received: from a by b; ${new Date().toUTCString()}\r\nX-Spam-Score: 0\r\n${await signer.sign(own, FORGER)}`
    expect(await judge(twice)).toMatchObject({ kind: 'mail', authenticity: 'verified' })
  })

  it('wait when the name system does not answer, and only when the bank’s own key is asked for', async () => {
    const down: ResolveText = async () => {
      throw Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })
    }
    const [sample] = SAMPLES
    if (sample === undefined) throw new Error('there are samples')
    const mail = sampleMail(sample.file, new Date(), 'dns@x')
    expect(await judge(await signer.sign(mail, sample.domain), undefined, down)).toMatchObject({
      kind: 'undecided',
    })
    const forged = await judge(await signer.sign(mail, FORGER), undefined, down)
    expect(forged).toMatchObject({ kind: 'mail', authenticity: 'unverified', doubt: 'other-domain' })
  })

  it('ask the name system for no more than a handful of keys, however many signatures they carry', async () => {
    const [sample] = SAMPLES
    if (sample === undefined) throw new Error('there are samples')
    const mail = sampleMail(sample.file, new Date(), 'many@x')
    let asked = 0
    const count: ResolveText = (name) => {
      asked += 1
      return signer.resolveText(name)
    }
    let raw = mail
    for (let index = 0; index < 30; index++) {
      const line = await signer.sign(mail, sample.domain)
      raw = line.slice(0, line.length - mail.length).replace(/ s=s1;/u, ` s=x${index};`) + raw
    }
    await judge(raw, undefined, count)
    expect(asked).toBeLessThanOrEqual(6)
  })
})
