/** A person's word on a payee: how it is called, or which payee it is. Kept for ever; taking one back sets `revokedAt`. */
export type PayeeEdit = {
  readonly id: string
  readonly kind: 'rename' | 'merge'
  readonly payeeKey: string
  /** The payee it is; of a rename the same as `payeeKey`. */
  readonly intoKey: string
  /** What it is called from now on. */
  readonly name: string
  readonly by: string | null
  readonly at: Temporal.Instant
}

/** A payee of the ledger's: `name` is one a bank writes, `transactionId` its latest entry. */
export type KnownPayee = {
  readonly payeeKey: string
  readonly name: string
  readonly count: number
  readonly transactionId: string
}
