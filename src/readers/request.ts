import type { StatementContext } from '../formats/statements/read-tables.ts'

/** What the child is told before the file's bytes. */
export type ReadRequest = {
  readonly password: string | null
  readonly context: StatementContext
  /** The bytes are the front of a longer file. */
  readonly isCut: boolean
}

/** A request and a file's bytes as one message: the length of the request's JSON in four bytes, the JSON, the file. */
export function packRequest(request: ReadRequest, bytes: Uint8Array): Uint8Array[] {
  const json = Buffer.from(JSON.stringify(request))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(json.length)
  return [length, json, bytes]
}

/** The parts of such a message. */
export function unpackRequest(message: Buffer): { request: ReadRequest; bytes: Buffer } {
  const length = message.readUInt32BE(0)
  const request: ReadRequest = JSON.parse(message.subarray(4, 4 + length).toString('utf8'))
  return { request, bytes: message.subarray(4 + length) }
}
