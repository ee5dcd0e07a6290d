/** A line of `export --format jsonl`, as far as the score reads it. */
export type Exported = {
  readonly id: string
  readonly kind: string
  readonly status: string
  readonly occurredAt: string
  readonly payee: string | null
  readonly narration: string | null
  readonly postings: readonly {
    readonly account?: string
    readonly category?: string
    readonly institution?: string | null
    readonly tail?: string | null
    readonly amountMinor: string
    readonly currency: string
  }[]
  readonly witnesses: readonly {
    readonly message: string
    readonly row?: number
    readonly channel: string
    readonly role: string
  }[]
  readonly parents?: readonly string[]
}

/** A message, or a row of its file, as one text. */
export function witnessKey(message: string, row: number | null | undefined): string {
  return row === null || row === undefined ? message : `${message}#${row}`
}

/** Reads the lines of an export. */
export function readExport(text: string): readonly Exported[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Exported)
}
