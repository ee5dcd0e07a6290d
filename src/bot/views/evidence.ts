import type { WhyCharge } from '../../actions/why.ts'
import { assertNever } from '../../domain/assert-never.ts'
import type { Evidence, Sign } from '../../domain/plan.ts'
import { type Html, html, shortText } from './html.ts'
import { moneyText } from './money.ts'
import { listText } from './sources.ts'

const SIGNS: Readonly<Record<Sign, string>> = {
  'equal-balance': 'the same balance',
  'equal-reference': 'the same reference',
  'equal-text': 'the same text',
  'same-minute': 'the same minute',
  'few-minutes': 'minutes apart',
  'same-hour': 'the same hour',
  'same-day': 'the same day',
  'days-apart': 'days that fit',
  'received-later': 'received soon after',
  'same-names': 'the same name',
  'same-words': 'words in common',
  'own-words': 'words for an own account',
  'names-other-bank': 'naming the other bank',
  'names-other-account': 'naming the other account',
  'reversal-words': 'words of a return',
  'restores-balance': 'the old balance again',
}

/** Why alerts belong together, in words, without a full stop. */
export function evidenceText(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'same-text':
      return 'the same text, sent again'
    case 'equal-balance':
      return 'the same amount left the same balance'
    case 'same-event':
      return `the same amount, ${signsText(evidence.signs)}`
    case 'two-legs':
      return `${evidence.chargeMinor === 0n ? 'equal amounts' : 'amounts a listed charge apart'}, ${signsText(evidence.signs)}`
    case 'own-place':
      return `the bank’s words name your ${shortText(evidence.place, 40)}`
    case 'returned':
      return `the full amount came back, ${signsText(evidence.signs)}`
    case 'printed-fee':
      return 'the charge is printed in the alert'
    case 'listed-charge':
      return CHARGED_BY[evidence.by]
    case 'same-text-undecided':
      return 'the texts are the same'
    case 'answer':
      return 'you said so'
    default:
      return assertNever(evidence)
  }
}

const CHARGED_BY: Readonly<Record<'balance' | 'time' | 'span', string>> = {
  balance: 'its balance follows from that payment',
  time: 'the bank lists such a charge, and it came right after',
  span: 'its text names those days',
}

function signsText(signs: readonly Sign[]): string {
  return listText([...new Set(signs)].map((sign) => SIGNS[sign]))
}

/** A charge and what it is made of: `Charge ₦10.75: ₦10.00 transfer charge + 7.5 % VAT`. */
export function chargeText({ amount, parts, taxThousandths }: WhyCharge): Html {
  if (parts === null) return html`Charge ${moneyText(amount)}: not in the list of charges I know.`
  const money = (minor: bigint) => moneyText({ ...amount, minor })
  const rate = `${Number(taxThousandths) / 10} % VAT`
  const words = parts.map(({ id, minor, taxMinor }) => {
    if (minor === 0n) return `${rate} on the transfer charge`
    const name = id === 'transfer' ? 'transfer charge' : id === 'levy' ? 'transfer levy' : 'stamp duty'
    return taxMinor === 0n ? `${money(minor)} ${name}` : `${money(minor)} ${name} + ${rate}`
  })
  return html`Charge ${moneyText(amount)}: ${words.join(' + ')}`
}
