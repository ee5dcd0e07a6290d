import type { ParsedAlert } from '../../domain/alert.ts'
import type { BankFormat, Layout, NarrationShape } from '../bank-format.ts'
import { type BankIndex, createBankIndex } from '../bank-index.ts'
import { parse, parseByLayouts, type ReadableMessage } from '../parse.ts'
import { fixedText, refillSample } from './emit.ts'
import { type Draw, digitRuns, Fakes, privateWords, type Secrets, tells } from './fakes.ts'
import { knownLayout } from './known-layout.ts'
import type { Truth } from './mark.ts'
import { markMessage } from './mark-message.ts'
import { vocabularyOf } from './vocabulary.ts'

/** A real message. `truth` is what somebody who knows says about it; null: what reading it gives. */
export type PackMessage = { readonly text: string; readonly sender: string | null; readonly truth: Truth | null }

/** Whose alerts these are. */
export type PackBank = Pick<BankFormat, 'id' | 'name' | 'country' | 'currency' | 'timeZone' | 'numbers' | 'dates'>

export type Pack = {
  /** Null when no message could be made a layout of. */
  readonly bank: BankFormat | null
  /** Messages that the bank file does not read right, by their index, and why. */
  readonly unread: readonly { readonly index: number; readonly why: string }[]
  /** Words that were taken for somebody's, in capitals: they became free text. */
  readonly hidden: readonly string[]
}

/** One alert of a message: what it says, and what it was read from. */
type Item = { readonly index: number; readonly text: string; readonly truth: Truth; readonly alert: ParsedAlert | null }

/**
 * A bank file made of real messages, with invented values of the same form: no run of three digits and no word of theirs that
 * the bank does not print itself comes out. Messages of one layout make one; each message is read with the result before it
 * is given, and those that it does not read as they are are named. `kept` are words that the bank prints. Pure.
 */
export function makePack(
  messages: readonly PackMessage[],
  about: PackBank,
  banks: BankIndex,
  kept: readonly string[],
  draw: Draw,
): Pack {
  const vocabulary = vocabularyOf(banks, [...kept, about.name])
  const secrets = secretsOf(messages)
  const maker = new PackMaker(messages, about, banks, vocabulary, secrets, draw)
  const unread: { index: number; why: string }[] = []
  for (const [index, message] of messages.entries()) {
    const items = itemsOf(index, message, about, banks)
    if (typeof items === 'string') unread.push({ index, why: items })
    for (const item of typeof items === 'string' ? [] : items) {
      const why = maker.add(item)
      if (why !== null) unread.push({ index, why })
    }
  }
  return { bank: maker.bank, unread, hidden: [...maker.hidden].sort() }
}

function secretsOf(messages: readonly PackMessage[]): Secrets {
  const all = messages.map(({ text }) => `${text.normalize('NFKC')}\n${text}`)
  return { runs: new Set(all.flatMap(digitRuns)), words: new Set(all.flatMap(privateWords)) }
}

/** The alerts of a message, or why there are none. */
function itemsOf(index: number, { text, truth }: PackMessage, about: PackBank, banks: BankIndex): Item[] | string {
  const outcome = parse(asMessage(text), banks)
  if (outcome.kind === 'ignored' && outcome.reason === 'one-time-code') return 'it holds a one-time code'
  const alerts = outcome.kind === 'parsed' ? outcome.alerts : []
  if (truth !== null) {
    const [alert] = alerts
    const isSame = alerts.length === 1 && alert !== undefined && isReadAs(alert, truth)
    return [{ index, text, truth, alert: isSame ? alert : null }]
  }
  if (outcome.kind === 'ignored') return `it is not a transaction (${outcome.reason})`
  if (outcome.kind !== 'parsed') return 'nothing reads it: say in "expect" what is true of it'
  return outcome.alerts.map((alert, at) => {
    return { index, text: outcome.texts[at] ?? text, truth: truthOf(alert, about), alert }
  })
}

