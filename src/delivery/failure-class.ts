/**
 * The class of an error for storage and logs: its name and, where it has one, its code. Never its message, which may hold
 * what a person wrote, an amount or a token.
 */
export function failureClass(error: unknown): string {
  if (!(error instanceof Error)) return 'UnknownError'
  const name = /^[A-Za-z][A-Za-z0-9]{0,60}$/.test(error.name) ? error.name : 'Error'
  const code = 'code' in error ? error.code : null
  return typeof code === 'string' && /^[A-Z0-9_]{2,30}$/.test(code) ? `${name} ${code}` : name
}
