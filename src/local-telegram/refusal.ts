import type { ResponseParameters } from 'grammy/types'

/**
 * A call that the Bot API refuses. It is thrown by the check that finds the fault and caught once, where the HTTP
 * call enters: a refusal ends the whole call, wherever it is found, and has exactly one shape on the wire.
 */
export class Refusal extends Error {
  readonly code: number
  readonly description: string
  readonly parameters: ResponseParameters | null

  constructor(code: number, description: string, parameters: ResponseParameters | null = null) {
    super(description)
    this.name = 'Refusal'
    this.code = code
    this.description = description
    this.parameters = parameters
  }
}

/** A refusal with code 400; the description is given without its "Bad Request: " prefix. */
export function badRequest(reason: string): Refusal {
  return new Refusal(400, `Bad Request: ${reason}`)
}

/** A refusal with code 403; the description is given without its "Forbidden: " prefix. */
export function forbidden(reason: string): Refusal {
  return new Refusal(403, `Forbidden: ${reason}`)
}

/** What a method answers on the wire, for a result and for a refusal. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false
      readonly error_code: number
      readonly description: string
      readonly parameters?: ResponseParameters
    }

/** The wire shape of a refusal. */
export function refusalAnswer(refusal: Refusal): Answer {
  return {
    ok: false,
    error_code: refusal.code,
    description: refusal.description,
    ...(refusal.parameters === null ? {} : { parameters: refusal.parameters }),
  }
}
