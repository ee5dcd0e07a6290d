// npm run bench -- mail [--mails N] [--json] [--check]
//
// How long a new mail takes from the mail server to its receipt in the chat: the whole program, a real Dovecot over TLS that
// tells of news (IDLE), a name server with the bank's key, one mail at a time. --check makes a missed goal an exit code. Needs the
// Debian package dovecot-imapd, and root, which Dovecot starts as.
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startInstallation } from '../test/e2e/installation.ts'
import { BANK_DOMAINS, OWNER, sampleMail } from '../test/mailbox/mail-world.ts'
import { startNameServer } from '../test/mailbox/name-server.ts'
import { createSigner } from '../test/mailbox/signer.ts'
import { DOVECOT, startDovecot } from '../test/support/dovecot.ts'

const P50_MAX_SECONDS = 5
/** A mail that takes longer came by the search that runs every five minutes, or not at all. */
const LIMIT = { timeoutMs: 400_000 }
/** Mails come at any moment of the reader's round: while it waits, and while it reads. */
const PAUSES_MS = [0, 150, 700, 2_000]

const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '40' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})
if (DOVECOT.kind === 'absent') throw new Error('install the Debian package dovecot-imapd first')

const seconds = await measure(Number(values.mails))
const [p50, p95, longest] = [percentile(seconds, 0.5), percentile(seconds, 0.95), Math.max(...seconds)]
const isMet = p50 <= P50_MAX_SECONDS
if (values.json) process.stdout.write(`${JSON.stringify({ mails: seconds.length, p50, p95, longest, isMet })}\n`)
else {
  const shown = [p50, p95, longest].map((each) => each.toFixed(2))
  process.stdout.write(`${seconds.length} mails, from the mail server to the receipt in the chat\n`)
  process.stdout.write(`p50 ${shown[0]} s, p95 ${shown[1]} s, longest ${shown[2]} s\n`)
  process.stdout.write(`goal: ${isMet ? 'met' : 'missed'} (p50 at most ${P50_MAX_SECONDS} s)\n`)
}
if (values.check && !isMet) process.exitCode = 1

/** Seconds that each mail took. */
async function measure(count: number): Promise<number[]> {
  const signer = createSigner(BANK_DOMAINS)
  const [dovecot, names] = [await startDovecot(), await startNameServer(signer.records)]
  await dovecot.deliver(OWNER, [])
  const installation = await startInstallation({
    DNS_SERVERS: names.address,
    EGRESS_ALLOW: `localhost:${dovecot.port}`,
    NODE_EXTRA_CA_CERTS: dovecot.certificateAuthorityFile,
  })
  try {
    const { owner, telegram, chat } = installation
    const login = owner.sendText(`${OWNER} localhost:${dovecot.port} ${dovecot.password}`)
    await chat.answerAfter(login.message_id, ({ text }) => text.includes('Connected'))
    const taken: number[] = []
    for (let number = 1; number <= count; number += 1) {
      await pause(PAUSES_MS[number % PAUSES_MS.length])
      const mail = sampleMail('gtbank-debit-web.eml', new Date(), `b${number}@gtbank.com`)
        .replaceAll('NGN 7340', `NGN ${1_000 + number}`)
        .replaceAll('46870.55', `${60_000 + number}.55`)
        .replaceAll('46751.75', `${60_000 + number}.55`)
      const signed = await signer.sign(mail, 'gtbank.com')
      const began = performance.now()
      await dovecot.deliver(OWNER, [signed])
      const amount = `₦${(1_000 + number).toLocaleString('en')}.00`
      await telegram.waitForMessage(owner.id, ({ text, fromBot }) => fromBot && text.includes(amount), LIMIT)
      taken.push((performance.now() - began) / 1_000)
    }
    return taken
  } finally {
    await installation.close()
    await names.close()
    await dovecot.stop()
  }
}

function percentile(all: readonly number[], part: number): number {
  const sorted = all.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN
}
