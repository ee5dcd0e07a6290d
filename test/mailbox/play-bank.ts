// sudo node_modules/.bin/node test/mailbox/play-bank.ts MAILDIR
//
// Plays a bank for whoever tries mailboxes out: delivers a signed alert into a maildir at every Enter, and answers as the name
// server that has the key. See docs/mailbox.md.
import { chown, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { sampleMail } from './mail-world.ts'
import { startNameServer } from './name-server.ts'
import { createSigner } from './signer.ts'

const BANK = 'gtbank.com'

const maildir = process.argv[2]
if (maildir === undefined) throw new Error('name the maildir that alerts are delivered to')
const { uid, gid } = await stat(join(maildir, 'new'))
const signer = createSigner([BANK])
const names = await startNameServer(signer.records)
let balance = 5_000_000
process.stdout.write(`Start the program with DNS_SERVERS=${names.address} too. Enter delivers an alert; Ctrl-D ends.\n`)
for await (const _ of createInterface({ input: process.stdin })) {
  const at = new Date()
  const naira = 1_000 + (at.getTime() % 9_000)
  balance -= naira
  const mail = sampleMail('gtbank-debit-web.eml', at, `${at.getTime()}@${BANK}`)
    .replace(/^To: .*$/mu, `To: ${basename(maildir)}`)
    .replaceAll('NGN 7340', `NGN ${naira}`)
    .replaceAll('46870.55', `${balance}.55`)
    .replaceAll('46751.75', `${balance}.55`)
  const written = join(maildir, 'tmp', `${at.getTime()}.play`)
  await writeFile(written, await signer.sign(mail, BANK))
  await chown(written, uid, gid)
  // Mail servers look into `new` only, so that none is seen half.
  await rename(written, join(maildir, 'new', `${at.getTime()}.play`))
  process.stdout.write(`NGN ${naira} is delivered\n`)
}
await names.close()
