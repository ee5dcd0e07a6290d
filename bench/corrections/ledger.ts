import type { ParsedAlert } from '../../src/domain/alert.ts'
import type { Category, CategoryReason, Lesson } from '../../src/domain/category.ts'
import { deriveFromNarration } from '../../src/formats/narration/derive.ts'
import { compileShapes } from '../../src/formats/narration/shapes.ts'
import { categorize } from '../../src/pipeline/categorize.ts'
import { payeeKey } from '../../src/pipeline/counterparty.ts'
import type { Models } from '../../src/pipeline/models.ts'
import { Payees } from '../../src/pipeline/payees.ts'
import { SEED_CATEGORIES } from '../../src/pipeline/seed/categories.ts'
import type { Wished } from './year.ts'

const NARRATIONS = compileShapes([])
const NAMES = new Map(SEED_CATEGORIES.map(({ key, name }) => [key, name]))
/** The default tree; keys serve as ids. */
const CATEGORIES: readonly Category[] = SEED_CATEGORIES.map(({ key, kind, name, icon, parent }) => ({
  id: key,
  key,
  kind,
  icon,
  name: parent === null ? name : `${NAMES.get(parent)}: ${name}`,
}))
const KINDS = new Map(CATEGORIES.map(({ id, kind }) => [id, kind]))
const PAYEES = new Payees([])

/** What became of one transaction before anybody looked at it. */
export type Filed = { readonly categoryId: string; readonly reason: CategoryReason }

/**
 * The categorize stage of a ledger without its database: the same layers, lessons and model, asked for one alert after the
 * other. A tap teaches as `recategorize` does.
 */
export class BenchLedger {
  readonly #id: string
  readonly #models: Models
  readonly #lessons: Lesson[] = []
  readonly #precision: number

  constructor(id: string, models: Models, precision: number) {
    this.#id = id
    this.#models = models
    this.#precision = precision
  }

  async file(wished: Wished, at: number): Promise<Filed> {
    const reading = readingOf(wished)
    const model = await this.#models.of(this.#ledger(), { lessonsToLearn: async () => this.#lessons }, CATEGORIES)
    const key = payeeKey(reading)
    const lessons = this.#lessons.filter((lesson) => lesson.counterpartyKey === key).reverse()
    return categorize({
      reading,
      kind: KINDS.get(wished.wish) ?? 'expense',
      knowledge: { categories: CATEGORIES, lessons, payees: PAYEES },
      knownAt: Temporal.Instant.fromEpochMilliseconds(at),
      guess: model?.guess(reading) ?? null,
    })
  }

  tap(wished: Wished, at: number): void {
    const { counterparty, narration, direction, channel, amount } = readingOf(wished)
    this.#lessons.push({
      id: `${this.#id} ${this.#lessons.length}`,
      counterpartyKey: payeeKey({ counterparty, narration, direction }) ?? '',
      kind: KINDS.get(wished.wish) ?? 'expense',
      categoryId: wished.wish,
      learnedAt: Temporal.Instant.fromEpochMilliseconds(at),
      example: { counterparty, narration, direction, channel, amountMinor: amount.minor },
    })
  }

  #ledger() {
    const common = {
      name: 'bench',
      timeZone: 'Africa/Lagos',
      currency: 'NGN',
      quickEntryAccountId: null,
      taughtLayouts: [],
    }
    const learningMark = this.#lessons.at(-1)?.id ?? null
    return { id: this.#id, ...common, filingPrecision: this.#precision, learningMark }
  }
}

function readingOf({ text, direction, amountMinor }: Wished): ParsedAlert {
  const { counterparty, channel } = deriveFromNarration(text, direction, NARRATIONS, { steps: 0 })
  return {
    ...{
      institution: 'Bench Bank',
      bankId: null,
      layoutId: 'bench',
      direction,
      originalAmount: null,
      accountTail: '0001',
    },
    ...{
      amount: { minor: amountMinor, currency: 'NGN' },
      runningBalance: null,
      counterparty,
      narration: text,
      channel,
    },
    ...{ reference: null, fee: null, statedTime: null, confidence: 1 },
  }
}
