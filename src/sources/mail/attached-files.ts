/** Files of one mail that are looked at; a bank attaches one or two. */
export const FILES_MAX = 5
/** A statement of a year is far smaller; mails that are read are not much larger. */
export const FILE_BYTES_MAX = 8_388_608
const NAME_LENGTH_MAX = 120

/** Kinds of files that the import of statements reads, by how their names end. */
const ENDINGS = ['pdf', 'xls', 'xlsx', 'xlsm', 'csv', 'tsv', 'ofx', 'qfx', 'qif', 'sta', 'mt940', '940', 'xml', 'zip']
/** The same where a file has no name. */
const ENDING_OF_TYPE: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/csv': 'csv',
  'application/x-ofx': 'ofx',
  'application/zip': 'zip',
}

/** The name of an attachment that may be a statement; null for pictures, pages, programs and whatever else mails bring. */
export function statementName(attachment: { readonly filename?: string; readonly contentType: string }): string | null {
  const name = (attachment.filename ?? '').replace(/[\p{C}\p{Z}/\\]+/gu, ' ').trim()
  if (name === '') {
    const ending = ENDING_OF_TYPE[attachment.contentType.toLowerCase()]
    return ending === undefined ? null : `statement.${ending}`
  }
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  return name.includes('.') && ENDINGS.includes(ending) ? shortened(name) : null
}

/** The end tells the kind, so it stays. */
function shortened(name: string): string {
  return name.length <= NAME_LENGTH_MAX ? name : `…${name.slice(-NAME_LENGTH_MAX)}`
}
