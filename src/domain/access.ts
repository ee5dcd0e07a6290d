/** What a token may be used for: to look, to change the ledger, to give and take access. */
export const ACCESS_SCOPES = ['read', 'write', 'admin'] as const
export type AccessScope = (typeof ACCESS_SCOPES)[number]

/**
 * What a secret opens. `token`: a program's; `session`: a person's who signed in; `link`: signs in once; `launch`: the start of a
 * Mini App, kept so that it signs in once.
 */
export const ACCESS_KINDS = ['token', 'session', 'link', 'launch'] as const
export type AccessKind = (typeof ACCESS_KINDS)[number]

/** Access to a ledger that somebody was given. Its secret is kept as a keyed hash only. */
export type AccessGrant = {
  readonly id: string
  readonly kind: AccessKind
  readonly personId: string
  /** What its owner calls it; null for what is no token. */
  readonly name: string | null
  /** The first characters of the secret, by which its owner knows it again. */
  readonly hint: string
  readonly scopes: readonly AccessScope[]
  readonly createdAt: Temporal.Instant
  /** From then on it opens nothing; null for ever. */
  readonly expiresAt: Temporal.Instant | null
  readonly lastUsedAt: Temporal.Instant | null
  /** Taken back, or used up. */
  readonly revokedAt: Temporal.Instant | null
}

/** The answer to a request that may come again under the same key. */
export type KeptAnswer = {
  /** Equal for equal requests. */
  readonly requestHash: string
  readonly status: number
  readonly body: string
}

/** What access over the network asks of storage, on one ledger. */
export type AccessStore = {
  /** Keeps a grant under the hash of its secret; false, and nothing kept, when one with that hash is there. */
  addGrant(grant: AccessGrant, secretHash: string): Promise<boolean>
  /** The grant of a secret, whatever became of it; null when there is none. */
  grantOf(secretHash: string): Promise<AccessGrant | null>
  /** A person's grants of a kind that were not taken back, the latest first. */
  grantsOf(personId: string, kind: AccessKind): Promise<readonly AccessGrant[]>
  markGrantUsed(id: string, at: Temporal.Instant): Promise<void>
  /** Takes a grant back, or uses it up; false when that was done before, or there is none. */
  revokeGrant(id: string, at: Temporal.Instant): Promise<boolean>
  /** Forgets grants that ended before an instant. */
  dropGrantsEndedBefore(before: Temporal.Instant): Promise<void>
  /** What was answered under a key; null when nothing was. */
  keptAnswer(key: string): Promise<KeptAnswer | null>
  keepAnswer(key: string, answer: KeptAnswer, at: Temporal.Instant): Promise<void>
  dropAnswersBefore(before: Temporal.Instant): Promise<void>
}
