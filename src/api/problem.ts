/** A field of a request and what is wrong with it. */
export type FieldProblem = { readonly field: string; readonly what: string }

/** Why a request is not done, as RFC 9457 has it. */
export type Problem = {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  readonly title: string
  readonly detail?: string
  readonly errors?: readonly FieldProblem[]
}

/** What an operation gives instead of its result. */
export type Refusal = { readonly refused: Problem }

/** What is not there, and what belongs to another ledger: nobody can tell one from the other. */
export const NOT_FOUND: Refusal = { refused: { status: 404, title: 'Not found' } }

export const UNAUTHORIZED: Problem = {
  status: 401,
  title: 'Not signed in',
  detail: 'Send a token that is in force: Authorization: Bearer <token>.',
}

export const FORBIDDEN: Refusal = {
  refused: { status: 403, title: 'Not allowed', detail: 'This token, or its owner’s role, does not allow it.' },
}

/** The refusal of a request whose fields cannot be used. */
export function invalid(...errors: readonly FieldProblem[]): Refusal {
  return { refused: { status: 422, title: 'Cannot be used as it is', errors } }
}

/** The refusal of a request whose fields do not fit each other, or what they are for. */
export function unfit(detail: string): Refusal {
  return { refused: { status: 422, title: 'Cannot be used as it is', detail } }
}

/** The refusal of what is right by itself and does not fit what is there now. */
export function conflict(detail: string): Refusal {
  return { refused: { status: 409, title: 'Not possible now', detail } }
}

/** Whether an operation refused. */
export function isRefusal(result: unknown): result is Refusal {
  return typeof result === 'object' && result !== null && 'refused' in result
}

/** The document of a problem; `extra` are further headers. */
export function problemResponse(problem: Problem, extra: Readonly<Record<string, string>> = {}): Response {
  const { status, title, detail, errors } = problem
  const body = {
    ...{ type: 'about:blank', title, status },
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...extra,
    },
  })
}
