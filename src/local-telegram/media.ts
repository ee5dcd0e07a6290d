import type { Core } from './core.ts'
import { LIMITS } from './limits.ts'
import type { Content } from './messages.ts'
import { type Parameters, readText, type Upload } from './parameters.ts'
import { badRequest } from './refusal.ts'
import type { StoredFile } from './state.ts'

/** The kinds of media this server takes. */
export type MediaKind = 'photo' | 'document'

/** The file that a media parameter gives: an upload in its own field, `attach://field`, or the id of a known file. */
export function readMedia(core: Core, parameters: Parameters, field: string, kind: MediaKind): Content {
  const upload = findUpload(parameters, field)
  if (upload !== null) {
    checkUpload(upload)
    if (kind === 'photo') checkPhotoBytes(upload)
    const file = core.files.add(core.state, upload)
    return mediaContent(checkedPhoto(file, kind), kind)
  }
  const id = readText(parameters, field)
  if (id === null || id === '') throw badRequest(`there is no ${kind} in the request`)
  if (/^https?:/i.test(id)) throw badRequest('failed to get HTTP URL content')
  const file = core.state.files.get(id)
  if (file === undefined) throw badRequest('wrong file identifier/HTTP URL specified')
  return mediaContent(checkedPhoto(file, kind), kind)
}

function findUpload(parameters: Parameters, field: string): Upload | null {
  const direct = parameters.uploads.get(field)
  if (direct !== undefined && parameters.values[field] === undefined) return direct
  const reference = /^attach:\/\/(.+)$/.exec(readText(parameters, field) ?? '')?.[1]
  if (reference === undefined) return null
  const attached = parameters.uploads.get(reference)
  if (attached === undefined) throw badRequest(`file attach://${reference} is not found in the request`)
  return attached
}

function checkUpload(upload: Upload): void {
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty')
}

function checkPhotoBytes(upload: Upload): void {
  if (upload.bytes.length <= LIMITS.photoBytesMax) return
  throw badRequest(`too big for a photo: ${upload.bytes.length} bytes; the maximum is ${LIMITS.photoBytesMax}`)
}

function checkedPhoto(file: StoredFile, kind: MediaKind): StoredFile {
  if (kind === 'document') return file
  const { width, height } = file
  if (width === null || height === null || width === 0 || height === 0) throw badRequest('IMAGE_PROCESS_FAILED')
  const ratio = Math.max(width, height) / Math.min(width, height)
  if (width + height > LIMITS.photoSideSumMax || ratio > LIMITS.photoSideRatioMax) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS')
  }
  return file
}

/** A stored file as the field of a message. Photos have one size: the picture is kept as it was sent. */
export function mediaContent(file: StoredFile, kind: MediaKind): Content {
  const common = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.size }
  if (kind === 'photo') return { photo: [{ ...common, width: file.width ?? 0, height: file.height ?? 0 }] }
  return { document: { ...common, file_name: file.name, mime_type: file.contentType } }
}
