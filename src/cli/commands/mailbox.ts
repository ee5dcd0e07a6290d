import { parseArgs } from 'node:util'
import type { TakenMail } from '../../actions/mail-report.ts'
import { DOUBT_WORDS, REFUSAL_WORDS } from '../../actions/mailbox-words.ts'
import { addMailbox, listMailboxes, removeMailbox } from '../../actions/manage-mailboxes.ts'
import type { Mailbox, MailServer } from '../../domain/mailbox.ts'
import type { LedgerContext } from '../ledger-context.ts'
import { type Streams, UsageError } from '../streams.ts'

/** Reaching mail servers; the command line's composition root gives it. */
export type MailTools = {
  /** Connects, logs in and opens the INBOX; the reason when that is not possible. */
  tryLogin(
    server: MailServer,
    password: string,
  ): Promise<{ readonly kind: 'ok' } | { readonly kind: 'failed'; readonly words: string }>
  /** Reads one mailbox now. */
  check(
    id: string,
  ): Promise<
    | { readonly kind: 'checked'; readonly mails: readonly TakenMail[] }
    | { readonly kind: 'failed'; readonly words: string }
  >
}

const OPTIONS = {
  user: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  json: { type: 'boolean' },
} as const

const PASSWORD_MAX = 4_096

/** Mailboxes without the chat: `add`, `list`, `check`, `poll`, `remove`. Exit code 1 when a mailbox could not be used. */
export async function mailboxCommand(args: string[], context: LedgerContext, tools: MailTools): Promise<number> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: OPTIONS })
  const [verb, ...names] = positionals
  switch (verb) {
    case 'add':
      return add(values, context, tools)
    case 'list':
      return list(context, values.json === true)
    case 'check':
    case 'poll': {
      const chosen = await choose(names, context)
      return verb === 'check' ? check(chosen, context, tools) : poll(chosen, context, tools, values.json === true)
    }
    case 'remove': {
      if (names.length !== 1) throw new UsageError('mailbox remove: name the mailbox, as `mailbox list` shows it')
      return remove(await choose(names, context), context)
    }
    default:
      throw new UsageError('mailbox: say add, list, check, poll or remove')
  }
}

type AddValues = { user?: string; host?: string; port?: string; 'password-stdin'?: boolean }

async function add(values: AddValues, context: LedgerContext, tools: MailTools): Promise<number> {
  const { user, host, port = '993' } = values
  if (user === undefined || host === undefined) throw new UsageError('mailbox add: --user and --host are needed')
  if (values['password-stdin'] !== true) throw new UsageError('mailbox add: give the password with --password-stdin')
  if (!/^\d{1,5}$/u.test(port)) throw new UsageError('mailbox add: --port must be a number such as 993')
  const server = { user, host, port: Number(port) }
  const password = await readPassword(context.streams)
  if (password === '') throw new UsageError('mailbox add: standard input holds no password')
  const outcome = await tools.tryLogin(server, password)
  if (outcome.kind === 'failed') return problem(context, nameOf(server), outcome.words)
  await act(context, (actions) => addMailbox(actions, server, password))
  context.streams.stdout.write(`added ${nameOf(server)}\n`)
  return 0
}

/** Standard input up to the end of its first line. */
async function readPassword({ stdin }: Streams): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stdin) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    if (text.length > PASSWORD_MAX) throw new UsageError('mailbox add: the password is too long')
  }
  return text.replace(/\r?\n[\s\S]*$/u, '')
}

