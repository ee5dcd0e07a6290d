import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { LIMITS } from './limits.ts'
import type { Parameters, Upload } from './parameters.ts'
import { isObject } from './parameters.ts'
import { badRequest, Refusal } from './refusal.ts'

const NOT_UTF8 = 'strings must be encoded in UTF-8'

/**
 * The parameters of a call: the query's and the body's together (the body wins). JSON, urlencoded and multipart bodies
 * are read; invalid UTF-8 and lone surrogates are refused as Telegram refuses them.
 */
export async function readParameters(request: IncomingMessage, query: URLSearchParams): Promise<Parameters> {
  const uploads = new Map<string, Upload>()
  const body = await readBody(request, uploads)
  const values = { ...Object.fromEntries(query), ...body }
  refuseBrokenStrings(values)
  return { values, uploads }
}

async function readBody(request: IncomingMessage, uploads: Map<string, Upload>): Promise<Record<string, unknown>> {
  if (request.method === 'GET' || request.method === 'HEAD') return {}
  const type = (request.headers['content-type'] ?? '').toLowerCase()
  if (type.startsWith('multipart/form-data')) return readMultipart(request, uploads)
  const bytes = await readBytes(request, LIMITS.requestBytesMax)
  if (bytes.length === 0) return {}
  const text = decode(bytes)
  if (type.startsWith('application/x-www-form-urlencoded')) return readForm(text)
  if (type.startsWith('application/json')) return readJsonBody(text)
  return {}
}

function readJsonBody(text: string): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw badRequest("can't parse request: JSON is invalid")
  }
  if (!isObject(value)) throw badRequest("can't parse request: JSON object expected")
  return value
}

function readForm(text: string): Record<string, unknown> {
  try {
    // Strict first: URLSearchParams would put U+FFFD in the place of a broken sequence without a word.
    decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    throw badRequest(NOT_UTF8)
  }
  return Object.fromEntries(new URLSearchParams(text))
}

async function readMultipart(request: IncomingMessage, uploads: Map<string, Upload>): Promise<Record<string, unknown>> {
  const bytes = await readBytes(request, LIMITS.requestBytesMax)
  const response = new Response(bytes, { headers: { 'content-type': request.headers['content-type'] ?? '' } })
  let form: FormData
  try {
    form = await response.formData()
  } catch {
    throw badRequest("can't parse request: multipart form is invalid")
  }
  const values: Record<string, unknown> = {}
  for (const [name, value] of form) {
    if (typeof value === 'string') values[name] = value
    else uploads.set(name, await readUpload(value))
  }
  return values
}

async function readUpload(file: File): Promise<Upload> {
  if (file.size > LIMITS.uploadBytesMax) throw new Refusal(413, 'Request Entity Too Large')
  return { fileName: file.name, contentType: file.type, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** All bytes of a request's body; refuses with 413 as soon as there are more than `bytesMax`. */
export async function readBytes(request: IncomingMessage, bytesMax: number): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of Readable.from(request)) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > bytesMax) throw new Refusal(413, 'Request Entity Too Large')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw badRequest(NOT_UTF8)
  }
}

function refuseBrokenStrings(value: unknown): void {
  if (typeof value === 'string' && !value.isWellFormed()) throw badRequest(NOT_UTF8)
  if (Array.isArray(value)) value.forEach(refuseBrokenStrings)
  else if (isObject(value)) Object.values(value).forEach(refuseBrokenStrings)
}
