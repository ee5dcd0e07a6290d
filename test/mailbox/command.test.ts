import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { titleWith } from '../support/debian-part.ts'
import { DOVECOT, type Dovecot, startDovecot } from '../support/dovecot.ts'
import { BANK_DOMAINS, OWNER, sampleMail } from './mail-world.ts'
import { type NameServer, startNameServer } from './name-server.ts'
import { createSigner } from './signer.ts'
import { statementMail } from './statement-mail.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const signer = createSigner(BANK_DOMAINS)

/** The real command line with a database of its own, a mail server and a name server on loopback. */
describe.skipIf(DOVECOT.kind === 'absent')(titleWith(DOVECOT, 'dovecot-imapd', 'expense-tracker mailbox'), () => {
  let folder: string
  let dovecot: Dovecot
  let names: NameServer
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase()
    folder = await mkdtemp(join(tmpdir(), 'mailbox-command-'))
    dovecot = await startDovecot()
    names = await startNameServer(signer.records)
  })
  afterAll(async () => {
    await names.close()
    await dovecot.stop()
    await rm(folder, { recursive: true, force: true })
    await database.close()
  })

  function run(args: string[], stdin = '', environment: Record<string, string> = {}) {
    return new Promise<{ code: number | null; out: string; words: string }>((resolve) => {
      const child = spawn(process.execPath, ['src/cli/main.ts', ...args], {
        cwd: ROOT,
        env: {
          ...process.env,
          DATA_DIR: folder,
          DATABASE_URL: database.connectionString,
          DNS_SERVERS: names.address,
          EGRESS_ALLOW: `localhost:${dovecot.port},127.0.0.1:${dovecot.port}`,
          NODE_EXTRA_CA_CERTS: dovecot.certificateAuthorityFile,
          ...environment,
        },
      })
      let [out, words] = ['', '']
      child.stdout.on('data', (chunk) => (out += chunk))
      child.stderr.on('data', (chunk) => (words += chunk))
      child.on('close', (code) => resolve({ code, out, words }))
      child.stdin.end(stdin)
    })
  }

  const add = (...more: string[]) => ['mailbox', 'add', '--user', OWNER, '--password-stdin', ...more]

  it('adds, lists, polls and removes a mailbox, and says what is wrong with one', async () => {
    const at = ['--host', 'localhost', '--port', String(dovecot.port)]
    const [wrong, forbidden, untrusted] = await Promise.all([
      run(add(...at), 'wrong\n'),
      run(add('--host', '127.0.0.1'), 'x\n'),
      run(add(...at), `${dovecot.password}\n`, { NODE_EXTRA_CA_CERTS: '' }),
    ])
    expect(wrong.code).toBe(1)
    expect(wrong.words).toContain('app password')
    expect(forbidden.words).toContain('this host cannot be used')
    expect(untrusted.words).toContain('the password was not sent')

    const added = await run(add(...at), `${dovecot.password}\n`)
    expect(added).toMatchObject({ code: 0, out: `added ${OWNER}@localhost:${dovecot.port}\n` })

    const now = new Date()
    await dovecot.deliver(OWNER, [
      await signer.sign(sampleMail('gtbank-debit-web.eml', now, 'c1@gtbank.com'), 'gtbank.com'),
      sampleMail('kuda-sent.eml', now, 'c2@kuda.com'),
    ])
    const polled = await run(['mailbox', 'poll'])
    expect(polled.code).toBe(0)
    expect(polled.out).toMatch(
      /^booked {2}uid 1 {2}gens@gtbank\.com {2}[0-9a-f-]{36}\nunverified {2}uid 2 .*did not sign it\n$/u,
    )
    const bytes = Buffer.from('Date,Amount')
    const files = [{ name: 'june.csv', type: 'text/csv', bytes }]
    await dovecot.deliver(OWNER, [statementMail({ from: 'noreply@kuda.com', name: 'c3@kuda.com', files })])
    const brought = await run(['mailbox', 'poll'])
    expect(brought.out).toMatch(/^\S+ {2}uid 3 {2}noreply@kuda\.com .*june\.csv: not imported, since no chat/u)
    const exported = await run(['export', '--format', 'jsonl'])
    expect(exported.out.split('\n').filter((line) => line.includes('"expense"'))).toHaveLength(1)
    expect(await run(['mailbox', 'poll'])).toMatchObject({ code: 0, out: '' })

    const listed = await run(['mailbox', 'list'])
    expect(listed.out).toContain('booked 1  unverified 1  ')
    expect((await run(['mailbox', 'remove', OWNER])).out).toContain('removed')
    expect((await run(['mailbox', 'list'])).out).toBe('')
  }, 120_000)

  it('puts mails off while the name system is down, and takes them when it is back', async () => {
    const user = 'later@inbox.example'
    const down = await startNameServer(new Map())
    down.fail()
    await run(
      ['mailbox', 'add', '--user', user, '--host', 'localhost', '--port', String(dovecot.port), '--password-stdin'],
      dovecot.password,
    )
    const mail = sampleMail('moniepoint-credit.eml', new Date(), 'l1@moniepoint.com').replace(OWNER, user)
    await dovecot.deliver(user, [await signer.sign(mail, 'moniepoint.com')])
    const first = await run(['mailbox', 'poll'], '', { DNS_SERVERS: down.address })
    expect(first).toMatchObject({ code: 1 })
    expect(first.out).toContain('tried again at the next poll')
    await down.close()
    const second = await run(['mailbox', 'poll'])
    expect(second).toMatchObject({ code: 0 })
    expect(second.out).toMatch(/^booked /u)
  }, 120_000)
})
