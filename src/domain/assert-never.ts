/** Ends a `switch` over a union: the compiler refuses it while a member is unhandled; at run time it throws. */
export function assertNever(value: never): never {
  throw new Error(`unhandled member of a union: ${JSON.stringify(value)}`)
}
