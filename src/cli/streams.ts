/** Where a command reads and writes: data on standard output, words on standard error. */
export type Streams = {
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
}

/** Wrong use of the command line: what was wrong, in words. The exit code is 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
