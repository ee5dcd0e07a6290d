import type { Identifiers } from '../domain/ports.ts'

/*
 * A secret is `et_` + the ledger's id (22 characters) + 32 random bytes (43 characters), in URL-safe base64. The ledger's id is no
 * secret: it says where to look, so that nothing outside that ledger is ever asked.
 */
const MARK = 'et_'
const ID_LENGTH = 22
const RANDOM_BYTES = 32
const RANDOM_LENGTH = 43
const HINT_LENGTH = 6

/** A fresh secret for a ledger, 256 random bits of it, and the first characters by which its owner knows it again. */
export function mintSecret(ledgerId: string): { readonly secret: string; readonly hint: string } {
  const id = Uint8Array.fromHex(ledgerId.replaceAll('-', ''))
  const random = base64(crypto.getRandomValues(new Uint8Array(RANDOM_BYTES)))
  return { secret: `${MARK}${base64(id)}${random}`, hint: random.slice(0, HINT_LENGTH) }
}

/** The ledger a secret speaks of; null for what is no secret of ours. */
export function ledgerOfSecret(secret: string): string | null {
  const shape = new RegExp(`^${MARK}[A-Za-z0-9_-]{${ID_LENGTH + RANDOM_LENGTH}}$`)
  if (!shape.test(secret)) return null
  const hex = Uint8Array.fromBase64(secret.slice(MARK.length, MARK.length + ID_LENGTH), {
    alphabet: 'base64url',
    lastChunkHandling: 'loose',
  }).toHex()
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What is kept of a secret: a keyed hash, worth nothing without this installation's key. */
export function secretHash(secret: string, ids: Pick<Identifiers, 'fingerprint'>): string {
  return ids.fingerprint(`access ${secret}`)
}

function base64(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
}