function truthOf(alert: ParsedAlert, { currency }: PackBank): Truth {
  return {
    direction: alert.direction,
    amountMinor: alert.amount.minor,
    currency: alert.amount.currency || currency,
    accountTail: alert.accountTail,
    balanceMinor: alert.runningBalance?.minor ?? null,
    feeMinor: alert.fee?.minor ?? null,
    counterparty: alert.counterparty,
    narration: alert.narration,
  }
}

/** Whether a reading says what is true; what the truth leaves open may be anything. */
function isReadAs(alert: ParsedAlert, truth: Truth): boolean {
  const isOpen = (value: unknown) => value === undefined
  return (
    alert.direction === truth.direction &&
    alert.amount.minor === truth.amountMinor &&
    alert.amount.currency === truth.currency &&
    (isOpen(truth.accountTail) || alert.accountTail === truth.accountTail) &&
    (isOpen(truth.balanceMinor) || (alert.runningBalance?.minor ?? null) === truth.balanceMinor) &&
    (isOpen(truth.feeMinor) || (alert.fee?.minor ?? null) === truth.feeMinor) &&
    (isOpen(truth.counterparty) || plain(alert.counterparty) === plain(truth.counterparty)) &&
    (isOpen(truth.narration) || plain(alert.narration) === plain(truth.narration))
  )
}

function plain(text: string | null | undefined): string {
  return (
    (text ?? '')
      .toUpperCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? ''
  )
}

function asMessage(text: string): ReadableMessage {
  const receivedAt = Temporal.Instant.fromEpochMilliseconds(0)
  return { source: 'sms', sender: null, subject: null, text, receivedAt }
}

/** Puts a bank file together, layout by layout. */
class PackMaker {
  readonly hidden = new Set<string>()
  bank: BankFormat | null = null
  readonly #about: BankFormat
  readonly #banks: BankIndex
  readonly #vocabulary: ReadonlySet<string>
  readonly #secrets: Secrets
  readonly #fakes: Fakes
  readonly #readable: Item[] = []

  constructor(
    messages: readonly PackMessage[],
    about: PackBank,
    banks: BankIndex,
    vocabulary: ReadonlySet<string>,
    secrets: Secrets,
    draw: Draw,
  ) {
    const senders = [...new Set(messages.flatMap(({ sender }) => sender ?? []))].filter(
      (name) => !/\p{N}{3}|@/u.test(name),
    )
    this.#about = { ...about, senders: senders.map((address) => ({ channel: 'sms', address })), layouts: [] }
    this.#banks = banks
    this.#vocabulary = vocabulary
    this.#secrets = secrets
    this.#fakes = new Fakes(secrets, draw)
  }

