/** What one file may cost. A statement of a year has some thousand rows; these bounds stop what is none. */
export const LIMITS = {
  /** Bytes of a file that are looked at; of longer text files the front is read, other long files are refused. */
  fileBytes: 48 * 1024 * 1024,
  /** Megabytes of the child's heap, and of all its memory. */
  heapMegabytes: 320,
  residentMegabytes: 480,
  /** A file of text may have a million lines; anything else is a statement or a bomb. */
  textMs: 18_000,
  otherMs: 30_000,
  /** What comes back from the child. */
  answerBytes: 64 * 1024 * 1024,
  /** Rows of all tables of a file. */
  rows: 120_000,
  cellsPerRow: 200,
  /** Longer texts in a cell are cut. */
  cellLength: 2_000,
  /** Bytes of a zip when unpacked, how often smaller it may be, and its entries. */
  unpackedBytes: 64 * 1024 * 1024,
  zipRatio: 120,
  /** So much may come out of the smallest zip. */
  unpackedBytesAlways: 8 * 1024 * 1024,
  zipEntries: 400,
  statementsPerZip: 24,
  /** The longest text between two marks of XML. */
  xmlText: 500_000,
  pages: 400,
  /** Elements inside each other, in pages and XML. */
  depth: 200,
} as const
