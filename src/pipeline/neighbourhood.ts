import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Lesson } from '../domain/category.ts'
import type { Neighbourhood, PipelineStore } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import { payeeKey } from './counterparty.ts'
import { Payees } from './payees.ts'
import { mayConnect, moneyAcross, moneyText } from './solve/connections.ts'
import { probesFor } from './solve/probes.ts'

/** A neighbourhood, what was learned about the payees in it (the latest lesson of each first), and who they are. */
export type Surroundings = Neighbourhood & { readonly lessons: readonly Lesson[]; readonly payees: Payees }

/**
 * Loads everything connected to `seeds`: alerts that may be the same event or the other leg, alerts that share a
 * transaction or an answer with one of them, and so on until nothing new comes. What is connected is solved whole, so
 * the ledger does not depend on the order messages came in. Alerts that were never stored before (`areNew`) rest in no
 * transaction and under no answer yet.
 */
export async function loadNeighbourhood(
  seeds: readonly Alert[],
  store: PipelineStore,
  areNew: boolean,
): Promise<Surroundings> {
  const alerts = new Map(seeds.map((alert) => [alertKeyText(alert.key), alert]))
  const answers = new Map<string, Answer>()
  const transactions = new Map<string, Transaction>()
  const learned = new LearnedLessons(store)
  let mayBeBooked = !areNew
  let fresh: readonly Alert[] = [...alerts.values()]
  while (fresh.length > 0) {
    const keys = fresh.map((alert) => alert.key)
    const [similar, said, booked] = await Promise.all([
      store.alertsNear(fresh.flatMap(probesFor), keys),
      mayBeBooked ? store.answersOn(keys) : [],
      mayBeBooked ? store.transactionsOf(keys) : [],
      learned.load(fresh),
    ])
    mayBeBooked = true
    for (const answer of said) answers.set(answer.id, answer)
    for (const transaction of booked) transactions.set(transaction.id, transaction)
    const named = [
      ...said.flatMap((answer) => answer.on),
      ...booked.flatMap((transaction) => transaction.witnesses.map((witness) => witness.key)),
    ]
    const next = new Map<string, Alert>()
    for (const alert of connectedTo(fresh, similar)) next.set(alertKeyText(alert.key), alert)
    for (const alert of await loadMissing(named, [alerts, next], store)) next.set(alertKeyText(alert.key), alert)
    for (const key of alerts.keys()) next.delete(key)
    for (const [key, alert] of next) alerts.set(key, alert)
    fresh = [...next.values()]
  }
  return {
    alerts: [...alerts.values()],
    answers: [...answers.values()],
    transactions: [...transactions.values()],
    lessons: learned.lessons,
    payees: await learned.payees,
  }
}

/** Lessons on the payees met so far; each payee is asked for once, with all that are one with it. */
class LearnedLessons {
  readonly lessons: Lesson[] = []
  readonly #store: PipelineStore
  readonly #asked = new Set<string>()
  readonly payees: Promise<Payees>

  constructor(store: PipelineStore) {
    this.#store = store
    this.payees = store.payeeEdits().then((edits) => new Payees(edits))
  }

  async load(alerts: readonly Alert[]): Promise<void> {
    const payees = await this.payees
    const met = new Set(
      alerts.flatMap((alert) => {
        const key = payeeKey(alert.reading)
        return key === null ? [] : payees.members(key)
      }),
    )
    const keys = [...met.difference(this.#asked)]
    if (keys.length === 0) return
    for (const key of keys) this.#asked.add(key)
    this.lessons.push(...(await this.#store.lessonsFor(keys)))
  }
}

/** Of the alerts found near, those a decision could join to one of `fresh`. */
function connectedTo(fresh: readonly Alert[], near: readonly Alert[]): Alert[] {
  const byMoney = new Map<string, Alert[]>()
  for (const alert of fresh) {
    for (const money of moneyAcross(alert)) {
      const own = byMoney.get(money)
      if (own === undefined) byMoney.set(money, [alert])
      else own.push(alert)
    }
  }
  return near.filter((other) =>
    (byMoney.get(moneyText(other.reading.amount)) ?? []).some((alert) => mayConnect(alert, other)),
  )
}

async function loadMissing(
  named: readonly AlertKey[],
  known: readonly ReadonlyMap<string, Alert>[],
  store: PipelineStore,
): Promise<readonly Alert[]> {
  const missing = new Map(
    named.filter((key) => !known.some((map) => map.has(alertKeyText(key)))).map((key) => [alertKeyText(key), key]),
  )
  return missing.size === 0 ? [] : store.alertsByKey([...missing.values()])
}
