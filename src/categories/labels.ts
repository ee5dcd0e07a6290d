/** The labels seen so far, each with a number from 0 up in the order of their first sight. */
export class Labels {
  readonly names: string[] = []
  readonly #numbers = new Map<string, number>()

  get count(): number {
    return this.names.length
  }

  /** The number of a label, a new one if it was never seen. */
  numberOf(name: string): number {
    const known = this.#numbers.get(name)
    if (known !== undefined) return known
    this.#numbers.set(name, this.names.length)
    this.names.push(name)
    return this.names.length - 1
  }

  has(name: string): boolean {
    return this.#numbers.has(name)
  }
}
