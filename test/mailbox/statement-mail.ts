import { OWNER } from './mail-world.ts'

/** A file attached to a mail; `type`: its content type. */
export type Attachment = { readonly name: string; readonly type: string; readonly bytes: Uint8Array }

/** A mail as banks send statements: some words, and files. Not signed. */
export function statementMail(options: {
  readonly from: string
  readonly files: readonly Attachment[]
  readonly name: string
  readonly to?: string
  readonly date?: Date
  readonly words?: string
}): string {
  const { from, files, name, to = OWNER, date = new Date(), words = 'Your statement is attached.' } = options
  const parts = [
    `Content-Type: text/plain; charset=utf-8\r\n\r\n${words}\r\n`,
    ...files.map(
      ({ name: fileName, type, bytes }) =>
        `Content-Type: ${type}\r\nContent-Disposition: attachment; filename="${fileName}"\r\n` +
        `Content-Transfer-Encoding: base64\r\n\r\n${folded(bytes)}\r\n`,
    ),
  ]
  return (
    `From: Your Bank <${from}>\r\nTo: ${to}\r\nSubject: Your e-statement\r\nDate: ${date.toUTCString()}\r\n` +
    `Message-ID: <${name}>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b1"\r\n\r\n` +
    `${parts.map((part) => `--b1\r\n${part}`).join('')}--b1--\r\n`
  )
}

function folded(bytes: Uint8Array): string {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/gu)
      ?.join('\r\n') ?? ''
  )
}
