import { beancountFile } from './beancount-file.ts'
import type { ExportFile, ExportOptions } from './export-file.ts'
import { hledgerJournal } from './hledger-journal.ts'
import { CSV_HEADER, csvRow } from './ledger-csv.ts'
import { exportLine } from './ledger-export.ts'
import { ofxFile } from './ofx-file.ts'

/** Every format the ledger is exported in, by the name a person gives. */
export const EXPORT_FORMATS = {
  jsonl: () => ({
    wantsEarlier: false,
    start: () => '',
    transaction: (detail, context) => `${JSON.stringify(exportLine(detail, context))}\n`,
    end: () => '',
  }),
  csv: () => ({
    wantsEarlier: false,
    start: () => CSV_HEADER,
    transaction: (detail, context) => csvRow(exportLine(detail, context)),
    end: () => '',
  }),
  hledger: hledgerJournal,
  beancount: beancountFile,
  ofx: ofxFile,
} as const satisfies Readonly<Record<string, (options: ExportOptions) => ExportFile>>

export type ExportFormat = keyof typeof EXPORT_FORMATS

/** Whether a name is one of `EXPORT_FORMATS`. */
export function isExportFormat(name: string | undefined): name is ExportFormat {
  return name !== undefined && Object.hasOwn(EXPORT_FORMATS, name)
}
