/** Width and height in pixels of a PNG or JPEG picture, read from its header; null for anything else. */
export function readImageSize(bytes: Uint8Array): { width: number; height: number; type: 'png' | 'jpeg' } | null {
  return readPngSize(bytes) ?? readJpegSize(bytes)
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

function readPngSize(bytes: Uint8Array): { width: number; height: number; type: 'png' } | null {
  if (bytes.length < 24 || PNG_SIGNATURE.some((byte, index) => bytes[index] !== byte)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20), type: 'png' }
}

/** Walks the JPEG segments to the start-of-frame one, which holds height and width (ITU T.81, B.2.2). */
function readJpegSize(bytes: Uint8Array): { width: number; height: number; type: 'jpeg' } | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let position = 2
  while (position + 9 < bytes.length) {
    if (view.getUint8(position) !== 0xff) return null
    const marker = view.getUint8(position + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { width: view.getUint16(position + 7), height: view.getUint16(position + 5), type: 'jpeg' }
    position += marker === 0xff ? 1 : 2 + view.getUint16(position + 2)
  }
  return null
}
