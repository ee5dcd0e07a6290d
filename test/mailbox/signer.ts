import { generateKeyPairSync } from 'node:crypto'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import type { ResolveText } from '../../src/sources/mail/verify-mail.ts'

/** Keys that domains of the test publish, and mails signed with them: a name system of our own. */
export type Signer = {
  /** The mail with a DKIM signature of `domain` on top. */
  sign(mail: string, domain: string, options?: SignOptions): Promise<string>
  /** What the name system of the test answers. */
  readonly resolveText: ResolveText
  /** The records by name, for a server that answers over the network. */
  readonly records: ReadonlyMap<string, string>
}

export type SignOptions = {
  readonly selector?: string
  readonly fields?: readonly string[]
  readonly algorithm?: 'rsa-sha256' | 'rsa-sha1' | 'ed25519-sha256'
  readonly bodyLength?: number
  readonly signedAt?: Date
  readonly expires?: Date
}

const FIELDS = ['From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type']

/** A signer with fresh keys. Selectors: `s1` RSA 2048, `ed` Ed25519, `weak` RSA 768, `test` a key on trial, `gone` revoked. */
export function createSigner(domains: readonly string[]): Signer {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const weak = generateKeyPairSync('rsa', { modulusLength: 768 })
  const edwards = generateKeyPairSync('ed25519')
  const der = (key: typeof rsa.publicKey) => key.export({ type: 'spki', format: 'der' }).toString('base64')
  const raw = edwards.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
  const published: Record<string, string> = {
    s1: `v=DKIM1; k=rsa; p=${der(rsa.publicKey)}`,
    weak: `v=DKIM1; k=rsa; p=${der(weak.publicKey)}`,
    ed: `v=DKIM1; k=ed25519; p=${raw}`,
    test: `v=DKIM1; k=rsa; t=y; p=${der(rsa.publicKey)}`,
    gone: 'v=DKIM1; k=rsa; p=',
  }
  const secrets: Record<string, typeof rsa.privateKey> = { weak: weak.privateKey, ed: edwards.privateKey }
  const records = new Map<string, string>(
    domains.flatMap((domain) =>
      Object.entries(published).map(([selector, record]) => [`${selector}._domainkey.${domain}`, record] as const),
    ),
  )
  return {
    records,
    resolveText: async (name) => {
      const record = records.get(name.toLowerCase())
      if (record === undefined) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
      return [[record]]
    },
    sign: async (mail, domain, options = {}) => {
      const selector = options.selector ?? 's1'
      const key = secrets[selector] ?? rsa.privateKey
      const signature = {
        signingDomain: domain,
        selector,
        privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
        ...(options.bodyLength === undefined ? {} : { maxBodyLength: options.bodyLength }),
      }
      const { signatures, errors } = await dkimSign(mail, {
        ...signature,
        canonicalization: 'relaxed/relaxed',
        algorithm: options.algorithm ?? (selector === 'ed' ? 'ed25519-sha256' : 'rsa-sha256'),
        signTime: options.signedAt ?? new Date(),
        ...(options.expires === undefined ? {} : { expires: options.expires }),
        headerList: [...(options.fields ?? FIELDS)],
        signatureData: [signature],
      })
      if (errors.length > 0) throw new Error(`cannot sign: ${errors[0]?.err?.message}`)
      return `${signatures}${mail}`
    },
  }
}
