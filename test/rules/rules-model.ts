import fc from 'fast-check'
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
const NAMES = ['e0', 'e1', 'e2', 'e3', 'e4', 'e5']
const PAYEES = ['ALPHA ONE', 'BETA ONE', 'GAMMA ONE', 'ALPHA TWO', 'BETA TWO', 'GAMMA TWO']
const CATEGORIES = ['personal', 'fun', 'government']

const step = fc.record({
  kind: fc.constantFrom('save', 'save', 'apply', 'switch', 'move', 'remove', 'undo', 'tap', 'untap', 'edit', 'restore'),
  pick: fc.nat(5),
  flag: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** Sequences of what a person may do with rules and entries. */
export const steps = fc.array(step, { minLength: 3, maxLength: 14 })

/**
 * Does the steps on a ledger of six entries, then takes every change of rules back, latest first, and every edit. Gives the export
 * before and after, and of the middle the export and that of the same ledger solved anew from nothing.
 */
export async function playRules(world: RulesWorld, sequence: readonly Step[]) {
  const ledger = await world.newLedger()
  const entries = NAMES.map(
    (name, index) => [name, alert(PAYEES[index] ?? '', -(1_000 + index * 700), { day: index + 2 })] as const,
  )
  await ledger.receive(Object.fromEntries(entries))
  const before = await ledger.exportText()
  const done = new Journal(ledger, await Promise.all(NAMES.map(ledger.entry)))
  for (const one of sequence) await done.step(one, world)
  const solved = await ledger.exportText()
  await rebuild({ test: world.test, ledgerId: ledger.ledgerId })
  const rebuilt = await ledger.exportText()
  await done.takeBack()
  return { before, solved, rebuilt, after: await ledger.exportText() }
}

class Journal {
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
    const [changeId, entry] = [crypto.randomUUID(), this.#entries[pick] ?? '']
    const rule = async () => {
      const list = await act(listRules)
      return list.kind === 'rules' ? (list.rules.at(pick % Math.max(1, list.rules.length))?.rule ?? null) : null
    }
    const ruleId = kind === 'save' ? crypto.randomUUID() : ((await rule())?.id ?? crypto.randomUUID())
    const keep = (result: { kind: string }) => {
      if (result.kind === 'changed') this.#changes.push(changeId)
    }
    switch (kind) {
      case 'save':
        await act((context) => draftRule(context, { ruleId, text: TEXTS[pick] ?? '' }))
        return keep(await act((context) => saveRule(context, { ruleId, changeId, includesPast: flag })))
      case 'apply':
        return keep(await act((context) => applyRuleToPast(context, { ruleId, changeId })))
      case 'switch':
        return keep(await act((context) => switchRule(context, { ruleId, changeId, isOn: flag })))
      case 'move':
        return keep(await act((context) => moveRule(context, { ruleId, changeId, to: flag ? 'up' : 'down' })))
      case 'remove':
        return keep(await act((context) => removeRule(context, { ruleId, changeId })))
      case 'undo': {
        const last = this.#changes.pop()
        if (last !== undefined) await act((context) => undoSettings(context, { changeId: last }))
        return
      }
      case 'tap': {
        const chosen = await categoryId({ test: world.test, ledgerId }, CATEGORIES[pick % 3] ?? '')
        await act((context) => recategorize(context, { transactionId: entry, categoryId: chosen, answerId: changeId }))
        this.#taps.push({ entry, answerId: changeId })
        return
      }
      case 'untap': {
        const last = this.#taps.pop()
        if (last !== undefined)
          await act((context) => undoRecategorization(context, { transactionId: last.entry, answerId: last.answerId }))
        return
      }
      case 'edit':
        await act((context) =>
          editTransaction(context, {
            transactionId: entry,
            answerId: changeId,
            edit: flag ? { tags: ['mine'] } : { note: 'mine', payee: 'Me' },
          }),
        )
        return
      case 'restore':
        await act((context) => restoreTransaction(context, { transactionId: entry }))
    }
  }

  async takeBack(): Promise<void> {
    const { act } = this.#ledger
    for (const changeId of this.#changes.toReversed()) await act((context) => undoSettings(context, { changeId }))
    for (const transactionId of this.#entries) await act((context) => restoreTransaction(context, { transactionId }))
  }
}
