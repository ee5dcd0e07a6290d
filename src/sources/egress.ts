import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/**
 * Where a connection may go: the name for TLS, and the addresses that were looked at, to be tried in turn: one of each family,
 * since a machine may have no way to the other.
 */
export type Destination = { readonly host: string; readonly addresses: readonly string[]; readonly port: number }

/**
 * `refused` never says which rule it was, nor whether the name exists: an answer per case would map the network that the
 * server stands in.
 */
export type Egress = { readonly kind: 'allowed'; readonly destination: Destination } | { readonly kind: 'refused' }

export type EgressPolicy = {
  /** Ports that any public host may be asked on. */
  readonly ports: readonly number[]
  /** `host:port` outside the public internet that the operator allows (EGRESS_ALLOW). */
  readonly allow: readonly { readonly host: string; readonly port: number }[]
  /** Every address of a name; injected by tests. Throws when there is none. */
  readonly resolve?: (name: string) => Promise<readonly string[]>
}

/** What people are told, whichever rule refused. */
export const REFUSED_HOST =
  'this host cannot be used: check its spelling; it must be a mail server on the public internet, on port 993 (or 143 ' +
  'with STARTTLS). Whoever runs this installation can allow others in EGRESS_ALLOW'

/**
 * Looks at a host that a user gave before anything is sent there. A name is resolved once and every address it has must be
 * public; the connection goes to what was looked at (no second answer counts).
 */
export async function checkEgress(host: string, port: number, policy: EgressPolicy): Promise<Egress> {
  const name = host.trim().toLowerCase().replace(/\.$/u, '')
  const isAllowed = policy.allow.some((entry) => entry.port === port && bare(entry.host) === bare(name))
  if (!isAllowed && !policy.ports.includes(port)) return { kind: 'refused' }
  if (isIP(bare(name)) !== 0) {
    const address = bare(name)
    if (!isAllowed && !isPublic(address)) return { kind: 'refused' }
    return { kind: 'allowed', destination: { host: address, addresses: [address], port } }
  }
  if (!isHostName(name, isAllowed)) return { kind: 'refused' }
  const addresses = await resolved(name, policy)
  if (addresses.length === 0 || (!isAllowed && !addresses.every(isPublic))) return { kind: 'refused' }
  const firsts = [4, 6].flatMap((family) => addresses.find((address) => isIP(address) === family) ?? [])
  return { kind: 'allowed', destination: { host: name, addresses: firsts, port } }
}

async function resolved(name: string, { resolve = systemAddresses }: EgressPolicy): Promise<readonly string[]> {
  try {
    return await resolve(name)
  } catch {
    // No address, no such name, no resolver: for the caller it is one thing, a host that cannot be found now.
    return []
  }
}

async function systemAddresses(name: string): Promise<readonly string[]> {
  return (await lookup(name, { all: true, verbatim: true })).map(({ address }) => address)
}

function bare(host: string): string {
  return host.replace(/^\[(.*)\]$/u, '$1').toLowerCase()
}

/**
 * A DNS name (RFC 1123). Public ones have a dot and a top-level label with a letter in it, which no spelling of an IPv4
 * address (`127.1`, `0x7f.0.0.1`, `2130706433`) has.
 */
function isHostName(name: string, isAllowed: boolean): boolean {
  const labels = name.split('.')
  const areLabels = labels.every((label) => /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/u.test(label))
  if (!areLabels || name.length > 253) return false
  const last = labels.at(-1) ?? ''
  if (!/[a-z]/u.test(last) || /^0x[0-9a-f]*$/u.test(last)) return false
  return isAllowed || labels.length > 1
}

/** What is not the public internet (IANA special-purpose registries, RFC 6890), and what carries an IPv4 address inside. */
const NOT_PUBLIC = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, 'ipv6')
}
const GLOBAL_UNICAST = new BlockList()
GLOBAL_UNICAST.addSubnet('2000::', 3, 'ipv6')

function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !NOT_PUBLIC.check(address, 'ipv4')
  return family === 6 && GLOBAL_UNICAST.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6')
}
