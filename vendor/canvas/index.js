'use strict'
const { createCanvas, GlobalFonts, Image } = require('@napi-rs/canvas')

/** A canvas whose toBuffer also answers a node-canvas style callback, which chartjs-node-canvas relies on. */
function createCallbackCanvas(width, height) {
  const canvas = createCanvas(width, height)
  const toBuffer = canvas.toBuffer.bind(canvas)
  canvas.toBuffer = (callbackOrMime, mime = 'image/png', ...rest) => {
    if (typeof callbackOrMime !== 'function') return toBuffer(callbackOrMime, mime, ...rest)
    canvas.encode(mime.replace('image/', '')).then(
      (buffer) => callbackOrMime(null, buffer),
      (error) => callbackOrMime(error),
    )
    return undefined
  }
  return canvas
}

module.exports = {
  createCanvas: createCallbackCanvas,
  registerFont: (path, { family }) => GlobalFonts.registerFromPath(path, family),
  Image,
}
