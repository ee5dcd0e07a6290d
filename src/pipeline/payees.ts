import type { PayeeEdit } from '../domain/payee.ts'

/** Which payees are one, and what people call them. */
export class Payees {
  readonly #into = new Map<string, string>()
  readonly #members = new Map<string, string[]>()
  readonly #names = new Map<string, string>()

  /** From edits in force, the latest first. */
  constructor(edits: readonly PayeeEdit[]) {
    for (const { kind, payeeKey, intoKey } of edits.toReversed()) {
      if (kind !== 'merge') continue
      // The payee another one became stays what everything else is merged into; a circle would lead nowhere.
      const target = this.canonical(intoKey)
      const own = this.canonical(payeeKey)
      if (own !== target) this.#into.set(own, target)
    }
    for (const key of new Set(edits.flatMap(({ payeeKey, intoKey }) => [payeeKey, intoKey]))) {
      const canonical = this.canonical(key)
      this.#members.set(canonical, [...(this.#members.get(canonical) ?? []), key])
    }
    for (const { payeeKey, name } of edits.toReversed()) this.#names.set(this.canonical(payeeKey), name)
  }

  /** The key that stands for all that are one with this. */
  canonical(key: string): string {
    let found = key
    for (let next = this.#into.get(found); next !== undefined; next = this.#into.get(found)) found = next
    return found
  }

  /** Every key that is one with this, itself included. */
  members(key: string): readonly string[] {
    return [...new Set([key, ...(this.#members.get(this.canonical(key)) ?? [])])]
  }

  /** What a person calls it; null when nobody said. */
  givenName(key: string): string | null {
    return this.#names.get(this.canonical(key)) ?? null
  }
}
