import { type OpenAPIHono, z } from '@hono/zod-openapi'
import { receiveUpload, stepUpload, type UploadStep, undoImport } from '../../actions/statement-uploads.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import {
  type StatementUpload,
  UPLOAD_STATES,
  type UploadPlace,
  type UploadState,
} from '../../domain/statement-upload.ts'
import { eventStream } from '../event-stream.ts'
import { operation } from '../operation.ts'
import type { ApiParts } from '../parts.ts'
import { conflict, FORBIDDEN, invalid, isRefusal, NOT_FOUND, type Refusal } from '../problem.ts'
import { uuidText } from '../query.ts'
import { type Call, serve, serveAs } from '../serve.ts'
import { IdParams, type IMPORT_STATES, ImportSchema } from '../shapes.ts'
import { isUuid } from '../transaction-json.ts'

type ImportJson = z.input<typeof ImportSchema>

const FILE_BYTES_MAX = 20 * 1024 * 1024
const NAME_LENGTH_MAX = 200
const PASSWORD_LENGTH_MAX = 200
const LISTED_MAX = 100

const passwordText = z.string().min(1).max(PASSWORD_LENGTH_MAX)
const TAG = 'Imports'
const ONE = { tag: TAG, params: IdParams, result: ImportSchema } as const

const SEND = operation({
  method: 'post',
  path: '/imports',
  tag: TAG,
  summary: 'Send a statement file',
  description:
    'At most 20 MB. It is read and held against the ledger; nothing is booked before it is committed. The password is used once and kept nowhere.',
  action: 'ingest',
  body: z.object({
    file: z.instanceof(File, { message: 'must be a file' }).openapi({ type: 'string', format: 'binary' }),
    account: uuidText.optional().openapi({ description: 'For files that do not say whose they are.' }),
    password: passwordText.optional(),
  }),
  bodyType: 'multipart/form-data',
  status: 202,
  result: ImportSchema,
})

const LIST = operation({
  method: 'get',
  path: '/imports',
  tag: TAG,
  summary: 'Statement files, the latest first',
  action: 'read',
  result: z.array(ImportSchema),
})

const READ = operation({ ...ONE, method: 'get', path: '/imports/{id}', summary: 'One of them', action: 'read' })

const WATCH = operation({
  method: 'get',
  path: '/imports/{id}/events',
  tag: TAG,
  summary: 'Hears how it goes on',
  description: 'Server-sent events: `import` with the import as it stands, at once and whenever it changes.',
  action: 'read',
  params: IdParams,
  result: z.string(),
  resultType: 'text/event-stream',
})

const ANSWER = operation({
  ...ONE,
  method: 'post',
  path: '/imports/{id}/answer',
  summary: 'Give the password or the account it needs',
  action: 'ingest',
  body: z.union([z.strictObject({ password: passwordText }), z.strictObject({ account: uuidText })]),
})

const COMMIT = operation({
  ...ONE,
  method: 'post',
  path: '/imports/{id}/commit',
  summary: 'Import it',
  description: 'A file that does not add up is imported with `acceptProblems=true` only.',
  action: 'ingest',
  query: z.object({ acceptProblems: z.enum(['true', 'false']).optional() }),
})

const CANCEL = operation({
  ...ONE,
  method: 'post',
  path: '/imports/{id}/cancel',
  summary: 'Drop it',
  action: 'ingest',
})

const UNDO = operation({
  ...ONE,
  method: 'post',
  path: '/imports/{id}/undo',
  summary: 'Take an import back',
  description: 'The ledger is as if the file had never come.',
  action: 'void',
})

