/** What people write behind amounts; some places come often, others once. */
const PLACES = [
  'SHOPRITE IKEJA',
  'TOTAL ENERGIES LEKKI',
  'AIRTIME MTN',
  'BOLT RIDE',
  'DSTV SUBSCRIPTION',
  'CHICKEN REPUBLIC',
]
const ROWS_PER_DAY = 6

/** A statement of `rows` rows that adds up, some per day from 2018 on, as a CSV file. The same for the same number. */
export function statementCsv(rows: number): string {
  const start = Temporal.PlainDate.from('2018-01-01')
  let balance = 5_000_000_000
  let state = rows
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state % below
  }
  const lines = Array.from({ length: rows }, (_, at) => {
    const isCredit = random(9) === 0
    const minor = isCredit ? 5_000_000 + random(9_000_000) : 10_000 + random(2_500_000)
    balance += isCredit ? minor : -minor
    const date = start.add({ days: Math.floor(at / ROWS_PER_DAY) })
    const place = isCredit
      ? `TRANSFER FROM CUSTOMER ${random(400)}`
      : `POS ${PLACES[random(PLACES.length)]} ${random(60)}`
    const sum = money(minor)
    return `${date},${place} REF${100_000 + at},${isCredit ? '' : sum},${isCredit ? sum : ''},${money(balance)}`
  })
  const head = ['Bank,GTBank', 'Account Number,0123458016', 'Currency,NGN', '']
  return [...head, 'Date,Description,Debit,Credit,Balance', ...lines, ''].join('\n')
}

function money(minor: number): string {
  return (minor / 100).toFixed(2)
}
