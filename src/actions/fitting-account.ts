import type { Account } from '../domain/account.ts'
import { type Alert, identityOf, identityText } from '../domain/alert.ts'
import type { AlertProbe, LedgerSession } from '../domain/ports.ts'
import type { EventClaim } from '../domain/reconciliation.ts'
import type { Statement, StatementRow } from '../domain/statement.ts'

/** Rows that are looked for among known alerts, from all over the file. */
const ROWS_MAX = 300
/** An alert and its row may be so many days apart. */
const DAYS_APART = 2
/** Amounts that must be known where no balance tells. */
const AMOUNTS_MIN = 3
/** Charges are of the same amounts everywhere: so many times more must fit one account than any other. */
const TIMES_THE_NEXT = 3
/** A balance that ends like this may be two accounts' at the same time. */
const ROUND_MINOR = 100_00n

/** What speaks for one account. */
type Fit = {
  /** Rows whose amount and balance an alert of the account has too, and balances that meet at the file's ends. */
  readonly balances: number
  /** Different amounts of rows that alerts have on their days, no balance against them. */
  readonly amounts: number
}

/**
 * The only account whose known alerts a statement's rows fit: by the balance behind a row, by the balance that the file begins or
 * ends with, or, where no balance tells, by several amounts on their days. Null where none fits, or more than one.
 */
export async function fittingAccount(
  session: LedgerSession,
  statement: Statement,
  accounts: readonly Account[],
): Promise<Account | null> {
  const span = spanOf(statement)
  if (span === null) return null
  const alerts = await alertsOfRows(session, statement)
  const claims = await session.claimsAround(
    accounts.map(({ id }) => ({ accountId: id, ...span })),
    1,
  )
  const fits = accounts.map((account) => ({
    account,
    fit: fitOf(
      statement,
      alerts.get(account.id) ?? [],
      claims.filter(({ accountId }) => accountId === account.id),
    ),
  }))
  const byBalance = fits.filter(({ fit }) => fit.balances > 0)
  if (byBalance.length > 0) return byBalance.length === 1 ? (byBalance[0]?.account ?? null) : null
  const [best, next] = fits.toSorted((left, right) => right.fit.amounts - left.fit.amounts)
  const isClear =
    best !== undefined && best.fit.amounts >= Math.max(AMOUNTS_MIN, TIMES_THE_NEXT * (next?.fit.amounts ?? 0))
  return isClear ? best.account : null
}

function spanOf({ rows }: Statement): { from: Temporal.PlainDate; to: Temporal.PlainDate } | null {
  const days = rows.map(({ date }) => date).sort(Temporal.PlainDate.compare)
  const [from, to] = [days[0], days.at(-1)]
  return from === undefined || to === undefined ? null : { from, to }
}

/** Known alerts with the amounts of some rows on their days, by the account they are taken for. */
async function alertsOfRows(session: LedgerSession, statement: Statement): Promise<ReadonlyMap<string, Alert[]>> {
  const accountOf = new Map(
    (await session.accountMatches()).map(({ identity, accountId }) => [identityText(identity), accountId]),
  )
  const alerts = await session.alertsNear(
    sampled(statement.rows).map((row) => probeOf(row, statement)),
    [],
  )
  return Map.groupBy(
    alerts,
    ({ reading, accountId }) => accountId ?? accountOf.get(identityText(identityOf(reading))) ?? '',
  )
}

function sampled(rows: readonly StatementRow[]): readonly StatementRow[] {
  const step = Math.ceil(rows.length / ROWS_MAX)
  return step <= 1 ? rows : rows.filter((_, index) => index % step === 0)
}

function probeOf(
  { direction, amount, date, laterDate }: StatementRow,
  { institution, currency }: Statement,
): AlertProbe {
  const from = date.subtract({ days: DAYS_APART })
  const to = (laterDate ?? date).add({ days: DAYS_APART })
  return { direction, amounts: [amount], currency, institution, from, to, copyOf: null, fingerprint: null }
}

function fitOf(statement: Statement, alerts: readonly Alert[], claims: readonly EventClaim[]): Fit {
  let balances = endsThatMeet(statement, claims)
  const amounts = new Set<bigint>()
  for (const row of sampled(statement.rows)) {
    const own = alerts.filter(({ reading, occurred }) => isOfRow(row, reading, occurred.date))
    const known = own.flatMap(({ reading }) => reading.runningBalance?.minor || [])
    if (row.balance !== null && known.includes(row.balance)) balances += 1
    if (own.length > known.length || (own.length > 0 && row.balance === null)) amounts.add(row.amount)
  }
  return { balances, amounts: amounts.size }
}

function isOfRow(row: StatementRow, reading: Alert['reading'], date: Temporal.PlainDate): boolean {
  if (reading.direction !== row.direction || reading.amount.minor !== row.amount) return false
  return [row.date, row.laterDate ?? row.date].some((day) => Math.abs(day.until(date).days) <= DAYS_APART)
}

/** Ends of the file whose balance the account had then: what it last stated before, what it first had after. */
function endsThatMeet(statement: Statement, claims: readonly EventClaim[]): number {
  const span = spanOf(statement)
  if (span === null) return 0
  const days = (isOutside: (date: Temporal.PlainDate) => boolean) =>
    claims.filter(({ occurred }) => isOutside(occurred.date)).toSorted((left, right) => byDay(left, right))
  const before = days((date) => Temporal.PlainDate.compare(date, span.from) < 0)
  const after = days((date) => Temporal.PlainDate.compare(date, span.to) > 0)
  const last = before.filter((claim) => byDay(claim, before.at(-1) as EventClaim) === 0)
  const first = after.filter((claim) => byDay(claim, after[0] as EventClaim) === 0)
  const { openingBalance: opening, closingBalance: closing } = statement
  const meets = (stated: bigint | null, known: readonly bigint[]): number =>
    stated !== null && stated % ROUND_MINOR !== 0n && known.includes(stated) ? 1 : 0
  return (
    meets(
      opening,
      last.map(({ balance }) => balance.minor),
    ) +
    meets(
      closing,
      first.map(({ beforeMinor }) => beforeMinor),
    )
  )
}

function byDay(left: EventClaim, right: EventClaim): number {
  return Temporal.PlainDate.compare(left.occurred.date, right.occurred.date)
}
