import type { Features } from './features.ts'

type Occurrence = { readonly label: number; readonly logAmount: number | null; readonly remark: string }
type Entry = { readonly key: string; readonly glued: string; readonly occurrences: Occurrence[] }

const KEPT_MAX = 40
/** How fast an older occurrence fades, per newer one. */
const FADING = 0.96
/** How wide an amount band is, in the natural logarithm. */
const BAND = 0.5
/** An occurrence of another amount still counts this much. */
const ANY_AMOUNT = 0.25
const SAME_REMARK = 2.5
const CUT_KEY = 7
const GLUED_MIN = 8

/** What earlier occurrences of one payee say: weights by label, and how many occurrences there were. */
export type Recollection = {
  readonly weights: Float64Array
  readonly total: number
  readonly seen: number
  readonly key: string
}

/** Remembers for each payee and direction what it was labelled, for which amounts. Cut and swapped names find their payee. */
export class PayeeMemory {
  readonly #entries = new Map<string, Entry>()
  readonly #byStart = new Map<string, Entry[]>()
  readonly #byPair = new Map<string, Entry>()
  readonly #byNumber = new Map<string, Entry>()

  recall(features: Features, count: number): Recollection | null {
    const entry = this.#find(features)
    if (entry === null) return null
    const weights = new Float64Array(count)
    const remark = features.narration.remark.join(' ')
    let total = 0
    let fading = 1
    for (let at = entry.occurrences.length - 1; at >= 0; at--) {
      const one = entry.occurrences[at]
      if (one === undefined) continue
      let weight = fading * closeness(one.logAmount, features.logAmount)
      if (remark !== '' && one.remark === remark) weight *= SAME_REMARK
      weights[one.label] = (weights[one.label] ?? 0) + weight
      total += weight
      fading *= FADING
    }
    return { weights, total, seen: entry.occurrences.length, key: entry.key }
  }

  learn(features: Features, label: number): void {
    const { payee, numbers, remark } = features.narration
    const occurrence = { label, logAmount: features.logAmount, remark: remark.join(' ') }
    if (payee !== null) this.#remember(this.#entryOf(features, payee.key, payee.isPerson), occurrence)
    for (const number of numbers.slice(0, 3)) {
      const key = `${features.direction}#${number}`
      let entry = this.#byNumber.get(key)
      if (entry === undefined) {
        entry = { key: number, glued: number, occurrences: [] }
        this.#byNumber.set(key, entry)
      }
      this.#remember(entry, occurrence)
    }
  }

  #remember({ occurrences }: Entry, occurrence: Occurrence): void {
    occurrences.push(occurrence)
    if (occurrences.length > KEPT_MAX) occurrences.shift()
  }

  #entryOf(features: Features, key: string, isPerson: boolean): Entry {
    const kind = kindOf(features)
    const name = `${kind}|${key}`
    const known = this.#entries.get(name)
    if (known !== undefined) return known
    const entry: Entry = { key, glued: key.replaceAll(' ', ''), occurrences: [] }
    this.#entries.set(name, entry)
    const start = `${kind}|${entry.glued.slice(0, CUT_KEY)}`
    this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), entry])
    if (isPerson) for (const pair of pairsOf(key)) this.#byPair.set(`${kind}|${pair}`, entry)
    return entry
  }

  #find(features: Features): Entry | null {
    const { payee, numbers } = features.narration
    const kind = kindOf(features)
    if (payee !== null) {
      const exact = this.#entries.get(`${kind}|${payee.key}`)
      if (exact !== undefined) return exact
      if (payee.isPerson) {
        for (const pair of pairsOf(payee.key)) {
          const known = this.#byPair.get(`${kind}|${pair}`)
          if (known !== undefined) return known
        }
      }
      const glued = payee.key.replaceAll(' ', '')
      const candidates = this.#byStart.get(`${kind}|${glued.slice(0, CUT_KEY)}`) ?? []
      const alike = candidates.find((entry) => isCut(entry.glued, glued) || isCut(glued, entry.glued))
      if (alike !== undefined) return alike
    }
    for (const number of numbers) {
      const known = this.#byNumber.get(`${features.direction}#${number}`)
      if (known !== undefined) return known
    }
    return null
  }
}

/** A telephone company is paid for airtime and for data: those are two payees. */
function kindOf({ direction, narration: { rail } }: Features): string {
  return rail === 'airtime' || rail === 'data' ? `${direction} ${rail}` : direction
}

function isCut(whole: string, cut: string): boolean {
  return cut.length >= GLUED_MIN && whole.startsWith(cut)
}

/** Every two of a person's names, in the order of the key. */
function pairsOf(key: string): string[] {
  const names = key.split(' ').filter((name) => name.length > 1)
  return names.flatMap((first, at) => names.slice(at + 1).map((second) => `${first} ${second}`))
}

function closeness(left: number | null, right: number | null): number {
  if (left === null || right === null) return 1
  const distance = (left - right) / BAND
  return ANY_AMOUNT + (1 - ANY_AMOUNT) * Math.exp(-0.5 * distance * distance)
}
