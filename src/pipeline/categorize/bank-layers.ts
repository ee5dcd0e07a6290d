import { chargeCategory } from '../../categories/seeded-category.ts'
import type { Channel } from '../../domain/alert.ts'
import { idOfKey, type Layer } from './question.ts'

/** Categories the channel alone decides, when nothing else does. */
const CHANNEL_CATEGORIES: Partial<Record<Channel, { expense?: string; income?: string }>> = {
  atm: { expense: 'cash' },
  fee: { expense: 'charges' },
  airtime: { expense: 'phone.airtime' },
  interest: { income: 'interest' },
}

/** What is the bank's own, whoever is named: cash from a machine, and charges. */
export const bankLayer: Layer = (question) => {
  const { channel, narration } = question.reading
  if (channel !== 'atm' && channel !== 'fee') return null
  // A fee is only ever a bank charge, and nothing but a fee is one.
  const charge = channel === 'fee' ? chargeCategory(narration) : null
  const id = charge === null ? null : idOfKey(question, charge.key)
  if (charge !== null && id !== null) return { categoryId: id, reason: { kind: 'seed', term: charge.term } }
  return channelLayer(question)
}

/** The channel, where it says something. */
export const channelLayer: Layer = (question) => {
  const { channel } = question.reading
  const key = channel === null ? undefined : CHANNEL_CATEGORIES[channel]?.[question.kind]
  const categoryId = key === undefined ? null : idOfKey(question, key)
  return channel === null || categoryId === null ? null : { categoryId, reason: { kind: 'channel', channel } }
}
