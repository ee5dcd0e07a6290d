import { grouped } from './amounts.ts'
import type { Delivery } from './arrival.ts'
import { price } from './people.ts'
import type { Random } from './random.ts'
import { DAY, type WallSeconds, writeTime } from './wall-time.ts'

type Written = readonly [sender: string, text: (amount: string, at: WallSeconds) => string]

/** Messages of banks that name money and move none. */
const NOISE: readonly Written[] = [
  [
    'GTBank',
    (amount) =>
      `Your transaction of NGN${amount} at HOTPOT GRILL on card ending 8016 was declined due to insufficient funds.`,
  ],
  [
    'ZENITHBANK',
    (amount) =>
      `Dear customer, your transfer of N${amount} to HAUWA BELLO GARBA was not successful. Your account has not been debited.`,
  ],
  [
    'OPay',
    (amount) => `Transfer Failed\nYour transfer of ₦${amount} to NKEM OBASEKI failed. No money left your wallet.`,
  ],
  [
    'FirstBank',
    (amount, at) =>
      `Dear Customer, your balance on 31******07 as at ${writeTime(at, 'dd-MMM-yyyy HH:mm')} is NGN${amount}. Thanks for using *894*00#.`,
  ],
  [
    'UBA',
    (amount, at) =>
      `Balance enquiry: Ac:2XX..73X. Available: NGN ${amount}. Book: NGN ${amount}. ${writeTime(at, 'dd-MMM-yyyy HH:mm')}.`,
  ],
  [
    'FairMoney',
    (amount) => `You qualify for up to N${amount}! Accept now and your account is credited in 5 minutes. T&C apply.`,
  ],
  [
    'AccessBank',
    () =>
      'Dear Customer, your e-statement on 091******448 has been sent to your registered e-mail. The password is the last 4 digits of your account.',
  ],
  [
    'Jaiz',
    (amount) => `Request received: KELECHI DIKE is asking you to pay N${amount}. Open the app to approve or reject.`,
  ],
  [
    'STERLING',
    (amount, at) =>
      `Reminder: your loan instalment of NGN${amount} is due on ${writeTime(at + 2 * DAY, 'dd-MMM-yyyy')}. Please fund account ***0417.`,
  ],
]

/** Such messages between two moments, `perDay` on average. */
export function makeNoise(from: WallSeconds, until: WallSeconds, perDay: number, random: Random): Delivery[] {
  const count = Math.round(((until - from) / DAY) * perDay)
  return Array.from({ length: count }, () => {
    const at = random.between(from, until)
    const [sender, text] = random.pick(NOISE)
    return {
      at,
      line: { channel: 'sms', sender, text: text(grouped(price(random, 500, 90_000)), at) },
      shows: [],
      content: null,
    }
  })
}
