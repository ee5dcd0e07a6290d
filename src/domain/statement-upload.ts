import type { StatementProblem } from './statement.ts'

/**
 * Where an uploaded file stands. `reading` and `importing`: there is something to be done; `locked`, `unplaced`, `naming` and
 * `ready`: a person is asked for the password, the account, the name of a new account, or whether to import; the others are
 * ends, though what was imported may still be undone.
 */
export const UPLOAD_STATES = [
  'reading',
  'locked',
  'unplaced',
  'naming',
  'ready',
  'importing',
  'imported',
  'undone',
  'cancelled',
  'refused',
] as const
export type UploadState = (typeof UPLOAD_STATES)[number]

/** States in which a job has something to do. */
export const UPLOAD_STATES_TO_DO: readonly UploadState[] = ['reading', 'importing']

/** States that wait for the next text of a person. */
export const UPLOAD_STATES_ASKING: readonly UploadState[] = ['locked', 'naming']

/** Where rows go that do not say whose they are: to an account, or to a new one of this name. */
export type UploadPlace =
  | { readonly kind: 'account'; readonly accountId: string }
  | { readonly kind: 'new'; readonly name: string }

/** Rows by what they are to the ledger: known already, new, and new but perhaps the same as something known. */
export type UploadCounts = {
  readonly rows: number
  readonly known: number
  readonly new: number
  readonly suspect: number
}

/** One account of a file, as contract section 4 has it; amounts are minor units as text. */
export type StatementSummary = {
  readonly file: string
  readonly section?: string
  readonly institution: string | null
  readonly currency: string
  readonly accountTail: string | null
  readonly openingBalanceMinor: string | null
  readonly closingBalanceMinor: string | null
  readonly transactionCount: number
  readonly totalDebitMinor: string
  readonly totalCreditMinor: string
  readonly firstDate: string | null
  readonly lastDate: string | null
  readonly new: number
  readonly matched: number
  readonly skipped: number
  readonly problems: readonly StatementProblem[]
}

/** A statement file that a person dropped into the chat or sent over the web. Its bytes stay with Telegram, or sealed, until it is read. */
export type StatementUpload = {
  readonly id: string
  readonly chatId: bigint
  readonly personId: string | null
  /** Telegram's id of the file; null when its bytes are kept here. */
  readonly fileId: string | null
  readonly fileName: string
  readonly receivedAt: Temporal.Instant
  readonly state: UploadState
  readonly place: UploadPlace | null
  /** Whether it is booked although it does not add up. */
  readonly acceptsProblems: boolean
  /** A name for its content, equal for equal files; null until it was read. */
  readonly contentName: string | null
  /** The first rows that would be new, counted through all of its statements; empty until it was read. */
  readonly newRows: readonly number[]
  /** How its rows stand to the ledger; null until that is known. */
  readonly counts: UploadCounts | null
  /** The accounts it holds; empty until it was read. */
  readonly summaries: readonly StatementSummary[]
  /** Why it could not be read, or what is wrong with what was said about it; null where nothing is. */
  readonly problem: string | null
  /** The reread under which its import can be taken back; null until it was imported, or when it brought nothing. */
  readonly importId: string | null
}

/** What uploads ask of storage. What was read is kept sealed, until it is imported or dropped. */
export type UploadStore = {
  statementUpload(id: string): Promise<StatementUpload | null>
  /** Uploads in one of these states, the latest first. */
  statementUploads(states: readonly UploadState[]): Promise<readonly StatementUpload[]>
  /** Keeps an upload as it stands now. What was read of it goes with every end. */
  putStatementUpload(upload: StatementUpload): Promise<void>
  /** Keeps what was read of an upload, as text. */
  putUploadReading(id: string, reading: string): Promise<void>
  /** What was read of an upload; null when it is not kept any more. */
  uploadReading(id: string): Promise<string | null>
  /** Keeps the bytes of a file that Telegram does not keep, until it is read or dropped. */
  putUploadContent(id: string, bytes: Uint8Array): Promise<void>
  /** The bytes of such a file; null when they are not kept any more. */
  uploadContent(id: string): Promise<Uint8Array | null>
  /** Cancels uploads older than an instant that wait for a person, and drops what was read of them. Gives how many. */
  cancelUploadsBefore(before: Temporal.Instant): Promise<number>
}
