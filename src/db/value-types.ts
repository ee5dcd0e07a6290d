import pg from 'pg'

const { types } = pg

/** text[]; the driver's list of type names leaves arrays out. */
const readTextArray = types.getTypeParser(1009 as number, 'text') as (value: string) => (string | null)[]

const asText = (value: string): string => value

/** A one-dimensional array of values in PostgreSQL's text form, each read with `read`. */
const arrayOf =
  <T>(read: (value: string) => T) =>
  (value: string): (T | null)[] =>
    readTextArray(value).map((item) => (item === null ? null : read(item)))

/** Type number → reader, where the driver's own would lose something. */
const READERS = new Map<number, (value: string) => unknown>([
  [types.builtins.INT8, BigInt],
  [1016, arrayOf(BigInt)], // int8[]
  // Times stay PostgreSQL's text, which Temporal reads (Temporal.Instant.from, Temporal.PlainDate.from): a JavaScript Date
  // has neither microseconds nor days without a time. The session's DateStyle is ISO and its zone UTC.
  [types.builtins.DATE, asText],
  [types.builtins.TIMESTAMP, asText],
  [types.builtins.TIMESTAMPTZ, asText],
  [types.builtins.INTERVAL, asText],
  [1182, arrayOf(asText)], // date[]
  [1115, arrayOf(asText)], // timestamp[]
  [1185, arrayOf(asText)], // timestamptz[]
])

/** How raw queries read values: int8 as bigint; date, timestamp, timestamptz and interval as text; numeric as text. */
export const VALUE_TYPES = {
  getTypeParser: (typeId: number, format?: 'text' | 'binary') =>
    READERS.get(typeId) ?? types.getTypeParser(typeId, format ?? 'text'),
}