async function list(context: LedgerContext, isJson: boolean): Promise<number> {
  for (const mailbox of await mailboxesOf(context)) {
    const { id, user, host, port, checkedAt, mailAt, outcomes, problem: trouble, failedLogins } = mailbox
    const at = (instant: Temporal.Instant | null) => instant?.toString({ smallestUnit: 'second' }) ?? null
    const line = isJson
      ? JSON.stringify({
          id,
          user,
          host,
          port,
          checkedAt: at(checkedAt),
          mailAt: at(mailAt),
          outcomes,
          failedLogins,
          problem: trouble,
        })
      : [
          nameOf(mailbox),
          `checked ${at(checkedAt) ?? 'never'}`,
          `latest bank mail ${at(mailAt) ?? 'none'}`,
          ...Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`),
          ...(trouble === null ? [] : [`problem: ${trouble}`]),
        ].join('  ')
    context.streams.stdout.write(`${line}\n`)
  }
  return 0
}

async function check(mailboxes: readonly Mailbox[], context: LedgerContext, tools: MailTools): Promise<number> {
  let exitCode = 0
  for (const mailbox of mailboxes) {
    const password = await context.inLedger((session) => session.mailboxPassword(mailbox.id))
    const outcome = await tools.tryLogin(mailbox, password ?? '')
    if (outcome.kind === 'failed') exitCode = problem(context, nameOf(mailbox), outcome.words)
    else context.streams.stdout.write(`ok ${nameOf(mailbox)}\n`)
  }
  return exitCode
}

async function poll(
  mailboxes: readonly Mailbox[],
  context: LedgerContext,
  tools: MailTools,
  isJson: boolean,
): Promise<number> {
  let exitCode = 0
  for (const mailbox of mailboxes) {
    const result = await tools.check(mailbox.id)
    if (result.kind === 'failed') {
      exitCode = problem(context, nameOf(mailbox), result.words)
      continue
    }
    for (const mail of result.mails) {
      // What waits for the name system is read again at the next poll.
      if (mail.outcome === 'undecided') exitCode = 1
      context.streams.stdout.write(`${isJson ? jsonOf(mail, mailbox) : wordsOf(mail)}\n`)
    }
    context.streams.stderr.write(`${nameOf(mailbox)}: ${result.mails.length} mails read\n`)
  }
  return exitCode
}

function jsonOf({ uid, outcome, reason, from, trace, files }: TakenMail, mailbox: Mailbox): string {
  return JSON.stringify({
    mailbox: nameOf(mailbox),
    uid,
    outcome,
    ...(reason === null ? {} : { reason }),
    ...(from === null ? {} : { from }),
    transactions: trace?.transactions ?? [],
    ...(files.length === 0 ? {} : { files: files.map(({ name, outcome: end }) => ({ name, outcome: end })) }),
  })
}

function wordsOf({ uid, outcome, reason, from, trace, files }: TakenMail): string {
  const words = reason === null ? '' : (REASONS[reason] ?? reason)
  const brought = files.map(({ name, outcome: end }) => `${name}: ${FILE_WORDS[end]}`)
  const parts = [outcome, `uid ${uid}`, from ?? '', ...(trace?.transactions ?? []), words, ...brought]
  return parts.filter((part) => part !== '').join('  ')
}

/** What became of a file that a mail brought. */
const FILE_WORDS: Readonly<Record<TakenMail['files'][number]['outcome'], string>> = {
  kept: 'not imported yet; the chat shows what is in it and asks',
  known: 'came before',
  'too-large': 'larger than any statement',
  'too-many': 'left out, since too many files came today with mails that are not believed',
  'no-chat': 'not imported, since no chat belongs to this ledger yet; save it from the mail and use import',
}

/** Reasons of doubts and refusals in words; others are words already. */
const REASONS: Readonly<Record<string, string>> = {
  ...DOUBT_WORDS,
  ...REFUSAL_WORDS,
  dns: 'the bank’s key cannot be looked up now; tried again at the next poll',
}

async function remove(mailboxes: readonly Mailbox[], context: LedgerContext): Promise<number> {
  for (const mailbox of mailboxes) {
    await act(context, (actions) => removeMailbox(actions, mailbox.id))
    context.streams.stdout.write(`removed ${nameOf(mailbox)}\n`)
  }
  return 0
}

/** The mailboxes named by user, `user@host:port` or id; all of them when none is named. */
async function choose(names: readonly string[], context: LedgerContext): Promise<readonly Mailbox[]> {
  const all = await mailboxesOf(context)
  if (names.length === 0) return all
  return names.map((name) => {
    const [found, other] = all.filter((mailbox) => [mailbox.user, nameOf(mailbox), mailbox.id].includes(name))
    if (found === undefined) throw new UsageError(`there is no mailbox ${name}; see mailbox list`)
    if (other !== undefined) throw new UsageError(`${name} is more than one mailbox; name it as mailbox list shows it`)
    return found
  })
}

async function mailboxesOf(context: LedgerContext): Promise<readonly Mailbox[]> {
  return (await act(context, listMailboxes)).mailboxes
}

function nameOf({ user, host, port }: MailServer): string {
  return `${user}@${host}:${port}`
}

function problem(context: LedgerContext, name: string, words: string): number {
  context.streams.stderr.write(`mailbox ${name}: ${words}\n`)
  return 1
}

type Acting = Parameters<typeof listMailboxes>[0]

/** Does an action as the ledger's owner, who may do everything. */
function act<Result extends { readonly kind: string }>(
  context: LedgerContext,
  action: (actions: Acting) => Promise<Result>,
): Promise<Exclude<Result, { readonly kind: 'forbidden' }>> {
  return context.inLedger(async (session) => {
    const result = await action({ ...context, session, actor: { personId: null, role: 'owner' } })
    if (result.kind === 'forbidden') throw new Error('the owner may do everything')
    return result as Exclude<Result, { readonly kind: 'forbidden' }>
  })
}
