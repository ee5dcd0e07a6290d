/**
 * The message without what SmsForwarder's standing template puts around it: the sender on the first line, and behind the
 * message SIM, time and device. Other texts come back as they are.
 */
export function undecorated(text: string, sender: string | null): string {
  const rows = text.split(/\r?\n/u)
  const tail = rows.findLastIndex((row, index) => index > 0 && isSimRow(row) && rows.slice(index + 1).some(isTimeRow))
  if (tail === -1) return text
  const isHeaded = sender !== null && rows[0]?.trim() === sender
  return rows.slice(isHeaded ? 1 : 0, tail).join('\n')
}

function isSimRow(row: string): boolean {
  return /^\s*SIM ?\d(?:[_ :-]|$)/iu.test(row)
}

function isTimeRow(row: string): boolean {
  return /^\s*\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?\s*$/u.test(row)
}
