import { assertNever } from '../domain/assert-never.ts'
import type { CategoryReason } from '../domain/category.ts'

/** Why a transaction is in its category, in words for a person, without a full stop. */
export function categoryReasonWords(reason: CategoryReason): string {
  switch (reason.kind) {
    case 'user':
      return 'you chose it'
    case 'rule':
      return 'one of your rules says so'
    case 'lesson':
      return `you chose it before for ${reason.counterparty}`
    case 'model':
      return `${reason.because}, and I was ${Math.floor(reason.confidence * 100)} % sure`
    case 'seed':
      return `it names ${reason.term}`
    case 'channel':
      return `it was paid by ${reason.channel}`
    case 'default':
      return 'nothing told me more'
    default:
      return assertNever(reason)
  }
}
