import { isValid } from '@tma.js/init-data-node'

/** Who started the Mini App, and a name for this very start. */
export type Launch = { readonly telegramUserId: bigint; readonly name: string }

const AGE_MAX_MINUTES = 60
/** Telegram's clock and ours may differ. */
const AHEAD_MAX_MINUTES = 1
const LENGTH_MAX = 16 * 1024

/**
 * Who the start parameters of a Mini App (`initData`) speak of; null unless they are whole, signed with this bot's token, and at
 * most an hour old. Whether they were used before is for the caller to ask, by `name`.
 */
export function readLaunch(initData: string, botToken: string, now: Temporal.Instant): Launch | null {
  if (initData.length > LENGTH_MAX) return null
  const fields = new URLSearchParams(initData)
  const hash = fields.get('hash') ?? ''
  // A name twice could mean one thing to whoever signed and another to us.
  const isPlain = new Set(fields.keys()).size === fields.size && !initData.split('&').includes('')
  if (!isPlain || !/^[0-9a-f]{64}$/.test(hash) || !isSigned(fields, botToken)) return null
  const signedAt = instantOf(fields.get('auth_date') ?? '')
  if (signedAt === null || !isFresh(signedAt, now)) return null
  const telegramUserId = userOf(fields.get('user') ?? '')
  return telegramUserId === null ? null : { telegramUserId, name: hash }
}

function isSigned(fields: URLSearchParams, botToken: string): boolean {
  // The age is judged here, by the clock that everything else goes by.
  return isValid(fields, botToken, { expiresIn: 0 })
}

function instantOf(seconds: string): Temporal.Instant | null {
  return /^\d{1,11}$/.test(seconds) ? Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000) : null
}

function isFresh(signedAt: Temporal.Instant, now: Temporal.Instant): boolean {
  const earliest = now.subtract({ minutes: AGE_MAX_MINUTES })
  const latest = now.add({ minutes: AHEAD_MAX_MINUTES })
  return Temporal.Instant.compare(signedAt, earliest) >= 0 && Temporal.Instant.compare(signedAt, latest) <= 0
}

function userOf(text: string): bigint | null {
  try {
    const user: unknown = JSON.parse(text)
    const id = typeof user === 'object' && user !== null && 'id' in user ? user.id : null
    return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? BigInt(id) : null
  } catch {
    // Signed and no JSON: not of Telegram as we know it.
    return null
  }
}
