/** The embedded server could not be prepared, started or reused; the message says what to do, and ends with the server's own last words. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError'
}

const HINTS: readonly (readonly [RegExp, string])[] = [
  [/no space left on device/i, 'The disk is full: free some space, or choose another DATA_DIR.'],
  [/permission denied|read-only file system/i, 'DATA_DIR and all below it must be writable by the user who runs this.'],
  [/cannot allocate memory|could not map anonymous shared memory/i, 'There is not enough memory for the database.'],
  [/error while loading shared libraries/i, 'A library of the bundled database is missing: run `npm ci` again.'],
]

/** The error to throw when a database program failed: what was tried, what a person can do, and the end of its output. */
export function programFailed(what: string, output: string): EmbeddedPostgresError {
  const hints = HINTS.filter(([pattern]) => pattern.test(output)).map(([, hint]) => hint)
  const tail = output.trim().split('\n').slice(-20).join('\n')
  return new EmbeddedPostgresError([what, ...hints, tail].filter((part) => part !== '').join('\n'))
}
