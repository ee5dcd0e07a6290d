import fc from 'fast-check'
import { expect } from 'vitest'
import { undoSettings } from '../../src/actions/change-settings.ts'
import { editTransaction, restoreTransaction } from '../../src/actions/edit-transaction.ts'
import {
  applyRuleToPast,
  draftRule,
  listRules,
  moveRule,
  removeRule,
  saveRule,
  switchRule,
} from '../../src/actions/manage-rules.ts'
import { recategorize } from '../../src/actions/recategorize.ts'
import { undoRecategorization } from '../../src/actions/undo-recategorization.ts'
import type { ExportLine } from '../../src/reports/ledger-export.ts'
import { categoryId, rebuild } from '../pipeline/ledger-world.ts'
import { alert, type OneLedger, type RulesWorld } from './rules-world.ts'

const TEXTS = [
  'if payee contains "alpha" then category Home, tag a',
  'if amount above 25 then category Work and business, note "large"',
  'if payee contains "beta" then ignore',
  'if payee is "gamma one" then transfer to "Pot"',
  'if payee contains "one" then split 50% Food + rest Health, tag one',
  'if day is 4 then payee "Fourth", tag a day',
]
/** The same rules as they should work on the entry of a number, said without any of the program. */
const MEANT: readonly Meant[] = [
  { fits: [0, 3], place: 'Home', tags: ['a'] },
  { fits: [3, 4, 5], place: 'Work and business', note: 'large' },
  { fits: [1, 4], place: 'ignored' },
  { fits: [2], place: 'Pot' },
  { fits: [0, 1, 2], place: 'Food, Health', tags: ['one'] },
  { fits: [2], payee: 'Fourth', tags: ['a', 'day'] },
]
type Meant = {
  readonly fits: readonly number[]
  readonly place?: string
  readonly note?: string
  readonly payee?: string
  readonly tags?: readonly string[]
}
const NAMES = ['e0', 'e1', 'e2', 'e3', 'e4', 'e5']
const PAYEES = ['ALPHA ONE', 'BETA ONE', 'GAMMA ONE', 'ALPHA TWO', 'BETA TWO', 'GAMMA TWO']
const CATEGORIES = ['personal', 'fun', 'government']
const CATEGORY_NAMES = ['Personal', 'Entertainment', 'Taxes and government']

