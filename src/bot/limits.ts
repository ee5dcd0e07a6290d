/** Telegram's limits (Bot API 10.3). Text and captions count UTF-16 units after entity parsing; callback data counts bytes. */
export const MESSAGE_LENGTH_MAX = 4096
export const CAPTION_LENGTH_MAX = 1024
export const CALLBACK_BYTES_MAX = 64
