'use strict'
const { createCanvas, GlobalFonts, Image } = require('@napi-rs/canvas')

/**
 * A canvas whose toBuffer also answers a node-canvas style callback, which chartjs-node-canvas relies on. The type 'raw' gives the
 * pixels, row by row from the top, four bytes each: red, green, blue, alpha (node-canvas gives blue, green, red, alpha).
 */
function createCallbackCanvas(width, height) {
  const canvas = createCanvas(width, height)
  const toBuffer = canvas.toBuffer.bind(canvas)
  canvas.toBuffer = (callbackOrMime, mime = 'image/png', ...rest) => {
    if (typeof callbackOrMime !== 'function') return toBuffer(callbackOrMime, mime, ...rest)
    const encoded = mime === 'raw' ? Promise.resolve(readPixels(canvas)) : canvas.encode(mime.replace('image/', ''))
    encoded.then(
      (buffer) => callbackOrMime(null, buffer),
      (error) => callbackOrMime(error),
    )
    return undefined
  }
  return canvas
}

function readPixels(canvas) {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength)
}

module.exports = {
  createCanvas: createCallbackCanvas,
  registerFont: (path, { family }) => GlobalFonts.registerFromPath(path, family),
  Image,
}
