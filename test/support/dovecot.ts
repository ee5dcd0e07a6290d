import { execFile, spawn } from 'node:child_process'
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { debianPart } from './debian-part.ts'

const run = promisify(execFile)

/** Debian's IMAP server; tests that need it are skipped where it is not installed or cannot be started. */
export const DOVECOT = debianPart('dovecot-imapd', '/usr/sbin/dovecot')

const CERTIFICATES = fileURLToPath(new URL('../mailbox/certificates/', import.meta.url))

/** A real IMAP server on loopback with one password for every user; mailboxes are made when they are first used. */
export type Dovecot = {
  /** IMAP over TLS. */
  readonly port: number
  /** IMAP that turns to TLS. */
  readonly plainPort: number
  readonly password: string
  readonly certificateAuthority: string
  readonly certificateAuthorityFile: string
  /** Puts mails into a user's folder, in order. */
  deliver(user: string, mails: readonly (string | Buffer)[]): Promise<void>
  /** UIDVALIDITY, and flags and UID of every mail: what a reader must not change. */
  state(user: string): Promise<string>
  doveadm(...args: string[]): Promise<string>
  stop(): Promise<void>
}

/** Starts the server with its files in a folder of its own. Runs as root: Dovecot drops to its own users itself. */
export async function startDovecot(): Promise<Dovecot> {
  const folder = await mkdtemp(join(tmpdir(), 'dovecot-'))
  const [port, plainPort] = [await freePort(), await freePort()]
  const configuration = join(folder, 'dovecot.conf')
  const password = 'correct-horse'
  await mkdir(join(folder, 'mail'))
  const { uid, gid } = await idsOf('dovecot')
  await chown(join(folder, 'mail'), uid, gid)
  await run('chmod', ['755', folder])
  await writeFile(configuration, configure(folder, port, plainPort, password))
  const server = spawn('/usr/sbin/dovecot', ['-F', '-c', configuration], { stdio: 'ignore' })
  const doveadm = async (...args: string[]) =>
    (await run('/usr/bin/doveadm', ['-c', configuration, ...args], { maxBuffer: 100_000_000 })).stdout
  await untilListening(port)
  const certificateAuthorityFile = join(CERTIFICATES, 'ca.crt')
  return {
    port,
    plainPort,
    password,
    certificateAuthority: await readFile(certificateAuthorityFile, 'utf8'),
    certificateAuthorityFile,
    deliver: (user, mails) => deliver(folder, user, mails),
    state: async (user) => {
      const status = await doveadm('mailbox', 'status', '-u', user, 'uidvalidity uidnext messages', 'INBOX')
      return status + (await doveadm('fetch', '-u', user, 'uid flags date.received', 'mailbox', 'INBOX', 'all'))
    },
    doveadm,
    stop: async () => {
      const over = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGTERM')
      await over
      await rm(folder, { recursive: true, force: true })
    },
  }
}

let delivered = 0

/** Files in the `new` of a maildir, as a delivery agent makes them; their names keep the order. */
async function deliver(folder: string, user: string, mails: readonly (string | Buffer)[]): Promise<void> {
  const maildir = join(folder, 'mail', user)
  const { uid, gid } = await idsOf('dovecot')
  for (const part of ['', 'new', 'cur', 'tmp']) {
    const path = join(maildir, part)
    await mkdir(path, { recursive: true })
    await chown(path, uid, gid)
  }
  for (const mail of mails) {
    delivered += 1
    const path = join(maildir, 'new', `${1_700_000_000 + delivered}.M${delivered}P1.test`)
    await writeFile(path, mail)
    await chown(path, uid, gid)
  }
}

/** Every setting of a block stands in a line of its own: Dovecot reads no more than one per line. */
function configure(folder: string, port: number, plainPort: number, password: string): string {
  return `base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${CERTIFICATES}server.crt
ssl_key = <${CERTIFICATES}server.key
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
mail_max_userip_connections = 100
auth_failure_delay = 0
service imap-login {
  inet_listener imap {
    port = ${plainPort}
  }
  inet_listener imaps {
    port = ${port}
    ssl = yes
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=dovecot gid=dovecot home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
}
`
}

async function idsOf(user: string): Promise<{ uid: number; gid: number }> {
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((each) => each.startsWith(`${user}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  if (uid === undefined || gid === undefined) throw new Error(`there is no user ${user}`)
  return { uid: Number(uid), gid: Number(gid) }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function untilListening(port: number): Promise<void> {
  const { connect } = await import('node:net')
  for (let attempt = 0; attempt < 200; attempt++) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(socket.destroy() !== null))
      socket.once('error', () => resolve(false))
    })
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('dovecot does not listen')
}
