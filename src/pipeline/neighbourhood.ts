import { type Alert, type AlertKey, alertKeyText } from '../domain/alert.ts'
import type { Answer } from '../domain/answer.ts'
import type { Neighbourhood, PipelineStore } from '../domain/ports.ts'
import type { Transaction } from '../domain/transaction.ts'
import { mayBeTransferLegs, TRANSFER_WINDOW_DAYS } from './transfers.ts'

/**
 * Loads everything connected to `seeds`: alerts that may be the same event or the other leg, alerts that share a
 * transaction or an answer with one of them, and so on until nothing new comes. What is connected is solved whole, so
 * the ledger does not depend on the order messages came in.
 */
export async function loadNeighbourhood(seeds: readonly Alert[], store: PipelineStore): Promise<Neighbourhood> {
  const alerts = new Map(seeds.map((alert) => [alertKeyText(alert.key), alert]))
  const answers = new Map<string, Answer>()
  const transactions = new Map<string, Transaction>()
  let fresh: readonly Alert[] = [...alerts.values()]
  while (fresh.length > 0) {
    const keys = fresh.map((alert) => alert.key)
    const similar = await store.similarAlerts(fresh, TRANSFER_WINDOW_DAYS)
    const said = await store.answersOn(keys)
    const booked = await store.transactionsOf(keys)
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
  return { alerts: [...alerts.values()], answers: [...answers.values()], transactions: [...transactions.values()] }
}

/** Of the alerts with an equal amount nearby, those a decision could join to one of `fresh`. */
function connectedTo(fresh: readonly Alert[], similar: readonly Alert[]): Alert[] {
  const byAmount = Map.groupBy(fresh, amountText)
  return similar.filter((other) =>
    (byAmount.get(amountText(other)) ?? []).some(
      (alert) => mayBeTransferLegs(alert, other) || mayBeDuplicates(alert, other),
    ),
  )
}

function mayBeDuplicates(left: Alert, right: Alert): boolean {
  if (left.reading.direction !== right.reading.direction) return false
  const balance = left.reading.runningBalance
  return (
    left.fingerprint === right.fingerprint ||
    (balance !== null && balance.minor === right.reading.runningBalance?.minor)
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

function amountText(alert: Alert): string {
  return `${alert.reading.amount.currency} ${alert.reading.amount.minor}`
}
