import type { Call } from './call.ts'
import type { Changes } from './changes.ts'
import type { Parameters } from './parameters.ts'

/** Which calls: by method, by chat, by a test of the whole call. */
export type CallFilter = {
  readonly method?: string
  readonly chatId?: number
  readonly where?: (call: Call) => boolean
}

/** The calls the bot made, oldest first; only the newest `lengthMax` are kept. */
export type CallLog = {
  add(call: Omit<Call, 'number'>): void
  find(filter?: CallFilter): readonly Call[]
  clear(): void
}

/** An empty log. */
export function createCallLog(lengthMax: number, changes: Changes): CallLog {
  let calls: Call[] = []
  let nextNumber = 1
  return {
    add(described) {
      const call = { ...described, number: nextNumber++ }
      calls.push(call)
      // Dropping a tenth at a time keeps the cost of a full log constant per call.
      if (calls.length > lengthMax * 1.1) calls = calls.slice(-lengthMax)
      changes.tell({ kind: 'call', call })
    },
    find: (filter = {}) => calls.filter((call) => fits(call, filter)),
    clear() {
      calls = []
    },
  }
}

function fits(call: Call, filter: CallFilter): boolean {
  if (filter.method !== undefined && call.method !== filter.method) return false
  if (filter.chatId !== undefined && Number(call.payload.chat_id) !== filter.chatId) return false
  return filter.where === undefined || filter.where(call)
}

/** The payload and uploads of a call as the log keeps them: JSON in form fields is parsed, bytes are left out. */
export function describeParameters(parameters: Parameters): Pick<Call, 'payload' | 'uploads'> {
  const payload = Object.fromEntries(Object.entries(parameters.values).map(([name, value]) => [name, parsed(value)]))
  const uploads = Object.fromEntries(
    [...parameters.uploads].map(([name, upload]) => [name, { fileName: upload.fileName, size: upload.bytes.length }]),
  )
  return { payload, uploads }
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    // A text that only looks like JSON stays the text it is.
    return value
  }
}
