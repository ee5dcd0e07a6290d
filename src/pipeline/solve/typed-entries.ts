import type { Alert } from '../../domain/alert.ts'
import type { Sign } from '../../domain/plan.ts'
import { mayShareAccount } from './accounts.ts'
import { areSameNames, overlap, wordsOf } from './alert-words.ts'
import { daysFrom } from './days.ts'
import { haveEqualMoney, type SameEvent } from './same-event.ts'
import { TYPED as WEIGHT } from './weights.ts'

/** A bank tells of what a person typed on that day, the day before or the day after. */
const TYPED_WINDOW_DAYS = 1
/** What is told of within this time of being typed was most likely typed because of it. */
const AT_ONCE_MINUTES = 120
/** The layout of an entry that a person added for a missing balance: its account is the one where it is missing. */
export const MISSING_ENTRY_LAYOUT = 'missing-entry'

/** Where an entry is booked, and whether a person said so for this very entry. */
export type EntryPlaces = {
  readonly accountOf: (alert: Alert) => string
  readonly isChosen: (entry: Alert) => boolean
  /** Whether a person took one of the two out of the ledger and not the other with it. */
  readonly areVoidApart: (one: Alert, other: Alert) => boolean
}

/** Whether a bank's alert could tell of what a person typed, whichever accounts both are taken for. Symmetrical. */
export function mayBeTyped(one: Alert, other: Alert): boolean {
  if ((one.source === 'manual') === (other.source === 'manual')) return false
  return (
    haveEqualMoney(one, other) &&
    mayShareAccount(one.reading, other.reading) &&
    Math.abs(daysFrom(one, other)) <= TYPED_WINDOW_DAYS
  )
}

/**
 * Scores typed entries and alerts of banks as one event; null where they cannot be. What is typed on an account whose bank
 * sends alerts is nearly always told of by one, too. An entry that went to the default account may be of any, but then more
 * must speak for it: being told of at once, or the same names.
 */
export function scoreTyped(
  entries: readonly Alert[],
  alerts: readonly Alert[],
  { accountOf, isChosen, areVoidApart }: EntryPlaces,
): SameEvent | null {
  let best: SameEvent | null = null
  for (const entry of entries) {
    const isFixed = entry.reading.layoutId === MISSING_ENTRY_LAYOUT || isChosen(entry)
    for (const alert of alerts) {
      if (!mayBeTyped(entry, alert) || areVoidApart(entry, alert)) continue
      const isSameAccount = accountOf(entry) === accountOf(alert)
      if (!isSameAccount && isFixed) continue
      const scored = scorePair(entry, alert, isSameAccount)
      if (best === null || scored.score > best.score) best = scored
    }
  }
  return best
}

function scorePair(entry: Alert, alert: Alert, isSameAccount: boolean): SameEvent {
  const daysApart = Math.abs(daysFrom(entry, alert))
  const minutesApart = minutesFrom(entry, alert)
  const isAtOnce = minutesApart !== null && minutesApart <= AT_ONCE_MINUTES
  const signs: Sign[] = [isAtOnce ? 'few-minutes' : daysApart === 0 ? 'same-day' : 'days-apart']
  let score: number = isSameAccount ? WEIGHT.sameAccount : WEIGHT.defaultAccount
  if (isAtOnce) score += WEIGHT.atOnce
  else if (daysApart > 0) score += WEIGHT.otherDay
  // Who has seen the alert does not type it again; on its own account it may be to put it down all the same.
  const cameFirst = Temporal.Instant.compare(alert.receivedAt, entry.receivedAt) < 0
  if (cameFirst && !isSameAccount) score += WEIGHT.alertFirst
  const names = compareNames(entry, alert)
  if (names === 'same') {
    score += WEIGHT.sameNames
    signs.push('same-names')
  }
  if (names === 'other-people') score = Math.min(score, WEIGHT.otherPeopleMax)
  return { score, evidence: { kind: 'same-event', signs, minutesApart, daysApart } }
}

/** What a person calls a payment is seldom what the bank calls it; only two names of people contradict each other. */
function compareNames(entry: Alert, alert: Alert): 'same' | 'other-people' | 'unknown' {
  const [one, other] = [wordsOf(entry), wordsOf(alert)]
  if (one.name.size > 0 && other.name.size > 0 && areSameNames(one.name, other.name)) return 'same'
  if ((overlap(one.all, other.all) ?? 0) > 0) return 'same'
  const arePeople = Math.min(one.name.size, other.name.size) >= 2 && alert.reading.channel === 'transfer'
  return arePeople ? 'other-people' : 'unknown'
}

/** Minutes between the two, by the time of typing where the entry names none; null where only days are known. */
function minutesFrom(entry: Alert, alert: Alert): number | null {
  const [one, other] = [entry.occurred.at, alert.occurred.at]
  if (one === null || other === null) return null
  return Math.round(Math.abs(other.epochMilliseconds - one.epochMilliseconds) / 60_000)
}
