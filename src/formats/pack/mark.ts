import type { Direction } from '../../domain/alert.ts'
import type { Span } from './find-spots.ts'

/** What a message says, by somebody who knows. Amounts in minor units; null or absent where it does not say. */
export type Truth = {
  readonly direction: Direction
  readonly amountMinor: bigint
  readonly currency: string
  readonly accountTail?: string | null
  readonly balanceMinor?: bigint | null
  readonly feeMinor?: bigint | null
  readonly counterparty?: string | null
  readonly narration?: string | null
}

/** A stretch of a message that is a field of its layout. */
export type Mark = Span & { readonly field: string }

/** Fields that take whatever stands in their place. */
export const FREE: ReadonlySet<string> = new Set(['counterparty', 'narration', 'remark'])
/** Whether two stretches have a character in common. */
export function overlap(left: Span, right: Span): boolean {
  return left.start < right.end && right.start < left.end
}
