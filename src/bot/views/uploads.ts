import { DOUBT_WORDS } from '../../actions/mailbox-words.ts'
import type { ColumnStep } from '../../actions/teach-columns.ts'
import type { Account } from '../../domain/account.ts'
import { assertNever } from '../../domain/assert-never.ts'
import { PASSWORD_QUESTION_MARK } from '../../domain/password-words.ts'
import type { Statement } from '../../domain/statement.ts'
import type { StatementUpload } from '../../domain/statement-upload.ts'
import { dayMonthText } from './dates.ts'
import { fittingLines, type Html, html, lines, shortText } from './html.ts'
import { accountText } from './names.ts'
import { button, inPairs, type Screen } from './screen.ts'
import { columnsScreen } from './upload-columns.ts'

/** What there is to say about an uploaded statement file. */
export type UploadNotice =
  | { readonly kind: 'reading'; readonly isLong: boolean }
  | { readonly kind: 'offered' }
  | { readonly kind: 'locked'; readonly isWrong: boolean }
  | { readonly kind: 'refused'; readonly what: string; readonly isStatement: boolean }
  | { readonly kind: 'unplaced'; readonly statements: readonly Statement[]; readonly accounts: readonly Account[] }
  | { readonly kind: 'naming' }
  | { readonly kind: 'columns'; readonly step: ColumnStep; readonly isAgain: boolean }
  /** `canTeach`: a person may say what its columns are. */
  | { readonly kind: 'ready'; readonly statements: readonly Statement[]; readonly canTeach: boolean }
  | { readonly kind: 'importing' }
  | { readonly kind: 'imported'; readonly statements: readonly Statement[] }
  | { readonly kind: 'undone'; readonly entries: number }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed' }

const NAME_LENGTH_MAX = 60
const PROBLEMS_SHOWN = 3
const ACCOUNTS_MAX = 30
const LENGTH_MAX = 3_500

export const TOO_LARGE = html`Telegram gives bots no files above 20 MB. Export a shorter period, or import the file on the machine itself.`
export const HOW_TO_IMPORT = lines([
  html`<b>Send me the statement as a file</b>, in our private chat.`,
  html`PDF, Excel, CSV, OFX, QIF, MT940, camt.053, or a zip of these, from any bank. Locked files are fine: I ask for the password.`,
  html`I show what I found first. Nothing is booked until you tap Import, and an import can be undone.`,
])

/** The screen of a notice; one message shows all of them in turn. */
export function uploadScreen(upload: StatementUpload, notice: UploadNotice): Screen {
  const uploadId = upload.id
  const name = html`<b>${shortText(upload.fileName, NAME_LENGTH_MAX)}</b>`
  const cancel = button('Cancel', { kind: 'upload-cancel', uploadId })
  switch (notice.kind) {
    case 'reading': {
      const words = notice.isLong
        ? html`Still reading ${name}. Long files take up to half a minute.`
        : html`Reading ${name}…`
      return { text: words, keyboard: [] }
    }
    case 'offered':
      return {
        text: lines([html`${name} is locked.`, ...mailLines(upload), html`I open it when you give me its password.`]),
        keyboard: [[button('Give the password', { kind: 'upload-open', uploadId }), cancel]],
      }
    case 'locked': {
      const wrong = notice.isWrong ? html`That does not open it. ` : html``
      return {
        text: html`${PASSWORD_QUESTION_MARK} ${wrong}${name} is locked. Send me its password. I use it once, keep it nowhere and delete your message.`,
        keyboard: [[cancel]],
      }
    }
    case 'refused':
      return {
        text: lines([
          html`I cannot read ${name}: ${shortText(notice.what, 300)}. Nothing was booked.`,
          ...mailLines(upload),
        ]),
        keyboard: [],
      }
    case 'unplaced':
      return unplacedScreen(upload, name, notice.statements, notice.accounts)
    case 'naming':
      return {
        text: html`What shall the account of ${name} be called? Send me its bank and last digits, such as <code>GTBank 8016</code>.`,
        keyboard: [[cancel]],
      }
    case 'columns':
      return columnsScreen(upload, notice.step, notice.isAgain)
    case 'ready':
      return readyScreen(upload, name, notice.statements, notice.canTeach)
    case 'importing':
      return { text: html`Importing ${name}…`, keyboard: [] }
    case 'imported':
      return importedScreen(upload, name, notice.statements)
    case 'undone':
      return {
        text: html`The import of ${name} is undone: ${countText(notice.entries, 'entry', 'entries')} changed back.`,
        keyboard: [],
      }
    case 'cancelled':
      return { text: html`I dropped ${name}. Nothing was booked.`, keyboard: [] }
    case 'failed':
      return { text: html`I could not finish ${name}, and nothing was booked. Send it again.`, keyboard: [] }
    default:
      return assertNever(notice)
  }
}

/** Which mail brought a file, and why it is not to be believed. */
function mailLines({ mail }: StatementUpload): Html[] {
  if (mail === null) return []
  const from = html`It came with a mail from ${shortText(mail.from, NAME_LENGTH_MAX)}.`
  if (mail.doubt === null) return [from]
  return [
    from,
    html`⚠ <b>That mail is not verified</b>: ${DOUBT_WORDS[mail.doubt]}. Import the file only if you know that it is yours.`,
  ]
}

