import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The least that can be called a Bot API server: eight methods, messages of four fields, no entities, and 404 for anything
 * else. It shares no code with the local Telegram, so that what works here does not rest on one server's habits.
 */
export type BareBotApi = {
  readonly apiRoot: string
  /** Calls in order: method and parameters; a file of a form stands as its bytes. */
  readonly calls: readonly { readonly method: string; readonly parameters: Parameters }[]
  /** Puts an update with the next number into the queue. */
  push(update: Record<string, unknown>): void
  /** Resolves with the first call from number `from` (0) on that fits, as soon as it was made. */
  waitForCall(fits: (method: string, parameters: Parameters) => boolean, from?: number): Promise<Parameters>
  close(): Promise<void>
}

export type Parameters = Readonly<Record<string, unknown>>

const WAIT_LIMIT_MS = 20_000

/** Starts the server for the bot with this token on any free port. */
export async function startBareBotApi(token: string): Promise<BareBotApi> {
  const calls: { method: string; parameters: Parameters }[] = []
  const updates: Record<string, unknown>[] = []
  const wakers = new Set<() => void>()
  let nextId = 1
  const wake = () => {
    for (const waker of [...wakers]) waker()
  }
  const changed = (limitMs: number) =>
    new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer)
        wakers.delete(done)
        resolve()
      }
      const timer = setTimeout(done, limitMs)
      wakers.add(done)
    })
  const takeUpdates = async ({ offset, timeout }: Parameters) => {
    while (updates.length > 0 && Number(updates[0]?.update_id) < Number(offset ?? 0)) updates.shift()
    if (updates.length === 0 && Number(timeout) > 0) await changed(Math.min(Number(timeout), 5) * 1000)
    return updates.slice(0, 100)
  }
  const message = (parameters: Parameters, id: number) => ({
    message_id: id,
    date: Math.floor(Date.now() / 1000),
    chat: { id: Number(parameters.chat_id), type: 'private' },
    text: String(parameters.text ?? ''),
  })
  const methods: Record<string, (parameters: Parameters) => unknown> = {
    getMe: () => ({ id: 7, is_bot: true, first_name: 'Bare', username: 'bare_bot' }),
    getUpdates: takeUpdates,
    deleteWebhook: () => true,
    setMyCommands: () => true,
    answerCallbackQuery: () => true,
    sendMessage: (parameters) => message(parameters, 1000 + calls.length),
    sendPhoto: (parameters) => message(parameters, 1000 + calls.length),
    editMessageText: (parameters) => message(parameters, Number(parameters.message_id)),
  }
  const server = createServer(async (request, response) => {
    const reply = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    const method = request.url?.startsWith(`/bot${token}/`) ? request.url.slice(`/bot${token}/`.length) : ''
    const run = methods[method]
    if (run === undefined) return reply(404, { ok: false, error_code: 404, description: 'Not Found' })
    const parameters = await readParameters(request)
    const result = await run(parameters)
    if (method !== 'getUpdates') calls.push({ method, parameters })
    reply(200, { ok: true, result })
    wake()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    apiRoot: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    push: (update) => {
      updates.push({ update_id: nextId++, ...update })
      wake()
    },
    waitForCall: async (fits, from = 0) => {
      const endsAtMs = Date.now() + WAIT_LIMIT_MS
      for (;;) {
        const call = calls.slice(from).find(({ method, parameters }) => fits(method, parameters))
        if (call !== undefined) return call.parameters
        if (Date.now() > endsAtMs) throw new Error(`no such call among ${calls.map(({ method }) => method).join(' ')}`)
        await changed(1_000)
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The fields of a JSON body or a multipart form. */
async function readParameters(request: IncomingMessage): Promise<Parameters> {
  const chunks: Uint8Array[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const type = request.headers['content-type'] ?? ''
  if (body.length === 0) return {}
  if (!type.includes('multipart/form-data')) return JSON.parse(body.toString('utf8'))
  const form = await new Response(body, { headers: { 'content-type': type } }).formData()
  const fields: Record<string, unknown> = {}
  for (const [name, value] of form) {
    fields[name] = typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer())
  }
  return fields
}
