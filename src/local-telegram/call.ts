import type { FaultKind } from './faults.ts'
import type { Answer } from './refusal.ts'

/** One call the bot made. `payload` has structured values parsed; uploads stand as `{fileName, size}` by field. */
export type Call = {
  readonly number: number
  readonly method: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly uploads: Readonly<Record<string, { readonly fileName: string; readonly size: number }>>
  readonly atMs: number
  /** What the method answered; null when the fault came before it was done. */
  readonly answer: Answer | null
  /** The fault that hit this call; null when the bot got its answer. */
  readonly fault: FaultKind | null
}
