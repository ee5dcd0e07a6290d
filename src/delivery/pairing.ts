import { randomBytes } from 'node:crypto'
import type { Clock, Logger, PeopleStore } from '../domain/ports.ts'
import type { Sleep } from './waiting.ts'

/** 32 signs that are not taken for one another: no I, O, 0 or 1. A sign is 5 bits, a code 50. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const CODE_LENGTH = 10
const CODE_MINUTES = 10
const CODE_TRIES = 5

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
  /** Uses the code up: true once, for the right one in time, while there is no owner. A wrong one costs a try. */
  redeem(code: string): Promise<boolean>
  /** Whether the configuration names this Telegram user as an owner. */
  isOwnerId(telegramUserId: bigint): boolean
}

/** How the first owner proves to be one: fails closed. Without listed owners only the code opens anything. */
export function createPairing(options: PairingOptions): Pairing {
  const isOpen = async () => options.ownerIds.length === 0 && !(await options.people.hasOwner())
  const issue = async (): Promise<boolean> => {
    if (!(await isOpen())) return false
    const code = makeCode(options.bytes ?? randomBytes)
    const expiresAt = options.clock.now().add({ minutes: CODE_MINUTES })
    await options.people.setPairingCode(options.fingerprint(plainCode(code)), expiresAt, CODE_TRIES)
    options.print(code)
    return true
  }
  return {
    issue,
    keepIssuing: (signal) => keepIssuing(options, issue, signal),
    redeem: async (code) => {
      return (await isOpen()) && (await options.people.usePairingCode(options.fingerprint(plainCode(code))))
    },
    isOwnerId: (telegramUserId) => options.ownerIds.includes(telegramUserId),
  }
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

/** Ten signs in groups of four, four and two, such as `ABCD-EFGH-JK`. */
function makeCode(bytes: (count: number) => Uint8Array): string {
  const signs = [...bytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

/** A code as it is compared: however it was grouped and typed. */
function plainCode(code: string): string {
  return code.toUpperCase().replace(/[^A-Z0-9]/g, '')
}