const step = fc.record({
  kind: fc.constantFrom('save', 'save', 'apply', 'switch', 'move', 'remove', 'undo', 'tap', 'untap', 'edit', 'restore'),
  pick: fc.nat(5),
  flag: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** Sequences of what a person may do with rules and entries. */
const steps = fc.array(step, { minLength: 3, maxLength: 14 })

/**
 * Does the steps on a ledger of six entries, then takes every change of rules back, latest first, and every edit. Gives the export
 * before and after, and of the middle the export, that of the same ledger solved anew from nothing, the entries, and what a simple
 * model says of them.
 */
async function playRules(world: RulesWorld, sequence: readonly Step[]) {
  const ledger = await world.newLedger()
  const entries = NAMES.map(
    (name, index) => [name, alert(PAYEES[index] ?? '', -(1_000 + index * 700), { day: index + 2 })] as const,
  )
  await ledger.receive(Object.fromEntries(entries))
  const before = await ledger.exportText()
  const done = new Journal(ledger, await Promise.all(NAMES.map(ledger.entry)))
  for (const one of sequence) await done.step(one, world)
  const solved = await ledger.exportText()
  const lines = await Promise.all(NAMES.map(ledger.line))
  await rebuild({ test: world.test, ledgerId: ledger.ledgerId })
  const rebuilt = await ledger.exportText()
  await done.takeBack()
  const shown = lines.map((line) => (line === undefined ? 'ignored' : stateOf(line)))
  return { before, solved, rebuilt, shown, meant: done.model.entries(), after: await ledger.exportText() }
}

function stateOf(line: ExportLine): EntryState {
  const places = line.postings.slice(1).map((posting) => ('category' in posting ? posting.category : posting.account))
  return { place: places.join(', '), payee: line.payee, note: line.note, tags: line.tags }
}

type EntryState = {
  readonly place: string
  readonly payee: string | null
  readonly note: string | null
  readonly tags: readonly string[]
}
type ModelRule = { readonly meant: Meant; readonly isOn: boolean; readonly isForPast: boolean }
type Edit = {
  readonly entry: number
  readonly place?: string
  readonly tags?: string[]
  readonly note?: string
  readonly payee?: string
}

/** What the ledger should say, kept in the simplest way. All entries came before all rules. */
class Model {
  rules: readonly ModelRule[] = []
  readonly #former: (readonly ModelRule[])[] = []
  edits: readonly (Edit & { readonly id: string })[] = []

  change(rules: readonly ModelRule[]): void {
    this.#former.push(this.rules)
    this.rules = rules
  }

  undo(): void {
    this.rules = this.#former.pop() ?? this.rules
  }

  entries(): (EntryState | 'ignored')[] {
    return PAYEES.map((payee, entry) => this.#entry(entry, payee))
  }

  #entry(entry: number, written: string): EntryState | 'ignored' {
    const said = this.edits.filter((edit) => edit.entry === entry)
    const rules = this.rules
      .filter((rule) => rule.isOn && rule.isForPast && rule.meant.fits.includes(entry))
      .map(({ meant }) => meant)
    const ruled = rules.find(({ place }) => place !== undefined)?.place
    const isKept = said.length > 0 && (ruled === 'ignored' || ruled === 'Pot')
    const place =
      said.findLast((edit) => edit.place !== undefined)?.place ?? (isKept ? undefined : ruled) ?? 'Uncategorized'
    if (place === 'ignored') return place
    return {
      place,
      payee:
        said.findLast((edit) => edit.payee !== undefined)?.payee ??
        rules.find(({ payee }) => payee !== undefined)?.payee ??
        (place === 'Pot' ? null : written),
      note:
        said.findLast((edit) => edit.note !== undefined)?.note ??
        rules.find(({ note }) => note !== undefined)?.note ??
        null,
      tags: said.findLast((edit) => edit.tags !== undefined)?.tags ?? [
        ...new Set(rules.flatMap(({ tags }) => tags ?? [])),
      ],
    }
  }
}

class Journal {
  readonly model = new Model()
  readonly #ledger: OneLedger
  readonly #entries: readonly string[]
  readonly #changes: string[] = []
  readonly #taps: { entry: string; answerId: string }[] = []

  constructor(ledger: OneLedger, entries: readonly string[]) {
    this.#ledger = ledger
    this.#entries = entries
  }

  async step({ kind, pick, flag }: Step, world: RulesWorld): Promise<void> {
    const { act, ledgerId } = this.#ledger
    const { model } = this
    const [changeId, entry] = [crypto.randomUUID(), this.#entries[pick] ?? '']
    const list = await act(listRules)
    const rules = list.kind === 'rules' ? list.rules : []
    const index = pick % Math.max(1, rules.length)
    const ruleId = kind === 'save' ? crypto.randomUUID() : (rules[index]?.rule.id ?? crypto.randomUUID())
    const own = model.rules[index]
    const keep = (result: { kind: string }, changed: readonly (ModelRule | undefined)[]) => {
      if (result.kind !== 'changed') return
      this.#changes.push(changeId)
      model.change(changed.filter((rule) => rule !== undefined))
    }
    const replaced = (change: Partial<ModelRule>) =>
      model.rules.map((rule, place) => (place === index ? { ...rule, ...change } : rule))
    switch (kind) {
      case 'save': {
        await act((context) => draftRule(context, { ruleId, text: TEXTS[pick] ?? '' }))
        const saved = await act((context) => saveRule(context, { ruleId, changeId, includesPast: flag }))
        return keep(saved, [...model.rules, { meant: MEANT[pick] as Meant, isOn: true, isForPast: flag }])
      }
      case 'apply':
        return keep(
          await act((context) => applyRuleToPast(context, { ruleId, changeId })),
          replaced({ isForPast: true }),
        )
      case 'switch':
        return keep(
          await act((context) => switchRule(context, { ruleId, changeId, isOn: flag })),
          replaced({ isOn: flag }),
        )
      case 'move': {
        const to = index + (flag ? -1 : 1)
        const moved =
          own === undefined || model.rules[to] === undefined
            ? model.rules
            : model.rules.with(index, model.rules[to]).with(to, own)
        return keep(await act((context) => moveRule(context, { ruleId, changeId, to: flag ? 'up' : 'down' })), moved)
      }
      case 'remove':
        return keep(
          await act((context) => removeRule(context, { ruleId, changeId })),
          model.rules.filter((_, place) => place !== index),
        )
      case 'undo': {
        const last = this.#changes.pop()
        if (last === undefined) return
        model.undo()
        await act((context) => undoSettings(context, { changeId: last }))
        return
      }
      case 'tap': {
        const chosen = await categoryId({ test: world.test, ledgerId }, CATEGORIES[pick % 3] ?? '')
        const tapped = await act((context) =>
          recategorize(context, { transactionId: entry, categoryId: chosen, answerId: changeId }),
        )
        if (tapped.kind !== 'recategorized') return
        this.#taps.push({ entry, answerId: changeId })
        model.edits = [...model.edits, { id: changeId, entry: pick, place: CATEGORY_NAMES[pick % 3] ?? '' }]
        return
      }
      case 'untap': {
        const last = this.#taps.pop()
        if (last === undefined) return
        await act((context) => undoRecategorization(context, { transactionId: last.entry, answerId: last.answerId }))
        model.edits = model.edits.filter(({ id }) => id !== last.answerId)
        return
      }
      case 'edit': {
        const edit = flag ? { tags: ['mine'] } : { note: 'mine', payee: 'Me' }
        const edited = await act((context) =>
          editTransaction(context, { transactionId: entry, answerId: changeId, edit }),
        )
        if (edited.kind === 'edited') model.edits = [...model.edits, { id: changeId, entry: pick, ...edit }]
        return
      }
      case 'restore': {
        const restored = await act((context) => restoreTransaction(context, { transactionId: entry }))
        if (restored.kind === 'restored') model.edits = model.edits.filter((edit) => edit.entry !== pick)
      }
    }
  }

  async takeBack(): Promise<void> {
    const { act } = this.#ledger
    for (const changeId of this.#changes.toReversed()) await act((context) => undoSettings(context, { changeId }))
    for (const transactionId of this.#entries) await act((context) => restoreTransaction(context, { transactionId }))
  }
}

/** A ledger is what its rules and answers say, and without them byte for byte what it was, for `numRuns` random sequences. */
export async function checkRules(world: RulesWorld, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const { before, solved, rebuilt, shown, meant, after } = await playRules(world, sequence)
      expect(shown).toEqual(meant)
      expect(rebuilt).toBe(solved)
      expect(after).toBe(before)
    }),
    { numRuns, endOnFailure: true },
  )
}
