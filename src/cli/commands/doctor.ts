import { statfs } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import type { Mailbox } from '../../domain/mailbox.ts'
import type { Clock } from '../../domain/ports.ts'
import type { PackReport } from '../../formats/pack/read-pack.ts'
import type { Streams } from '../streams.ts'

/** What the doctor found about one part: fine, worth knowing, or broken with what to do. */
type Finding = { readonly part: string; readonly state: 'ok' | 'note' | 'problem'; readonly words: string }

/** What the doctor needs; each part fails on its own, so that one broken part does not hide another. */
export type DoctorParts<Config extends { readonly dataDir: string }> = {
  readonly streams: Streams
  readonly clock: Clock
  config(): Promise<Config>
  openStorage(config: Config): Promise<{
    isReachable(): Promise<boolean>
    databaseTime(): Promise<Temporal.Instant>
    /** Those of all ledgers. */
    mailboxes(): Promise<readonly Pick<Mailbox, 'user' | 'host' | 'checkedAt' | 'problem'>[]>
    close(): Promise<void>
  }>
  /** The bank files of the folder of packs. */
  packs(): Promise<readonly PackReport[]>
  /** Asks Telegram who the bot is; null without a token. */
  getMe(config: Config): Promise<TelegramAnswer> | null
}

type TelegramAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: number }
  | { readonly kind: 'unreachable' | 'aborted' }

const FREE_BYTES_MIN = 500_000_000n
const CLOCK_SECONDS_MAX = 60

/** Checks configuration, key, database, clock, mailboxes, disk, packs and Telegram, and says what to do. Exit code 1 when something is broken. */
export async function doctorCommand<Config extends { readonly dataDir: string }>(
  args: string[],
  parts: DoctorParts<Config>,
): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
  const findings: Finding[] = []
  const config = await attempt(findings, 'configuration', () => parts.config(), 'every value can be used')
  if (config !== null) {
    await checkDatabase(findings, config, parts)
    await attempt(findings, 'disk', () => checkDisk(config.dataDir), `enough room in ${config.dataDir}`)
    await checkPacks(findings, parts)
    await checkTelegram(findings, config, parts)
  }
  const marks = { ok: '✓', note: '·', problem: '✗' }
  for (const finding of findings) {
    const line =
      values.json === true ? JSON.stringify(finding) : `${marks[finding.state]} ${finding.part}: ${finding.words}`
    parts.streams.stdout.write(`${line}\n`)
  }
  return findings.some((finding) => finding.state === 'problem') ? 1 : 0
}

/** Runs a check; an exception becomes a problem in its own words. */
async function attempt<T>(
  findings: Finding[],
  part: string,
  check: () => Promise<T>,
  words: string,
): Promise<T | null> {
  try {
    const result = await check()
    findings.push({ part, state: 'ok', words })
    return result
  } catch (error) {
    findings.push({ part, state: 'problem', words: error instanceof Error ? error.message : 'failed' })
    return null
  }
}

async function checkDatabase<Config extends { readonly dataDir: string }>(
  findings: Finding[],
  config: Config,
  parts: DoctorParts<Config>,
): Promise<void> {
  const storage = await attempt(
    findings,
    'database and key',
    () => parts.openStorage(config),
    'open, up to date, and made with this key',
  )
  if (storage === null) return
  try {
    await attempt(
      findings,
      'clock',
      async () => checkClock(parts.clock.now(), await storage.databaseTime()),
      'agrees with the database',
    )
    for (const mailbox of await storage.mailboxes()) findings.push(mailboxFinding(mailbox))
  } finally {
    await storage.close()
  }
}

/** What the last check of a mailbox ended with; it is not asked again here. */
function mailboxFinding({
  user,
  host,
  checkedAt,
  problem,
}: Pick<Mailbox, 'user' | 'host' | 'checkedAt' | 'problem'>): Finding {
  const part = `mailbox ${user} at ${host}`
  if (problem !== null) return { part, state: 'problem', words: problem }
  if (checkedAt === null) return { part, state: 'note', words: 'not checked yet: npm start checks it within a minute' }
  return { part, state: 'ok', words: `checked ${checkedAt.toString({ smallestUnit: 'second' })}` }
}

function checkClock(ours: Temporal.Instant, theirs: Temporal.Instant): void {
  const seconds = Math.abs(ours.until(theirs).total('seconds'))
  if (seconds > CLOCK_SECONDS_MAX) {
    throw new Error(`this machine and the database differ by ${Math.round(seconds)} seconds: set both by NTP`)
  }
}

async function checkDisk(dataDir: string): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir, { bigint: true })
  if (bavail * bsize < FREE_BYTES_MIN) throw new Error(`less than 500 MB free in ${dataDir}: make room before it fills`)
}

/** A finding for each pack: refused is a problem, with every reason; going before a built-in bank is worth knowing. */
async function checkPacks<Config extends { readonly dataDir: string }>(
  findings: Finding[],
  parts: DoctorParts<Config>,
): Promise<void> {
  for (const { file, bank, problems, notes } of await parts.packs()) {
    const part = `pack ${file}`
    if (bank === null) findings.push({ part, state: 'problem', words: `is not used: ${problems.join('; ')}` })
    else if (notes.length > 0) findings.push({ part, state: 'note', words: `${bank}: ${notes.join('; ')}` })
    else findings.push({ part, state: 'ok', words: bank })
  }
}

async function checkTelegram<Config extends { readonly dataDir: string }>(
  findings: Finding[],
  config: Config,
  parts: DoctorParts<Config>,
): Promise<void> {
  const asked = parts.getMe(config)
  if (asked === null) {
    findings.push({ part: 'Telegram', state: 'note', words: 'no BOT_TOKEN: npm start serves the local Telegram' })
    return
  }
  const answer = await asked
  const refusal = 'Telegram does not know this BOT_TOKEN: copy it whole from @BotFather'
  const finding: Finding =
    answer.kind === 'done'
      ? { part: 'Telegram', state: 'ok', words: 'knows the bot' }
      : answer.kind === 'refused'
        ? {
            part: 'Telegram',
            state: 'problem',
            words: answer.code === 401 || answer.code === 404 ? refusal : `answers ${answer.code}: try again later`,
          }
        : { part: 'Telegram', state: 'problem', words: 'cannot be reached: check the network and TELEGRAM_API_ROOT' }
  findings.push(finding)
}
