import { describe, expect, it } from 'vitest'
import { FILES_MAX } from '../../src/sources/mail/attached-files.ts'
import { readMailMessage } from '../../src/sources/mail-message.ts'
import { OWNER } from './mail-world.ts'
import { type Attachment, statementMail } from './statement-mail.ts'

const bytes = Buffer.from('Date,Amount\r\n')
const file = (name: string, type = 'application/octet-stream'): Attachment => ({ name, type, bytes })
const mailWith = (...files: Attachment[]) => statementMail({ from: 'gens@gtbank.com', name: 'a@gtbank.com', files })

async function filesOf(raw: string) {
  const reading = await readMailMessage(Buffer.from(raw))
  if (reading.kind !== 'mail') throw new Error('it is a mail')
  return reading.files
}

describe('files attached to a mail', () => {
  it('are given with their bytes when they may be statements', async () => {
    const names = ['a.PDF', 'b.xlsx', 'c.csv', 'd.ofx', 'e.zip']
    const files = await filesOf(mailWith(...names.map((name) => file(name))))
    expect(files.map(({ name }) => name)).toEqual(names)
    expect(Buffer.from(files[0]?.bytes ?? [])).toEqual(bytes)
  })

  it.each([
    'logo.png',
    'page.html',
    'invite.ics',
    'tool.exe',
    'statement.pdf.exe',
    'statement\u202ecsv.scr',
    'pdf',
    '.pdf.',
  ])('are left alone when they are something else: %s', async (name) => {
    expect(await filesOf(mailWith(file(name, 'application/pdf')))).toEqual([])
  })

  it('have names without folders and without what cannot be seen', async () => {
    const [found] = await filesOf(mailWith(file('../../etc/\u0007pass\u202ewd.csv')))
    expect(found?.name).toBe('.. .. etc pass wd.csv')
    const [long] = await filesOf(mailWith(file(`${'x'.repeat(500)}.csv`)))
    expect(long?.name).toMatch(/^….{116}\.csv$/u)
  })

  it('are told by their type when they have no name', async () => {
    const raw = mailWith(file('x', 'application/pdf')).replace(' filename="x"', '')
    expect(await filesOf(raw)).toMatchObject([{ name: 'statement.pdf' }])
    expect(await filesOf(raw.replace('application/pdf', 'image/png'))).toEqual([])
  })

  it('are no more than a few, and none is larger than a statement', async () => {
    const many = Array.from({ length: FILES_MAX + 3 }, (_, at) => file(`${at}.csv`))
    expect(await filesOf(mailWith(...many))).toHaveLength(FILES_MAX)
    const large = { name: 'large.pdf', type: 'application/pdf', bytes: Buffer.alloc(8_388_609, 1) }
    expect(await filesOf(mailWith(large, file('small.pdf')))).toMatchObject([
      { name: 'large.pdf', bytes: null },
      { name: 'small.pdf', bytes },
    ])
  })

  it('are found in a mail that was passed on as an attachment', async () => {
    const inner = mailWith(file('inner.pdf'))
    const raw = `From: ${OWNER}\r\nTo: ${OWNER}\r\nSubject: Fwd\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n${inner}`
    expect(await filesOf(raw)).toMatchObject([{ name: 'inner.pdf' }])
  })
})
