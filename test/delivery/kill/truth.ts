/** A message that a person sends, and the one transaction it has to become. */
export type TrueMessage = { readonly senderId: number; readonly text: string; readonly amountMinor: bigint }

/**
 * Alerts of one bank and quick entries in turn, from several people. Every amount is there once (and none looks like a year), so that a transaction that is
 * lost or doubled shows in the list of amounts.
 */
export function makeTruth(count: number, senderIds: readonly number[]): TrueMessage[] {
  const balances = new Map(senderIds.map((senderId) => [senderId, 900_000_000n]))
  return Array.from({ length: count }, (_, index): TrueMessage => {
    const senderId = senderIds[index % senderIds.length] ?? 0
    const amountMinor = BigInt(300_000 + index * 100)
    if (index % 4 === 3) return { senderId, text: `${amountMinor / 100n} lunch`, amountMinor }
    const balance = (balances.get(senderId) ?? 0n) - amountMinor
    balances.set(senderId, balance)
    const minute = index % 1440
    const day = 1 + Math.floor(index / 1440)
    const time = `${((Math.floor(minute / 60) + 11) % 12) + 1}:${pad(minute % 60)}${minute < 720 ? 'AM' : 'PM'}`
    const lines = [
      'Acct:******8016',
      `Amt:NGN${amountText(amountMinor)} DR`,
      `Desc:POS PURCHASE SHOP NUMBER ${index}`,
      `Bal:NGN${amountText(balance)}`,
      `Date:2026-08-${pad(day)} ${time}`,
    ]
    return { senderId, text: lines.join('\n'), amountMinor }
  })
}

function amountText(minor: bigint): string {
  const whole = String(minor / 100n).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${whole}.${pad(Number(minor % 100n))}`
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
