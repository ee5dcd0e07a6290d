import { describe, expect, it } from 'vitest'
import { plainAddresses } from './plain-addresses.ts'

describe('addresses of a header field', () => {
  it.each([
    ['ada@x.example', ['ada@x.example']],
    ['<Ada@X.example>', ['ada@x.example']],
    ['Ada Obi <ada@x.example>', ['ada@x.example']],
    ['"Obi, Ada" <ada@x.example>', ['ada@x.example']],
    ['OBI, ADA <ada@x.example>', ['ada@x.example']],
    ['OBI (MRS) <ada@x.example>', ['ada@x.example']],
    ['"Ada \\"A\\" <b@y.example>" <ada@x.example>', ['ada@x.example']],
    ['ada@x.example <ADA@x.example>', ['ada@x.example']],
    ['=?utf-8?Q?Ad=C3=A0?= <ada@x.example>', ['ada@x.example']],
    ['Alu\u00e7o <ada@x.example>, b.o+k@y.example', ['ada@x.example', 'b.o+k@y.example']],
  ])('are read where they can be read in one way only: %s', (value, addresses) => {
    expect(plainAddresses(value)).toEqual(addresses)
  })

  it.each([
    '',
    'undisclosed-recipients:;',
    'list: ada@x.example;',
    '"ada@x.example"',
    '<ada@x.example> <b@y.example>',
    'b@y.example <ada@x.example>',
    '<ada@x.example> b@y.example',
    'ada@x.example;b@y.example',
    'ada@x.example (',
    'ada@x.example)',
    '"ada@x.example',
    '<ada@x.example',
    'ada @x.example',
    '<@y.example:ada@x.example>',
    '"ada"@x.example',
    'ada@[x.example]',
    'ada@x.example@y.example',
    'ada@xn--x-.example',
    'ada@mail.xn--x-.example',
    'ad\u212aa@x.example',
    `${'a@x.example, '.repeat(5_000)}a@x.example`,
  ])('are not read where programs may differ: %s', (value) => {
    expect(plainAddresses(value)).toBeNull()
  })
})
