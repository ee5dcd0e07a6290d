import type { BankIndex } from '../bank-index.ts'
import { fixedText } from './emit.ts'

/** Words that alerts are made of, beside those that the banks we know print. No word that is also somebody's name. */
const COMMON =
  'a about account acct ac acc activity after against alert amount amt an and any are as at available avail bal balance been ' +
  'before bill branch by call card cash charge charges charged code completed confirmed contact cr credit credited currency ' +
  'current customer customers date dated day deposit deposited desc description details dear debit debited details digital do dr ' +
  'due ending enquiries fee fees for from fund funds has have hello help helpline here hi id if in incoming info initiated into is ' +
  'it kindly ledger ltd made merchant message mobile money more narration narr new no not notification nr number of on online or order ' +
  'our outgoing outward inward paid pay payment payments personal phone please plc pos processed purchase receipt received recipient ' +
  'ref reference remaining remark remarks reply report request sender sent service sms spent statement successful successfully ' +
  'sum support taken tel text thank thanks that the this through time to total transaction transactions transfer transferred txn trx type ' +
  'ussd usd value via visit wallet was web were with withdrawal withdrawn withdrew you your'

const WORD = /[\p{L}\p{M}]+/gu

/**
 * The words that may stand in a sample as they are, in capitals: what banks print. Any other word of a message could be
 * somebody's name. `kept` are words, or texts of words, that the person says are the bank's.
 */
export function vocabularyOf(banks: BankIndex, kept: readonly string[]): ReadonlySet<string> {
  const samples = banks.banks.flatMap(({ layouts, ignore }) =>
    [...layouts, ...(ignore ?? [])].map(({ sample }) => fixedText(sample)),
  )
  return new Set(
    [COMMON, ...samples, ...kept].flatMap((text) => text.match(WORD) ?? []).map((word) => word.toUpperCase()),
  )
}
