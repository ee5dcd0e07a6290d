import { isIP } from 'node:net'

/** Whether `value` is an http or https address without query, fragment or user. */
export function isWebAddress(value: string): boolean {
  const address = URL.parse(value)
  if (address === null || !['http:', 'https:'].includes(address.protocol)) return false
  return address.search === '' && address.hash === '' && address.username === ''
}

/** Whether `value` is an address of a PostgreSQL server. */
export function isDatabaseAddress(value: string): boolean {
  return /^postgres(ql)?:\/\//.test(value) && URL.canParse(value)
}

/** Whether `value` names a zone. Offsets such as +01:00 are refused: PostgreSQL reads their sign the other way round. */
export function isZoneName(value: string): boolean {
  if (!/^[A-Za-z]/.test(value)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    // The constructor has no other way to say that it does not know the zone.
    return false
  }
}

/** Whether `value` is `ip:port`, an IPv6 address in brackets. */
export function isDnsServer(value: string): boolean {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(value)
  if (match === null) return false
  const port = Number(match[3])
  return isIP(match[1] ?? match[2] ?? '') !== 0 && port >= 1 && port <= 65_535
}

/** Host in small letters and without brackets, and port, of a checked `host:port`. */
export function readEndpoint(entry: string): { host: string; port: number } {
  const colon = entry.lastIndexOf(':')
  return {
    host: entry
      .slice(0, colon)
      .replace(/^\[|\]$/g, '')
      .toLowerCase(),
    port: Number(entry.slice(colon + 1)),
  }
}
