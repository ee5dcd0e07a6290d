import { Categorizer } from '../categories/categorizer.ts'
import type { Item } from '../categories/features.ts'
import type { Alert, ParsedAlert } from '../domain/alert.ts'
import type { Category, Guess, Lesson } from '../domain/category.ts'
import type { Ledger, PipelineStore } from '../domain/ports.ts'

/** A model learns from fewer lessons than this, the latest; older ones still count through their payees. */
const LESSONS_MAX = 1_000
/** By so many the first lesson moves on: until then what was learned is built upon. */
const LESSONS_STEP = 250
/** How many models a process keeps in memory; each takes about 35 MB. */
export const MODELS_KEPT = 4
/** Who knows little believes to know much: so many lessons and labels come before anything is filed on a guess. */
const LESSONS_MIN = 30
const LABELS_MIN = 4
const USUAL_PRECISION = 0.98
/** What the bank itself names needs no guess. */
const SURE_CHANNELS: ReadonlySet<ParsedAlert['channel']> = new Set(['fee', 'atm', 'interest'])

type Kept = { readonly version: string; readonly lessonIds: readonly string[]; readonly categorizer: Categorizer }

/** What one ledger taught, ready to be asked. */
export type Model = {
  /** What it says of an alert; null when it has nothing to say. */
  guess(reading: ParsedAlert): Guess | null
  /** The likeliest categories of a side, likeliest first, at most four. */
  likeliest(reading: ParsedAlert, kind: Category['kind']): readonly string[]
}

/**
 * The models of the ledgers a process works for. A model is nothing but the lessons in force, learned in their order: it
 * is kept in memory, learns what is new, and is learned again from the start when a lesson was taken back. So every process has
 * the same one at the same time.
 */
export class Models {
  readonly #kept = new Map<string, Kept>()

  /** The model of a locked ledger; null while nothing was taught. */
  async of(
    ledger: Ledger,
    store: Pick<PipelineStore, 'lessonsToLearn'>,
    categories: readonly Category[],
  ): Promise<Model | null> {
    const mark = ledger.learningMark ?? null
    if (mark === null) return null
    const labels = new Labels(categories)
    const version = `${mark} ${labels.text}`
    const known = this.#kept.get(ledger.id)
    const kept = known?.version === version ? known : await this.#learn(version, known, store, labels)
    this.#kept.delete(ledger.id)
    this.#kept.set(ledger.id, kept)
    for (const id of [...this.#kept.keys()].slice(0, -MODELS_KEPT)) this.#kept.delete(id)
    return modelOf(kept.categorizer, labels, ledger.filingPrecision ?? USUAL_PRECISION)
  }

  async #learn(
    version: string,
    known: Kept | undefined,
    store: Pick<PipelineStore, 'lessonsToLearn'>,
    labels: Labels,
  ): Promise<Kept> {
    const lessons = await store.lessonsToLearn(LESSONS_MAX, LESSONS_STEP)
    const lessonIds = lessons.map(({ id }) => id)
    const isBuiltUpon =
      known?.version.endsWith(labels.text) === true && known.lessonIds.every((id, at) => id === lessonIds[at])
    const categorizer = isBuiltUpon ? known.categorizer : new Categorizer()
    for (const lesson of lessons.slice(isBuiltUpon ? known.lessonIds.length : 0)) learn(categorizer, lesson, labels)
    return { version, lessonIds, categorizer }
  }
}

function learn(categorizer: Categorizer, { categoryId, example }: Lesson, labels: Labels): void {
  const label = labels.ofId.get(categoryId)
  if (label === undefined || example === undefined) return
  categorizer.learn(itemOf({ ...example, amount: { minor: example.amountMinor } }), label)
}

type ItemText = Pick<ParsedAlert, 'counterparty' | 'narration' | 'direction'> & {
  readonly amount: { readonly minor: bigint }
}

function itemOf({ counterparty, narration, direction, amount }: ItemText): Item {
  return { text: narration ?? counterparty ?? '', counterparty, amountMinor: amount.minor, direction }
}

/** Categories as labels: their names tell the model something, so a renamed category is learned anew. */
class Labels {
  readonly ofId: ReadonlyMap<string, string>
  readonly #byLabel: ReadonlyMap<string, Category>
  readonly text: string

  constructor(categories: readonly Category[]) {
    const labelled = categories.map((category) => [labelOf(category), category] as const)
    this.#byLabel = new Map(labelled)
    this.ofId = new Map(labelled.map(([label, { id }]) => [id, label]))
    this.text = labelled.map(([label, { id }]) => `${id} ${label}`).join('\n')
  }

  category(label: string): Category | undefined {
    return this.#byLabel.get(label)
  }
}

function labelOf({ kind, name }: Category): string {
  return kind === 'income' ? `+${name}` : name
}

function modelOf(categorizer: Categorizer, labels: Labels, precision: number): Model {
  const { learned } = categorizer
  const knowsEnough = learned.lessons >= LESSONS_MIN && learned.labels >= LABELS_MIN
  return {
    guess: (reading) => {
      if (SURE_CHANNELS.has(reading.channel)) return null
      const said = categorizer.predict(itemOf(reading))
      const category = said === null ? undefined : labels.category(said.category)
      if (said === null || category === undefined) return null
      const confidence = Math.floor(said.confidence * 1_000) / 1_000
      const because = said.reason.replace(said.category, category.name)
      const { isRemembered } = said
      return {
        categoryId: category.id,
        confidence,
        because,
        isRemembered,
        isSure: knowsEnough && said.confidence >= precision,
      }
    },
    likeliest: (reading, kind) => {
      const said = categorizer.predict(itemOf(reading))
      const found = (said?.likeliest ?? []).flatMap((label) => labels.category(label) ?? [])
      return found.filter((category) => category.kind === kind).map(({ id }) => id)
    },
  }
}

/** New alerts with what their ledger's model says of them. */
export async function withGuesses<Message extends { readonly alerts: readonly Alert[] }>(
  messages: readonly Message[],
  ledger: Ledger,
  store: PipelineStore,
  models: Models | undefined,
): Promise<readonly Message[]> {
  if (models === undefined || (ledger.learningMark ?? null) === null) return messages
  if (messages.every(({ alerts }) => alerts.length === 0)) return messages
  const model = await models.of(ledger, store, await store.categories())
  if (model === null) return messages
  return messages.map((message) => ({
    ...message,
    alerts: message.alerts.map((alert) => {
      const guess = model.guess(alert.reading)
      return guess === null ? alert : { ...alert, guess }
    }),
  }))
}