  /** Makes the bank file read an alert, by a further layout if it must; gives why it cannot, or null. */
  add(item: Item): string | null {
    if (this.bank !== null && readsRight(this.bank, item)) {
      this.#readable.push(item)
      return null
    }
    let why = 'no layout could be made of it'
    for (const made of [this.#fromKnown(item), this.#fromTruth(item)]) {
      if (made === null) continue
      if (typeof made === 'string') why = made
      else {
        const grown = this.#grow(made.layout, made.narrations)
        const better = [grown, ...withoutOne(grown)]
        const failures = better.map((bank) => this.#failureOf(bank, item, made.layout))
        const [failure] = failures
        const found = better[failures.indexOf(null)]
        if (found !== undefined) {
          this.bank = found
          this.#readable.push(item)
          for (const word of made.hidden) this.hidden.add(word.toUpperCase())
          return null
        }
        why = failure ?? why
      }
    }
    return why
  }

  /** The layout that reads it already, with values of this message's form. */
  #fromKnown({ text, alert }: Item): Made | null {
    if (alert === null) return null
    const known = knownLayout(text, alert, this.#banks)
    if (known === null) return null
    const { rail, direction, id } = known.layout
    const sample = refillSample(known.layout.sample, known.shown, this.#fakes)
    const narrations = this.#banks.banks.find((bank) => bank.id === alert.bankId)?.narrations ?? []
    return {
      layout: {
        id: this.#freeId(id),
        channel: 'sms',
        evidence: 'real',
        ...(direction === undefined ? {} : { direction }),
        ...(rail === undefined ? {} : { rail }),
        sample,
      },
      narrations: narrations.map((shape) => ({ ...shape, sample: refillSample(shape.sample, [], this.#fakes) })),
      hidden: [],
    }
  }

  #fromTruth({ text, truth }: Item): Made | string {
    const marked = markMessage(text, truth, {
      numbers: this.#about.numbers ?? '1,234.56',
      dates: this.#about.dates ?? 'day-first',
      vocabulary: this.#vocabulary,
      fakes: this.#fakes,
    })
    if (marked.kind === 'refused') return marked.why
    const { sample, direction, hidden } = marked
    const base = { id: this.#freeId('sms'), channel: 'sms', evidence: 'real' } as const
    return { layout: { ...base, ...(direction === null ? {} : { direction }), sample }, narrations: [], hidden }
  }

  /** An id of its own, without a year or another number in it. */
  #freeId(known: string): string {
    const wanted = digitRuns(known).length > 0 ? 'sms' : known
    const taken = new Set(this.bank?.layouts.map(({ id }) => id))
    let id = wanted
    for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`
    return id
  }

  #grow(layout: Layout, narrations: readonly NarrationShape[]): BankFormat {
    const bank = this.bank ?? this.#about
    const known = new Set((bank.narrations ?? []).map(shapeOf))
    const all = [
      ...(bank.narrations ?? []),
      ...narrations.filter((shape) => !known.has(shapeOf(shape)) && this.#isSafe(shape.sample)),
    ]
    return { ...bank, layouts: [...bank.layouts, layout], ...(all.length === 0 ? {} : { narrations: all }) }
  }

  /** Why a grown bank file is no good: it tells something, or does not read this alert or those it read before. */
  #failureOf(grown: BankFormat, item: Item, layout: Layout): string | null {
    if (!this.#isSafe(layout.sample)) return 'its layout cannot be shown without something of the message'
    try {
      if (!readsRight(grown, item)) return 'the layout made of it does not read it right'
      const isLost = this.#readable.some((other) => !readsRight(grown, other))
      return isLost ? 'the layout made of it takes other messages for its own' : null
    } catch (error) {
      return error instanceof Error ? error.message : 'the layout made of it does not compile'
    }
  }

  /** Whether a sample shows nothing of the messages: its values no secret at all, its fixed text none but the bank's words. */
  #isSafe(sample: string): boolean {
    const values = [...sample.matchAll(/«(?!(?:currency|direction|balance_side|date|time):)[^:»]*:([^»]*)»/gu)].map(
      ([, value = '']) => value,
    )
    const dates = [...sample.matchAll(/«(?:date|time):([^»]*)»/gu)].map(([, value = '']) => value)
    const foreign = new Set([...this.#secrets.words].filter((word) => !this.#vocabulary.has(word)))
    const { runs } = this.#secrets
    return (
      !values.some((value) => tells(value, this.#secrets)) &&
      !dates.some((value) => tells(value, { runs, words: new Set() })) &&
      !tells(fixedText(sample), { runs, words: foreign })
    )
  }
}

/** A bank file without each one of its layouts but the last: a later layout may do for an earlier one, too. */
function withoutOne(bank: BankFormat): BankFormat[] {
  return bank.layouts.slice(0, -1).map((_, at) => ({ ...bank, layouts: bank.layouts.toSpliced(at, 1) }))
}

type Made = {
  readonly layout: Layout
  readonly narrations: readonly NarrationShape[]
  readonly hidden: readonly string[]
}

function shapeOf({ sample }: NarrationShape): string {
  return sample.replace(/:[^»]*»/gu, ':»')
}

const indices = new WeakMap<BankFormat, BankIndex>()

function readsRight(bank: BankFormat, { text, truth }: Item): boolean {
  const index = indices.get(bank) ?? createBankIndex([bank])
  indices.set(bank, index)
  const outcome = parseByLayouts(asMessage(text), index)
  return outcome.kind === 'parsed' && outcome.alerts.length === 1 && isReadAs(outcome.alerts[0], truth)
}
