import { describe, expect, it } from 'vitest'
import { checkEgress, type EgressPolicy } from './egress.ts'

const POLICY: EgressPolicy = {
  ports: [993, 143],
  allow: [
    { host: 'mail.home', port: 1993 },
    { host: '127.0.0.1', port: 11993 },
  ],
  resolve: async (name) => {
    const known: Record<string, string[]> = {
      'imap.example.org': ['93.184.216.34'],
      'two.example.org': ['93.184.216.34', '10.0.0.1'],
      'inside.example.org': ['192.168.1.1'],
      'mapped.example.org': ['::ffff:127.0.0.1'],
      'localtest.example.org': ['127.0.0.1'],
      'six.example.org': ['2606:2800:220:1::1'],
      'mail.home': ['192.168.1.4'],
    }
    const found = known[name]
    if (found === undefined) throw new Error('ENOTFOUND')
    return found
  },
}

const FORBIDDEN =
  `localhost LOCALHOST localhost. localhost.localdomain 127.0.0.1 127.1 127.0.1 127.000.000.001 2130706433 0x7f000001
  0x7f.0.0.1 0x7f.1 017700000001 0177.0.0.1 0 0.0.0.0 0.0.0.0. [::1] ::1 ::ffff:127.0.0.1 [::ffff:127.0.0.1] [::ffff:7f00:1]
  ::127.0.0.1 [::] :: 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.254 192.168.0.1 192.168.1.1 169.254.169.254 169.254.1.1
  [fe80::1] fe80::1%eth0 fc00::1 fd12:3456::1 [fec0::1] 100.64.0.1 100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1
  203.0.113.1 224.0.0.1 239.255.255.255 255.255.255.255 240.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 2001::1 ff02::1
  inside.example.org mapped.example.org localtest.example.org two.example.org metadata db postgres user@imap.example.org
  imap.example.org:25 imap.example.org/ http://imap.example.org imap..example.org -imap.example.org １２７.0.0.1 127。0。0。1 ⓛocalhost 1.2.3
  0x0a000001 167772161 012.0.0.1 [::ffff:10.0.0.1] 3fff::1`.split(/\s+/u)

describe('hosts that users give', () => {
  it.each(FORBIDDEN)('%s is refused', async (host) => {
    expect(await checkEgress(host, 993, POLICY)).toEqual({ kind: 'refused' })
  })

  it('a public name is connected to at the address that was looked at', async () => {
    expect(await checkEgress('IMAP.example.org.', 993, POLICY)).toEqual({
      kind: 'allowed',
      destination: { host: 'imap.example.org', addresses: ['93.184.216.34'], port: 993 },
    })
    expect((await checkEgress('six.example.org', 143, POLICY)).kind).toBe('allowed')
    expect((await checkEgress('93.184.216.34', 993, POLICY)).kind).toBe('allowed')
  })

  it('other ports of public hosts are refused', async () => {
    expect(await checkEgress('imap.example.org', 25, POLICY)).toEqual({ kind: 'refused' })
    expect(await checkEgress('imap.example.org', 110, POLICY)).toEqual({ kind: 'refused' })
  })

  it('what the operator lists is allowed, on its port only', async () => {
    expect(await checkEgress('mail.home', 1993, POLICY)).toEqual({
      kind: 'allowed',
      destination: { host: 'mail.home', addresses: ['192.168.1.4'], port: 1993 },
    })
    expect((await checkEgress('127.0.0.1', 11993, POLICY)).kind).toBe('allowed')
    expect((await checkEgress('127.0.0.1', 993, POLICY)).kind).toBe('refused')
    expect((await checkEgress('mail.home', 993, POLICY)).kind).toBe('refused')
  })

  it('a name without an address looks like any other refused one', async () => {
    expect(await checkEgress('imap.exmaple.org', 993, POLICY)).toEqual({ kind: 'refused' })
  })
})