function unplacedScreen(
  upload: StatementUpload,
  name: Html,
  statements: readonly Statement[],
  accounts: readonly Account[],
): Screen {
  const uploadId = upload.id
  return {
    text: fittingLines(
      [name, ...mailLines(upload), ...statements.map(statementLine), html`Which account is it?`],
      LENGTH_MAX,
    ),
    keyboard: [
      ...inPairs(
        accounts
          .slice(0, ACCOUNTS_MAX)
          .map((account) =>
            button(accountText(account) || 'Account', { kind: 'upload-account', uploadId, accountId: account.id }),
          ),
      ),
      [
        button('New account', { kind: 'upload-new-account', uploadId }),
        button('Cancel', { kind: 'upload-cancel', uploadId }),
      ],
    ],
  }
}

function readyScreen(upload: StatementUpload, name: Html, statements: readonly Statement[], canTeach: boolean): Screen {
  const uploadId = upload.id
  const hasProblems = statements.some(({ problems }) => problems.length > 0)
  const show = button('Show', { kind: 'upload-show', uploadId, page: 1 })
  const cancel = button('Cancel', { kind: 'upload-cancel', uploadId })
  const go = hasProblems
    ? button('Import anyway', { kind: 'upload-anyway', uploadId })
    : button('Import', { kind: 'upload-import', uploadId })
  return {
    text: fittingLines(
      [
        name,
        ...mailLines(upload),
        ...statements.map(statementLine),
        ...placeLine(upload),
        ...columnsLine(upload),
        countsLine(upload),
        ...problemLines(statements),
      ],
      LENGTH_MAX,
    ),
    keyboard: [
      [go, show, cancel],
      ...(canTeach ? [[button('Choose columns', { kind: 'upload-columns', uploadId })]] : []),
      ...(upload.place?.kind !== 'fitting' ? [] : [[button('Another account', { kind: 'upload-accounts', uploadId })]]),
    ],
  }
}

function importedScreen(upload: StatementUpload, name: Html, statements: readonly Statement[]): Screen {
  const { id: uploadId, counts, importId } = upload
  return {
    text: fittingLines(
      [
        importId === null ? html`${name} was imported before: nothing is new.` : html`✅ ${name} is imported.`,
        ...statements.map(statementLine),
        countsLine(upload),
        ...((counts?.suspect ?? 0) > 0 ? [html`What is to look at is marked in /transactions. ⚠`] : []),
      ],
      LENGTH_MAX,
    ),
    keyboard: [
      [
        button('Show transactions', { kind: 'transactions', page: 0 }),
        ...(importId === null ? [] : [button('Undo import', { kind: 'upload-undo', uploadId })]),
      ],
    ],
  }
}

/** `GTBank ••8016, 1 Jun 2026 – 30 Jun 2026`. */
function statementLine({ institution, accountTail, pot, rows }: Statement): Html {
  const days = rows.map(({ date }) => date).sort(Temporal.PlainDate.compare)
  const [first, last] = [days[0], days.at(-1)]
  const account = `${institution ?? 'A bank it does not name'}${accountTail === null ? '' : ` ••${accountTail}`}`
  const period = first === undefined || last === undefined ? '' : `, ${dayText(first)} – ${dayText(last)}`
  return html`${shortText(pot === null ? account : `${account} ${pot}`, NAME_LENGTH_MAX)}${period}`
}

/** Whose account it is, where the file does not say it and its rows do. */
function placeLine({ place }: StatementUpload): Html[] {
  return place?.kind === 'fitting'
    ? [
        html`It does not say whose it is. Its rows fit what I know of <b>${shortText(place.label, NAME_LENGTH_MAX)}</b>.`,
      ]
    : []
}

function columnsLine({ columns }: StatementUpload): Html[] {
  return columns === null ? [] : [html`Read with the columns you chose. Import keeps them for the next file like it.`]
}

function dayText(date: Temporal.PlainDate): string {
  return `${dayMonthText(date)} ${date.year}`
}

/** `214 rows, 198 already known, 16 new, 3 to look at`. */
function countsLine({ counts }: StatementUpload): Html {
  if (counts === null) return html``
  const suspects = counts.suspect === 0 ? '' : `, ${counts.suspect} to look at`
  return html`${countText(counts.rows, 'row', 'rows')}, ${counts.known} already known, ${counts.new} new${suspects}`
}

function problemLines(statements: readonly Statement[]): Html[] {
  const problems = statements.flatMap((statement) => statement.problems)
  if (problems.length === 0) return []
  const more = problems.length - PROBLEMS_SHOWN
  return [
    html`⚠ <b>It does not add up:</b>`,
    ...problems.slice(0, PROBLEMS_SHOWN).map(({ line, what }) => html`Line ${line}: ${shortText(what, 200)}`),
    ...(more > 0 ? [html`…and ${more} more.`] : []),
  ]
}

function countText(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`
}
