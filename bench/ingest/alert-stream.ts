import type { IncomingMessage } from '../../src/pipeline/incoming.ts'

/**
 * An endless, repeatable stream of alerts as five Nigerian banks write them, for one household: every account's balance runs
 * on, a third of the amounts are the few that people repeat (100, 500 or 1,000 of airtime, 5,000 to a friend), and one
 * event in twenty is a transfer between own accounts, which gives two alerts. Common amounts are the hard case: whatever
 * looks for the other leg or a copy of an alert finds many that are neither.
 */
export type AlertStream = {
  /** The next alerts, in order of time. */
  take(count: number): IncomingMessage[]
}

type Money = number
type Sighting = { readonly isDebit: boolean; readonly kobo: Money; readonly words: string; readonly at: Date }
type BankAccount = {
  readonly sender: string
  balance: Money
  readonly write: (seen: Sighting, balance: Money) => string
}
type Random = (below: number) => number

const FIRST_DAY = Date.UTC(2024, 9, 1, 6)
const DAY_MS = 86_400_000
/** Lagos is an hour ahead of UTC all year. */
const LAGOS_MS = 3_600_000

const AIRTIME: readonly Money[] = [100_00, 200_00, 500_00, 1_000_00]
const ROUND: readonly Money[] = [2_000_00, 5_000_00, 10_000_00, 20_000_00, 50_000_00]
const PEOPLE = ['MOSES EKANEM', 'SIMISOLA ADELEKE', 'TERKULA IORFA', 'HAUWA BELLO', 'YETUNDE OGUNBIYI', 'NKEM OBASEKI']
const SHOPS = [
  'SHOPRITE IKEJA',
  'CHICKEN REPUBLIC YABA',
  'BOLT RIDE',
  'DSTV',
  'IKEDC PREPAID',
  'HOTPOT GRILL',
  'PALMPAY BET',
]

/** `perDay` alerts a day from October 2024 on; the same for the same seed. */
export function createAlertStream(options: { readonly perDay: number; readonly seed: number }): AlertStream {
  const random = seeded(options.seed)
  const accounts = fiveAccounts()
  const waiting: IncomingMessage[] = []
  let time = FIRST_DAY
  let number = 0
  const send = (account: BankAccount, seen: Sighting) => {
    account.balance += seen.isDebit ? -seen.kobo : seen.kobo
    waiting.push(incoming(number, account.sender, account.write(seen, account.balance), seen.at))
    number += 1
  }
  const next = () => {
    time += (DAY_MS / options.perDay) * (0.5 + random(1_000) / 1_000)
    const at = new Date(time)
    const account = pick(accounts, random)
    if (random(20) === 0) return ownTransfer(account, accounts, at, random, send)
    if (account.balance < 100_000_00) {
      return send(account, { isDebit: false, kobo: 850_000_00, words: 'SALARY ACME LTD', at })
    }
    send(account, { ...spending(random), at })
  }
  return {
    take: (count) => {
      while (waiting.length < count) next()
      return waiting.splice(0, count)
    },
  }
}

function ownTransfer(
  from: BankAccount,
  accounts: readonly BankAccount[],
  at: Date,
  random: Random,
  send: (account: BankAccount, seen: Sighting) => void,
): void {
  const to = pick(
    accounts.filter((account) => account !== from),
    random,
  )
  const kobo = pick(ROUND, random)
  send(from, { isDebit: true, kobo, words: 'NIP TRANSFER ADAEZE OKORO', at })
  send(to, { isDebit: false, kobo, words: 'NIP TRANSFER ADAEZE OKORO', at: new Date(at.getTime() + 60_000) })
}

function spending(random: Random): Omit<Sighting, 'at'> {
  const kind = random(100)
  if (kind < 30) return { isDebit: true, kobo: pick(AIRTIME, random), words: 'AIRTIME/MTN/08139920417' }
  if (kind < 50) return { isDebit: true, kobo: pick(ROUND, random), words: `NIP TRANSFER ${pick(PEOPLE, random)}` }
  if (kind < 60) return { isDebit: false, kobo: pick(ROUND, random), words: `NIP TRANSFER ${pick(PEOPLE, random)}` }
  if (kind < 65) return { isDebit: true, kobo: pick(ROUND, random), words: 'ATM WDL 12 MARINA RD LA' }
  return { isDebit: true, kobo: 50_00 + random(2_500_000), words: `POS PURCHASE ${pick(SHOPS, random)}` }
}

