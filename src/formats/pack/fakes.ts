import { MONTHS, readDate, readTime } from '../read-date.ts'

/** A repeatable source of whole numbers from 0 up to, but not including, a bound. */
export type Draw = (below: number) => number

/** The same numbers for the same seed (a linear congruential generator, high bits). */
export function seededDraw(seed: number): Draw {
  let state = BigInt(seed) * 2_654_435_761n + 1n
  return (below) => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & ((1n << 64n) - 1n)
    return Number((state >> 33n) % BigInt(below))
  }
}

/** A run of digits this long, and a word this long, may tell whose message it was. */
const RUN_MIN = 3
const WORD_MIN = 3

const TRIES_MAX = 400

/** The runs of digits, of any script, that must not be seen again. */
export function digitRuns(text: string): string[] {
  return [...text.matchAll(/\p{N}+/gu)].map(([run]) => run).filter((run) => run.length >= RUN_MIN)
}

/** The words that must not be seen again, in capitals; a row of X is a mask. */
export function privateWords(text: string): string[] {
  const words = [...text.matchAll(/[\p{L}\p{M}]+/gu)].map(([word]) => word.toUpperCase())
  return words.filter((word) => word.length >= WORD_MIN && !/^X+$/u.test(word))
}

/** What messages hold that must not come out again. */
export type Secrets = { readonly runs: ReadonlySet<string>; readonly words: ReadonlySet<string> }

/** Whether a text holds a run of digits or a word of the secrets. */
export function tells(text: string, { runs, words }: Secrets): boolean {
  if (privateWords(text).some((word) => words.has(word))) return true
  return digitRuns(text).some((own) => {
    for (const run of runs) if (own.includes(run)) return true
    return false
  })
}

/**
 * Makes invented values of the form of real ones: as many digits in the same groups, words as long and in the same letter
 * case, dates in the same writing. Nothing of the secrets comes out as long as there is anything else of that form.
 */
export class Fakes {
  readonly #secrets: Secrets
  readonly #draw: Draw
  readonly #lengths: readonly number[]

  constructor(secrets: Secrets, draw: Draw) {
    this.#secrets = secrets
    this.#draw = draw
    this.#lengths = [...new Set([...secrets.runs].map((run) => run.length))]
  }