/** Statement files over the web: the chat’s own uploads, and the same jobs. */
export function importRoutes(app: OpenAPIHono, parts: ApiParts): void {
  serve(app, parts, SEND, async (call, { body }) => {
    const bytes = new Uint8Array(await body.file.arrayBuffer())
    if (bytes.length === 0 || bytes.length > FILE_BYTES_MAX) {
      return invalid({ field: 'file', what: 'must be 1 byte to 20 MB' })
    }
    const place = body.account === undefined ? null : await placeOf(call, body.account)
    if (isRefusal(place)) return place
    const { session, actor } = call.actions
    const membership = await session.membershipOf(actor.personId ?? '')
    if (membership === null) return FORBIDDEN
    const fileName = body.file.name.slice(0, NAME_LENGTH_MAX) || 'file'
    const id = crypto.randomUUID()
    const step = await receiveUpload(call.actions, { id, chatId: membership.chatId, fileId: null, fileName, place })
    if (step.kind !== 'done') return FORBIDDEN
    await session.putUploadContent(id, bytes)
    submit(parts, call, id, body.password ?? null)
    return importJson(step.upload)
  })

  serve(app, parts, LIST, async ({ actions: { session } }) => {
    const uploads = await session.statementUploads(UPLOAD_STATES)
    return uploads.slice(0, LISTED_MAX).map(importJson)
  })

  serve(app, parts, READ, async ({ actions: { session } }, { params }) => read(session, params.id))

  serveAs(
    app,
    parts,
    WATCH,
    async ({ actions: { session }, ledger }, { params }) => {
      const now = await read(session, params.id)
      return isRefusal(now) ? now : { now, ledgerId: ledger.id }
    },
    ({ now, ledgerId }, secret) =>
      eventStream(parts, { ledgerId, secret }, ({ send, end }) => {
        send('import', now)
        return (change) => {
          if (change !== null && !change.uploads.includes(now.id)) return
          parts.ledgers
            .inLedger(ledgerId, (session) => read(session, now.id))
            .then((found) => (isRefusal(found) ? end() : send('import', found)), parts.reportError)
        }
      }),
  )

  serve(app, parts, ANSWER, async (call, { params, body }) => {
    if ('password' in body) return go(parts, call, params.id, ['locked'], { state: 'reading' }, body.password)
    const place = await placeOf(call, body.account)
    return isRefusal(place) ? place : go(parts, call, params.id, ['unplaced', 'naming'], { state: 'reading', place })
  })

  serve(app, parts, COMMIT, async (call, { params, query }) => {
    const upload = isUuid(params.id) ? await call.actions.session.statementUpload(params.id) : null
    const acceptsProblems = query.acceptProblems === 'true'
    if (upload?.state === 'ready' && !acceptsProblems && upload.summaries.some(({ problems }) => problems.length > 0)) {
      return conflict('It does not add up. Look at its problems; acceptProblems=true imports it all the same.')
    }
    return go(parts, call, params.id, ['ready'], { state: 'importing', acceptsProblems })
  })

  serve(app, parts, CANCEL, (call, { params }) => step(call, params.id, OPEN, { state: 'cancelled' }))

  serve(app, parts, UNDO, async (call, { params }) => {
    const { session } = call.actions
    const upload = isUuid(params.id) ? await session.statementUpload(params.id) : null
    if (upload === null) return NOT_FOUND
    if (upload.state !== 'imported' || upload.importId === null) return conflict('There is nothing to take back.')
    const done = await undoImport(call.actions, { importId: upload.importId })
    if (done.kind === 'forbidden') return FORBIDDEN
    return done.kind === 'not-possible' ? conflict('It was taken back before.') : read(session, upload.id)
  })
}

/** States that a person may still call off. */
const OPEN: readonly UploadState[] = ['reading', 'locked', 'unplaced', 'naming', 'ready']

type Step = Parameters<typeof stepUpload>[3]

async function step(call: Call, id: string, from: readonly UploadState[], change: Step): Promise<ImportJson | Refusal> {
  const done: UploadStep | { kind: 'forbidden' } = isUuid(id)
    ? await stepUpload(call.actions, id, from, change)
    : { kind: 'too-late', upload: null }
  if (done.kind === 'forbidden') return FORBIDDEN
  if (done.upload === null) return NOT_FOUND
  return done.kind === 'done' ? importJson(done.upload) : conflict(`It is ${STATES[done.upload.state]} now.`)
}

/** A step after which there is work to do. */
async function go(
  parts: ApiParts,
  call: Call,
  id: string,
  from: readonly UploadState[],
  change: Step,
  password: string | null = null,
): Promise<ImportJson | Refusal> {
  const done = await step(call, id, from, change)
  if (!isRefusal(done)) submit(parts, call, id, password)
  return done
}

function submit(parts: ApiParts, { ledger, afterCommit }: Call, uploadId: string, password: string | null): void {
  afterCommit.push(() => parts.submitUpload({ ledgerId: ledger.id, uploadId }, password))
}

/** An account for rows that do not say whose they are. */
async function placeOf({ actions: { session } }: Call, accountId: string): Promise<UploadPlace | Refusal> {
  const account = (await session.accounts()).find(({ id }) => id === accountId)
  if (account?.type === 'asset' || account?.type === 'liability') return { kind: 'account', accountId }
  return invalid({ field: 'account', what: 'cannot be used here' })
}

async function read(session: LedgerSession, id: string): Promise<ImportJson | Refusal> {
  const upload = isUuid(id) ? await session.statementUpload(id) : null
  return upload === null ? NOT_FOUND : importJson(upload)
}

/** What the states of an upload are called here. */
const STATES: Readonly<Record<UploadState, (typeof IMPORT_STATES)[number]>> = {
  reading: 'reading',
  locked: 'needs-password',
  unplaced: 'needs-account',
  naming: 'needs-account',
  ready: 'preview',
  importing: 'importing',
  imported: 'done',
  undone: 'undone',
  cancelled: 'cancelled',
  refused: 'failed',
}

function importJson(upload: StatementUpload): ImportJson {
  const { id, fileName, state, receivedAt, summaries, problem, counts, importId } = upload
  const total = counts?.rows ?? 0
  return {
    ...{ id, file: fileName, state: STATES[state], receivedAt: receivedAt.toString(), problem },
    summaries: summaries.map((summary) => ({ ...summary, problems: [...summary.problems] })),
    progress: state === 'importing' || state === 'imported' ? { done: state === 'imported' ? total : 0, total } : null,
    canUndo: state === 'imported' && importId !== null,
  }
}
