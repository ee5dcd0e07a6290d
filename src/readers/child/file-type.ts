/** What a file is by its content; its name and extension are not asked. */
export type FileType =
  | 'zip'
  | 'compound'
  | 'pdf'
  | 'html'
  | 'spreadsheet-xml'
  | 'ofx'
  | 'camt'
  | 'mt940'
  | 'qif'
  | 'csv'
  | 'unknown'

/** The type of a binary file by its first bytes; null for what may be text. */
export function binaryType(bytes: Uint8Array): FileType | null {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1')
  if (head.startsWith('PK\u0003\u0004') || head.startsWith('PK\u0005\u0006')) return 'zip'
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return 'compound'
  if (head.includes('%PDF-')) return 'pdf'
  return null
}

/** The type of a text by how it begins. */
export function textType(text: string): FileType {
  const head = text.slice(0, 8_192)
  if (/^\s*(?:OFXHEADER\b|<OFX>|<\?xml[^>]*\?>\s*<\?OFX|<\?OFX)/iu.test(head)) return 'ofx'
  if (/<(?:\w+:)?Document[^>]+camt\.05\d/u.test(head) || /<(?:\w+:)?BkToCstmr(?:Stmt|AcctRpt)/u.test(head))
    return 'camt'
  if (/urn:schemas-microsoft-com:office:spreadsheet/u.test(head) && /<\?xml|<Workbook/u.test(head))
    return 'spreadsheet-xml'
  if (/<(?:!doctype\s+html|html|head|body|table|meta|style|div)\b/iu.test(head)) return 'html'
  if (/^\s*<\?xml|^\s*<\w+[\s>]/u.test(head)) return 'unknown'
  if (/^(?:\{1:[^\n]*)?[\s\S]{0,400}?^:(?:20|25|28C?|60[FM]):/mu.test(head) && /^:61:/mu.test(text.slice(0, 200_000)))
    return 'mt940'
  if (/^!(?:Type|Account|Option)/imu.test(head)) return 'qif'
  return isMostlyText(head) ? 'csv' : 'unknown'
}

function isMostlyText(head: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells text from other bytes.
  const odd = head.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/gu)?.length ?? 0
  return head.trim() !== '' && odd * 50 < head.length
}
