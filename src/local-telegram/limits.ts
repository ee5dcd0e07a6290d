/**
 * The limits that Telegram's Bot API documents, as this server enforces them. Lengths of texts are UTF-16 code units
 * after the mark-up is taken out, unless the name says bytes. Source: core.telegram.org/bots/api, version 10.
 */
export const LIMITS = {
  textLengthMax: 4096,
  captionLengthMax: 1024,
  callbackDataBytesMax: 64,
  callbackAnswerLengthMax: 200,
  callbackAnswerWithinMs: 15_000,
  copyTextLengthMax: 256,
  keyboardButtonsMax: 100,
  commandsMax: 100,
  commandDescriptionLengthMax: 256,
  botNameLengthMax: 64,
  botDescriptionLengthMax: 512,
  botShortDescriptionLengthMax: 120,
  albumItemsMin: 2,
  albumItemsMax: 10,
  photoBytesMax: 10 * 1024 * 1024,
  photoSideSumMax: 10_000,
  photoSideRatioMax: 20,
  uploadBytesMax: 50 * 1024 * 1024,
  downloadBytesMax: 20 * 1024 * 1024,
  deleteWithinMs: 48 * 3600 * 1000,
  updateKeptMs: 24 * 3600 * 1000,
  updatesPerAnswerMax: 100,
  longPollMsMax: 50_000,
  deletedMessagesMax: 100,
  /** Telegram refuses a larger request before it reads it; room for ten uploads and their fields. */
  requestBytesMax: 64 * 1024 * 1024,
} as const
