import { randomBytes } from 'node:crypto'
import type { Clock, Logger, Membership, PeopleStore, Person } from '../domain/ports.ts'
import type { Sleep } from './waiting.ts'

/** 32 signs that are not taken for one another: no I, O, 0 or 1. A sign is 5 bits, a code 50. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 10
const CODE_MINUTES = 10
const CODE_TRIES = 5

/** Whether someone may use the bot. A stranger gets nothing at all, not even an answer. */
export type Admission =
  | { readonly kind: 'known'; readonly person: Person; readonly membership: Membership | null }
  /** Has just become the owner with the pairing code: welcome them. */
  | { readonly kind: 'paired'; readonly person: Person }
  | { readonly kind: 'stranger' }

export type PairingOptions = {
  readonly people: PeopleStore
  /** From the configuration; when there are any, they are the owners and no pairing code exists. */
  readonly ownerIds: readonly bigint[]
  readonly clock: Clock
  readonly sleep: Sleep
  readonly logger: Logger
  /** A keyed fingerprint: only it is stored of a code. */
  readonly fingerprint: (text: string) => string
  /** Shows a fresh code to whoever runs the program; it appears nowhere else. */
  readonly print: (code: string) => void
  /** For tests: bytes of chance. */
  readonly bytes?: (count: number) => Uint8Array
}

export type Pairing = {
  /** Makes and prints a code when there is nobody to own the installation; gives whether it did. */
  issue(): Promise<boolean>
  /** Issues a code, and another whenever one expires, until there is an owner or the signal aborts. Never rejects. */
  keepIssuing(signal: AbortSignal): Promise<void>
  /** Makes the first owner of whoever brings the code in time; null for everything else. */
  redeem(userId: bigint, code: string): Promise<Person | null>
  /** Decides about the sender of an update. `privateText`: what they wrote in a private chat, null for anything else. */
  admit(userId: bigint, privateText: string | null): Promise<Admission>
}

/** Who may use the bot: fails closed. */
export function createPairing(options: PairingOptions): Pairing {
  const isListed = (userId: bigint) => options.ownerIds.includes(userId)
  const issue = async (): Promise<boolean> => {
    if (options.ownerIds.length > 0 || (await options.people.hasOwner())) return false
    const code = makeCode(options.bytes ?? randomBytes)
    const expiresAt = options.clock.now().add({ minutes: CODE_MINUTES })
    await options.people.setPairingCode(options.fingerprint(plainCode(code)), expiresAt, CODE_TRIES)
    options.print(code)
    return true
  }
  const redeem = async (userId: bigint, code: string): Promise<Person | null> => {
    if (options.ownerIds.length > 0 || (await options.people.hasOwner())) return null
    const isRight = await options.people.usePairingCode(options.fingerprint(plainCode(code)))
    return isRight ? await options.people.add(userId, true) : null
  }
  const admit = async (userId: bigint, privateText: string | null): Promise<Admission> => {
    const known = await options.people.byTelegramUser(userId)
    if (known !== null && isStillWelcome(known.person, options.ownerIds)) return { kind: 'known', ...known }
    if (isListed(userId)) {
      return { kind: 'known', person: await options.people.add(userId, true), membership: null }
    }
    const code = privateText === null ? null : pairingCodeIn(privateText)
    const person = code === null ? null : await redeem(userId, code)
    return person === null ? { kind: 'stranger' } : { kind: 'paired', person }
  }
  return { issue, redeem, admit, keepIssuing: (signal) => keepIssuing(options, issue, signal) }
}

async function keepIssuing(options: PairingOptions, issue: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      if (!(await issue())) return
      await options.sleep(CODE_MINUTES * 60_000, signal)
    } catch (error) {
      options.logger.warn({ error }, 'could not make a pairing code; trying again')
      await options.sleep(5_000, signal)
    }
  }
}

/** An owner by pairing is no longer one when a list names others; people an owner let in stay. */
function isStillWelcome(person: Person, ownerIds: readonly bigint[]): boolean {
  return !person.isOwner || ownerIds.length === 0 || ownerIds.includes(person.telegramUserId)
}

/** The code in `/start CODE`, which a link with `?start=CODE` also sends; null for any other text. */
export function pairingCodeIn(text: string): string | null {
  return /^\/start(?:@\w+)?\s+(\S.{0,40}?)\s*$/.exec(text)?.[1] ?? null
}

/** Ten signs in groups of four, four and two, such as `ABCD-EFGH-JK`. */
function makeCode(bytes: (count: number) => Uint8Array): string {
  const signs = [...bytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

/** A code as it is compared: however it was grouped and typed. */
function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '')
}
