import { expect, test } from 'vitest'
import { readMailLogin } from './read-mail-login.ts'

const login = (user: string, host: string, password: string, port = 993) => ({
  kind: 'login',
  server: { user, host, port },
  password,
})

test.each([
  ['ada@gmail.com abcd efgh ijkl mnop', login('ada@gmail.com', 'imap.gmail.com', 'abcdefghijklmnop')],
  ['  ada@gmail.com abcdefghijklmnop ', login('ada@gmail.com', 'imap.gmail.com', 'abcdefghijklmnop')],
  ['ada@yahoo.co.uk abcdefghijklmnop', login('ada@yahoo.co.uk', 'imap.mail.yahoo.com', 'abcdefghijklmnop')],
  ['ada@icloud.com abcd-efgh-ijkl-mnop', login('ada@icloud.com', 'imap.mail.me.com', 'abcd-efgh-ijkl-mnop')],
  ['ada@zohomail.com a1b2c3d4e5f6', login('ada@zohomail.com', 'imap.zoho.com', 'a1b2c3d4e5f6')],
  ['ada@example.org mail.example.org s3cret', login('ada@example.org', 'mail.example.org', 's3cret')],
  ['ada@example.org Mail.example.org:143 two words', login('ada@example.org', 'mail.example.org', 'two words', 143)],
  [
    'ada@firm.example imap.gmail.com abcd efgh ijkl mnop',
    login('ada@firm.example', 'imap.gmail.com', 'abcdefghijklmnop'),
  ],
  ['dev@inbox.example localhost:1993 pw', login('dev@inbox.example', 'localhost', 'pw', 1993)],
  ['dev@inbox.example [fd00::1]:993 pw', login('dev@inbox.example', 'fd00::1', 'pw')],
])('reads the login in %s', (text, expected) => {
  expect(readMailLogin(text)).toEqual(expected)
})

test.each([
  ['ada@gmail.com MyUsualPassword1!', { kind: 'incomplete', missing: 'app-password' }],
  ['ada@gmail.com abcd efgh ijkl', { kind: 'incomplete', missing: 'app-password' }],
  ['ada@example.org s3cret', { kind: 'incomplete', missing: 'host' }],
  ['ada@hotmail.co.uk s3cret', { kind: 'impossible' }],
])('says what is missing in %s', (text, expected) => {
  expect(readMailLogin(text)).toMatchObject(expected)
})

test.each([
  'ada@gmail.com',
  '1500 lunch',
  'write to ada@gmail.com abcdefghijklmnop',
  'ada@example.org sent me five thousand naira',
  'ada@gmail.com\nabcdefghijklmnop',
  'From: gens@gtbank.com\n\nAmount: NGN 500.00',
  `${'a'.repeat(2_000)}@gmail.com abcdefghijklmnop`,
])('finds no login in %s', (text) => {
  expect(readMailLogin(text)).toBeNull()
})
