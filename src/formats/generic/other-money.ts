import type { Money } from '../../domain/money.ts'
import type { Mention } from './mentions.ts'
import type { Scene } from './scene.ts'
import { toMinorUnits } from './value.ts'
import { isWhole } from './whole.ts'

/** The balance or the fee a message prints, in the currency of its amount, or null when there is none or it is not sure. */
export function otherMoney(
  scene: Scene,
  mentions: readonly Mention[],
  role: 'balance' | 'fee',
  currency: string,
): Money | null {
  const all = mentions.filter(
    (mention) => mention.role === role && (mention.mark !== null || mention.isShaped || mention.isLabelled),
  )
  const labelled = all.filter(({ isLabelled }) => isLabelled)
  const mention = role === 'balance' && labelled.length > 0 ? labelled[0] : all[0]
  if (mention === undefined || !isWhole(scene, mention, currency)) return null
  const minor = toMinorUnits(mention.digits, currency)
  if (minor === null || isDoubtful(scene.text, mention)) return null
  const isOverdrawn = mention.sign === '-' || /^ ?dr(?!\p{L})/u.test(scene.text.slice(mention.end, mention.end + 4))
  return { minor: isOverdrawn ? -minor : minor, currency }
}

/** A dash apart from or behind the number, half a `DR` behind it, or words that make it something else's balance. */
function isDoubtful(text: string, { start, end, sign }: Mention): boolean {
  const [front, back] = [text.slice(Math.max(0, start - 60), start), text.slice(end, end + 4)]
  if (/-[\s.,:]*$/u.test(front) || /^ ?[dcr](?!\p{L})/u.test(back)) return true
  if (sign !== null && /[-+]$/u.test(text.slice(start, end))) return true
  if (sign === '-' && /^ ?dr(?!\p{L})/u.test(back)) return true
  return /(?<!\p{L})balance of (?!your|the|my|account|acct)\p{L}{2,} [^\d:]{0,20}$/u.test(front)
}