/** One account at each bank that has a layout; the texts are those of its bank file. OPay states no balance. */
function fiveAccounts(): BankAccount[] {
  return [
    {
      sender: 'GTBank',
      balance: 400_000_00,
      write: ({ isDebit, kobo, words, at }, balance) =>
        `Acct:******8016\nAmt:NGN${money(kobo)} ${isDebit ? 'DR' : 'CR'}\nDesc:${words}\nBal:NGN${money(balance)}\n` +
        `Date:${isoDay(at)} ${clock(at, false)}`,
    },
    {
      sender: 'AccessBank',
      balance: 250_000_00,
      write: ({ isDebit, kobo, words, at }, balance) =>
        `${isDebit ? 'Debit' : 'Credit'}\nAmt:NGN${money(kobo)}\nAcc:091******448\nDesc:${words}\nDate:${day(at)}\n` +
        `Avail Bal:NGN${money(balance)}\nTotal:NGN31`,
    },
    {
      sender: 'ZENITHBANK',
      balance: 180_000_00,
      write: ({ isDebit, kobo, words, at }, balance) =>
        `Acct:208****614\nDT:${day(at)} ${clock(at, true)}\n${words}\n${isDebit ? 'DR' : 'CR'} Amt:${money(kobo)}\n` +
        `Bal:${money(balance)}`,
    },
    {
      sender: 'Moniepoint',
      balance: 320_000_00,
      write: ({ isDebit, kobo, words, at }, balance) =>
        `${isDebit ? 'DEBIT' : 'CREDIT'} ALERT\n\nAcc: 640****118\nAmt: NGN${money(kobo)}\nBal: NGN${money(balance)}\n` +
        `Date: ${day(at).slice(0, 6)}${day(at).slice(8)}\nTime: ${clock(at, false).padStart(7, '0').replace(/(.M)$/u, ' $1')}\nDesc: ${words}`,
    },
    {
      sender: 'Opay',
      balance: 500_000_00,
      write: ({ isDebit, kobo, words, at }) =>
        `Dear OPay user, N${money(kobo)} has been ${isDebit ? 'debited' : 'credited'} for ${words} on ${wordyDay(at)}.`,
    },
  ]
}

function incoming(number: number, sender: string, text: string, at: Date): IncomingMessage {
  return {
    origin: `bench:${number}`,
    source: 'sms',
    sender,
    subject: null,
    text,
    receivedAt: Temporal.Instant.fromEpochMilliseconds(Math.floor(at.getTime() / 1000) * 1000 + 20_000),
    authenticity: 'vouched',
    readings: null,
  }
}

function money(kobo: Money): string {
  const whole = String(Math.floor(kobo / 100)).replace(/\B(?=(\d{3})+$)/gu, ',')
  return `${whole}.${two(kobo % 100)}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The same moment whose UTC fields are what a clock in Lagos shows. */
function lagos(at: Date): Date {
  return new Date(at.getTime() + LAGOS_MS)
}

function isoDay(at: Date): string {
  return lagos(at).toISOString().slice(0, 10)
}

function day(at: Date): string {
  const local = lagos(at)
  return `${two(local.getUTCDate())}/${two(local.getUTCMonth() + 1)}/${local.getUTCFullYear()}`
}

function wordyDay(at: Date): string {
  const local = lagos(at)
  return `${two(local.getUTCDate())}-${MONTHS[local.getUTCMonth()]}-${local.getUTCFullYear()} ${local.toISOString().slice(11, 16)}`
}

function clock(at: Date, hasSeconds: boolean): string {
  const local = lagos(at)
  const hour = local.getUTCHours()
  const shown = hour % 12 || 12
  const minutes = two(local.getUTCMinutes())
  const meridiem = hour < 12 ? 'AM' : 'PM'
  return hasSeconds
    ? `${two(shown)}:${minutes}:${two(local.getUTCSeconds())} ${meridiem}`
    : `${shown}:${minutes}${meridiem}`
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

function pick<T>(all: readonly T[], random: Random): T {
  return all[random(all.length)] as T
}

/** Whole numbers below a bound, the same for the same seed (mulberry32). */
function seeded(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
