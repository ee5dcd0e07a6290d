import { describe, it } from 'vitest'
import { titleWith } from '../support/debian-part.ts'
import { DOVECOT, startDovecot } from '../support/dovecot.ts'
import { testLedgers } from '../support/ledger.ts'
import { survive } from './hardship.ts'
import { BANK_DOMAINS } from './mail-world.ts'
import { createSigner } from './signer.ts'

describe.skipIf(DOVECOT.kind === 'absent')(titleWith(DOVECOT, 'dovecot-imapd', 'a mailbox of 10,000 mails'), () => {
  it('misses nothing and books nothing twice over 500 cuts and 20 changes of UIDVALIDITY', async () => {
    const [test, dovecot] = [await testLedgers(), await startDovecot()]
    try {
      const hardship = { user: 'long@inbox.example', mails: 10_000, alertEvery: 33, cuts: 500, resets: 20 }
      await survive(hardship, test, dovecot, createSigner(BANK_DOMAINS))
    } finally {
      await dovecot.stop()
      await test.close()
    }
  }, 1_800_000)
})
