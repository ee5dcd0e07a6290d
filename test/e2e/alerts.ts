/** A GTBank alert in the bank's real layout; amounts and names are invented. */
export function gtbankAlert(options: {
  readonly amount: string
  readonly balance: string
  readonly narration: string
  readonly direction?: 'DR' | 'CR'
  readonly time?: string
  readonly day?: Temporal.PlainDate
  readonly tail?: string
}): string {
  const day = options.day ?? Temporal.Now.plainDateISO('Africa/Lagos')
  return [
    `Acct:******${options.tail ?? '8016'}`,
    `Amt:NGN${options.amount} ${options.direction ?? 'DR'}`,
    `Desc:${options.narration}`,
    `Bal:NGN${options.balance}`,
    `Date:${day} ${options.time ?? '12:01AM'}`,
  ].join('\n')
}
