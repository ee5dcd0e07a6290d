import { createSocket } from 'node:dgram'

/** A name server on loopback that knows TXT records and nothing else (RFC 1035). */
export type NameServer = {
  /** `ip:port`, as DNS_SERVERS takes it. */
  readonly address: string
  /** From now on it answers SERVFAIL. */
  fail(): void
  close(): Promise<void>
}

const RESPONSE = 0x8180
const NOT_FOUND = 3
const SERVER_FAILURE = 2
const TXT = 16
const TEXT_MAX = 255

/** Starts a name server with these records. */
export async function startNameServer(records: ReadonlyMap<string, string>): Promise<NameServer> {
  let isFailing = false
  const socket = createSocket('udp4')
  socket.on('message', (query, { port, address }) => {
    socket.send(answer(query, records, isFailing), port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    fail: () => {
      isFailing = true
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function answer(query: Buffer, records: ReadonlyMap<string, string>, isFailing: boolean): Buffer {
  const { name, end } = questionOf(query)
  const record = isFailing ? undefined : records.get(name.toLowerCase())
  const code = isFailing ? SERVER_FAILURE : record === undefined ? NOT_FOUND : 0
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  head.writeUInt16BE(RESPONSE | code, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(record === undefined ? 0 : 1, 6)
  const question = query.subarray(12, end)
  return Buffer.concat([head, question, ...(record === undefined ? [] : [textRecord(record)])])
}

function questionOf(query: Buffer): { name: string; end: number } {
  const labels: string[] = []
  let at = 12
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.'), end: at + 5 }
}

/** The name of the question again (a pointer to it), and the text in pieces that each fit their length byte. */
function textRecord(text: string): Buffer {
  const pieces: Buffer[] = []
  for (let at = 0; at < text.length; at += TEXT_MAX) {
    const piece = Buffer.from(text.slice(at, at + TEXT_MAX), 'latin1')
    pieces.push(Buffer.from([piece.length]), piece)
  }
  const data = Buffer.concat(pieces)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(TXT, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}