  /** An invented value for a field that shows `text`. Currency marks and direction words are the bank's own and stay. */
  value(field: string, text: string): string {
    switch (field) {
      case 'currency':
      case 'direction':
      case 'balance_side':
        return text
      case 'date':
        return this.#until(
          text,
          () => this.#date(text),
          (fake) => isSameForm(text, fake),
        )
      case 'time':
        return this.#until(
          text,
          () => this.#clock(text),
          (fake) => readTime(fake.toLowerCase(), 0)?.end === fake.length,
        )
      case 'amount':
      case 'balance':
      case 'fee':
        return this.#until(text, () => this.#number(text), isFaithful)
      case 'account':
        // Letters in a masked number are its mask.
        return this.#until(text, () => this.#digits(text), isFaithful)
      default:
        return this.#until(text, () => this.#digits(this.#letters(text)), isFaithful)
    }
  }

  #until(text: string, make: () => string, isRight: (fake: string) => boolean): string {
    let last = make()
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      if (last !== text && isRight(last) && !tells(last, this.#secrets)) return last
      last = make()
    }
    return last
  }

  /** A leading zero stays one: it tells an account or phone number from an amount. */
  #digits(text: string): string {
    return text.replace(/\p{N}+/gu, (run) => this.#run(run.length, run.startsWith('0') ? '0' : '123456789'))
  }

  /** The first group begins with a digit that is not zero unless it is zero. */
  #number(text: string): string {
    let isFirst = true
    return text.replace(/\d+/gu, (run) => {
      const made = this.#run(run.length, isFirst && !run.startsWith('0') ? '123456789' : isFirst ? '0' : '0123456789')
      isFirst = false
      return made
    })
  }

  /** Digits in which no secret run stands, put together one by one; any digits where there are no such. */
  #run(length: number, first: string): string {
    let stepsLeft = TRIES_MAX * 10
    const extend = (made: string): string | null => {
      if (made.length === length) return made
      const options = [...(made === '' ? first : '0123456789')]
      while (options.length > 0 && stepsLeft-- > 0) {
        const [digit = ''] = options.splice(this.#draw(options.length), 1)
        const longer = made + digit
        const isTold = this.#lengths.some(
          (size) => this.#secrets.runs.has(longer.slice(-size)) && size <= longer.length,
        )
        const whole = isTold ? null : extend(longer)
        if (whole !== null) return whole
      }
      return null
    }
    return extend('') ?? first[0]?.repeat(length) ?? ''
  }

  /** Words of the same length and case that can be said. */
  #letters(text: string): string {
    return text.replace(/[\p{L}\p{M}]+/gu, (word) => {
      let isVowel = this.#draw(2) === 0
      return [...word]
        .map((letter) => {
          const options = isVowel ? 'AEIOU' : 'BDFGKLMNPRSTVZ'
          isVowel = !isVowel
          const made = options[this.#draw(options.length)] ?? 'A'
          return letter === letter.toLowerCase() && letter !== letter.toUpperCase() ? made.toLowerCase() : made
        })
        .join('')
    })
  }

  /** Another day in the same writing. Day and month are both from 10 to 12, or from 2 to 9: right in either order. */
  #date(text: string): string {
    const dayEnd = /\d{1,2}:\d/u.exec(text)?.index ?? text.length
    const day = text
      .slice(0, dayEnd)
      .replace(/\d+/gu, (run) => this.#datePart(run))
      .replace(/\p{L}{3,}/gu, (word) => this.#month(word))
    return day + this.#clock(text.slice(dayEnd))
  }

  #datePart(run: string): string {
    switch (run.length) {
      case 1:
        return String(2 + this.#draw(8))
      case 2:
        return String(10 + this.#draw(3))
      case 4:
        return String(1990 + this.#draw(70))
      default:
        return this.#digits(run)
    }
  }

  #month(word: string): string {
    const index = MONTHS.findIndex((month) => month.startsWith(word.toLowerCase().slice(0, 3)))
    if (index < 0) return word
    // A short name and the whole one are the same in May, which says neither.
    const others = MONTHS.filter((month) => month !== 'may' && month.slice(0, 3) !== MONTHS[index]?.slice(0, 3))
    const month = others[this.#draw(others.length)] ?? 'june'
    const shown = word.length === 3 ? month.slice(0, 3) : month
    if (word === word.toUpperCase()) return shown.toUpperCase()
    return word === word.toLowerCase() ? shown : `${shown[0]?.toUpperCase()}${shown.slice(1)}`
  }

  #clock(text: string): string {
    // What a bank prints where it has no time.
    if (text === '0:0') return text
    let isHour = true
    return text.replace(/\d+/gu, (run) => {
      const isLate = run.length === 2 && Number(run) > 12
      const hour = run.length === 1 ? 1 + this.#draw(9) : isLate ? 13 + this.#draw(11) : 10 + this.#draw(3)
      const made = isHour ? hour : run.length === 2 ? 10 + this.#draw(50) : this.#digits(run)
      isHour = false
      return String(made)
    })
  }
}

function isFaithful(): boolean {
  return true
}

/** Whether a made-up date is read whole and shows what the real one shows. */
function isSameForm(text: string, fake: string): boolean {
  const [own, made] = [text, fake].map(
    (each) => readDate(each.toLowerCase(), 0, 'day-first') ?? readDate(each.toLowerCase(), 0, 'month-first'),
  )
  if (!own || !made) return false
  return (
    made.end === fake.length &&
    made.form === own.form &&
    made.yearDigits === own.yearDigits &&
    made.hasMeridiem === own.hasMeridiem &&
    (made.time === null) === (own.time === null)
  )
}
