import { type Alert, type AlertKey, alertKeyText } from '../../domain/alert.ts'
import type { Answer } from '../../domain/answer.ts'

type Said = { readonly kind: 'same'; readonly answerId: string } | { readonly kind: 'different' }

/** What people said about pairs of alerts being one event; the last word on a pair counts. */
export class SaidPairs {
  readonly #pairs = new Map<string, Map<string, Said>>()

  /** `answers` are not revoked and oldest first. */
  constructor(answers: readonly Answer[]) {
    for (const answer of answers) {
      if (answer.kind !== 'same' && answer.kind !== 'different') continue
      const said: Said = answer.kind === 'same' ? { kind: 'same', answerId: answer.id } : { kind: 'different' }
      const side = answer.kind === 'different' ? answer.oneSide?.map(alertKeyText) : undefined
      const isOneSide = (key: AlertKey) => side?.includes(alertKeyText(key)) ?? false
      for (const left of answer.on) {
        for (const right of answer.on) {
          if (side === undefined || isOneSide(left) !== isOneSide(right)) this.#put(left, right, said)
        }
      }
    }
  }

  get isEmpty(): boolean {
    return this.#pairs.size === 0
  }

  /** The answer that makes these two one event, or null. */
  joining(left: Alert, right: Alert): string | null {
    const said = this.#of(left, right)
    return said?.kind === 'same' ? said.answerId : null
  }

  /** Whether somebody said of any alert of one side that it is not one event with any of the other. */
  areApart(one: readonly Alert[], other: readonly Alert[]): boolean {
    if (this.isEmpty) return false
    return one.some((left) => other.some((right) => this.#of(left, right)?.kind === 'different'))
  }

  #of(left: Alert, right: Alert): Said | undefined {
    return this.#pairs.get(alertKeyText(left.key))?.get(alertKeyText(right.key))
  }

  #put(left: AlertKey, right: AlertKey, said: Said): void {
    const key = alertKeyText(left)
    const own = this.#pairs.get(key) ?? new Map<string, Said>()
    this.#pairs.set(key, own.set(alertKeyText(right), said))
  }
}
