import type { AccessStore } from './access.ts'
import type { Account, AccountMatch } from './account.ts'
import type { AccountIdentity, Alert, AlertKey, Direction } from './alert.ts'
import type { Answer } from './answer.ts'
import type { BalanceClaim } from './balance.ts'
import type { Category, CategoryReason, CategoryRecord, Lesson } from './category.ts'
import type { DoubtfulMail, Mailbox, MailboxProgress, MailCursor, MailServer } from './mailbox.ts'
import type { MessageSource, RawMessage } from './message.ts'
import type { CurrencyCode } from './money.ts'
import type { ParseOutcome } from './outcome.ts'
import type { KnownPayee, PayeeEdit } from './payee.ts'
import type { PhoneStore } from './phone.ts'
import type { Evidence, Link, Plan } from './plan.ts'
import type { EventClaim, MonthActivity, PastMovement, SourceArrivals, StatementLock } from './reconciliation.ts'
import type { RereadStore } from './reread.ts'
import type { Rule } from './rule.ts'
import type { Attachment, SettingChange } from './setting-change.ts'
import type { UploadStore } from './statement-upload.ts'
import type { TaughtLayout, TeachingStore } from './taught-layout.ts'
import type { Transaction } from './transaction.ts'

/** The present; injected so that tests own it. */
export type Clock = { now(): Temporal.Instant }

/** A log line is a static message and allow-listed fields; message texts, names, numbers and tokens never go in. */
export type LogFields = Readonly<Record<string, unknown>>
export type Logger = {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
  error(fields: LogFields, message: string): void
}

/**
 * Ids and fingerprints, keyed with the installation's secret. `id` gives the same UUID for the same parts, so that the
 * same delivery, or the same event, has the same id however often it is seen.
 */
export type Identifiers = {
  id(...parts: string[]): string
  fingerprint(text: string): string
}

export type Ledger = {
  readonly id: string
  readonly name: string
  readonly timeZone: string
  readonly currency: string
  readonly quickEntryAccountId: string | null
  /** The layouts it was taught that count today, the latest first. */
  readonly taughtLayouts: readonly TaughtLayout[]
  /** Changes whenever a lesson is learned or forgotten; null or left out while there is none. */
  readonly learningMark?: string | null
  /** How right the model must be to file without asking, 0 to 1; left out: 0.98. */
  readonly filingPrecision?: number
  /** Whether one card of `/review` is sent each day; left out: it is. */
  readonly hasDailyCard?: boolean
}

/** A message with what reading it gave, ready to be stored. */
export type ReadMessage = {
  readonly message: RawMessage
  readonly outcome: ParseOutcome
  readonly alerts: readonly Alert[]
}

/** Everything connected to the alerts at hand: what `solve` needs to see whole. */
export type Neighbourhood = {
  readonly alerts: readonly Alert[]
  readonly answers: readonly Answer[]
  /** Transactions any of these alerts witness today. */
  readonly transactions: readonly Transaction[]
}

export type DecisionRecord = {
  readonly key: AlertKey
  readonly evidence: Evidence | Readonly<Record<string, unknown>>
} & (
  | { readonly stage: 'identify'; readonly decision: AccountMatch['because'] }
  | { readonly stage: 'solve'; readonly decision: Link['kind'] }
  | { readonly stage: 'categorize'; readonly decision: CategoryReason['kind'] }
  /** What a rule set beside the category; the evidence names the rule. */
  | { readonly stage: 'rule'; readonly decision: 'payee' | 'note' | 'tags' }
)

/** What the pipeline asks of storage inside the one transaction of a run, all of it on one ledger. */
export type PipelineStore = {
  /** The ledger, locked until the transaction ends: runs on one ledger happen one after the other. */
  lockLedger(): Promise<Ledger>
  /** Of these ids, the messages already stored, with the fingerprint they were stored with. */
  knownMessages(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Stores messages with their alerts and first readings. */
  addMessages(messages: readonly ReadMessage[]): Promise<void>
  accounts(): Promise<readonly Account[]>
  accountMatches(): Promise<readonly AccountMatch[]>
  addAccounts(accounts: readonly Account[]): Promise<void>
  putAccountMatches(matches: readonly AccountMatch[]): Promise<void>
  updateAccount(account: Account): Promise<void>
  /** Alerts of these identities, however old: a change of account touches them all. */
  alertsOfIdentities(identities: readonly AccountIdentity[]): Promise<readonly Alert[]>
  /** Alerts that fit any of the probes, each once, but those named; no order. */
  alertsNear(probes: readonly AlertProbe[], except: readonly AlertKey[]): Promise<readonly Alert[]>
  alertsByKey(keys: readonly AlertKey[]): Promise<readonly Alert[]>
  alertsOfMessages(messageIds: readonly string[]): Promise<readonly Alert[]>
  answersOn(keys: readonly AlertKey[]): Promise<readonly Answer[]>
  transactionsOf(keys: readonly AlertKey[]): Promise<readonly Transaction[]>
  transactionsById(ids: readonly string[]): Promise<readonly Transaction[]>
  /** Transactions of some kinds on accounts in spans of days, void ones left out; no order. */
  transactionsOn(spans: readonly ClaimSpan[], kinds: readonly Transaction['kind'][]): Promise<readonly Transaction[]>
  /** The claims these alerts make. */
  claimsOf(keys: readonly AlertKey[]): Promise<readonly BalanceClaim[]>
  /** The earliest claims of each account: all on its first day with a claim. */
  earliestClaims(accountIds: readonly string[]): Promise<readonly BalanceClaim[]>
  /** Every posting to an account up to and on a day, but its opening and those of void transactions, oldest first. */
  postingsUntil(accountId: string, date: Temporal.PlainDate): Promise<readonly AccountPosting[]>
  /** The same between two days, both included; `at` is null where only the receipt of a message tells the time. */
  postingsBetween(span: ClaimSpan): Promise<readonly AccountPosting[]>
  /** Claims of accounts in spans of days, and on the days of the last and next `margin` claims outside, in no order; near spans repeat claims. */
  claimsAround(spans: readonly ClaimSpan[], margin: number): Promise<readonly EventClaim[]>
  putClaims(claims: readonly BalanceClaim[]): Promise<void>
  /** Keeps that statements add up; one that is kept already stays. */
  putStatementLocks(locks: readonly StatementLock[]): Promise<void>
  /** Every statement that adds up. */
  statementLocks(): Promise<readonly StatementLock[]>
  /** The categories a person can choose. */
  categories(): Promise<readonly Category[]>
  /** Every category, hidden and merged ones too, in the ledger's order. */
  categoryRecords(): Promise<readonly CategoryRecord[]>
  /** The rules that are on, in their order. */
  rules(): Promise<readonly Rule[]>
  /** Lessons on these payees, forgotten ones as well, the latest first. */
  lessonsFor(counterpartyKeys: readonly string[]): Promise<readonly Lesson[]>
  /**
   * The latest lessons that are not forgotten and have an example, oldest first: at least `most - step` and fewer than `most` where there
   * are that many. Which one is the first moves by `step`, so that what was learned can be built upon.
   */
  lessonsToLearn(most: number, step: number): Promise<readonly Lesson[]>
  /** Transactions of these payees whose category no person and no rule chose, void ones left out, the latest first. */
  unansweredOf(payeeKeys: readonly string[], limit: number): Promise<readonly Transaction[]>
  /** How people name payees and which ones they say are one, those taken back left out, the latest first. */
  payeeEdits(): Promise<readonly PayeeEdit[]>
  /** Accounts whose identities went to another account: hidden from now on. */
  retireAccounts(accountIds: readonly string[]): Promise<void>
  /** Applies a plan and keeps it with its decisions. */
  applyPlan(plan: Plan, decisions: readonly DecisionRecord[]): Promise<void>
}

/** What to look for among stored alerts: one of these amounts in one direction, in a span of days. */
export type AlertProbe = {
  readonly direction: Direction
  readonly amounts: readonly bigint[]
  readonly currency: CurrencyCode
  /** Only of this institution, or a quick entry, which may be of any; null for any. */
  readonly institution: string | null
  /** First and last day; null for any. */
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate | null
  /** Of the same source only what may be a copy: its text, or its balance. Other sources, and statements, always. */
  readonly copyOf: {
    readonly source: MessageSource
    readonly fingerprint: string
    readonly balanceMinor: bigint | null
  } | null
  /** Only texts with this fingerprint; null for any. */
  readonly fingerprint: string | null
}

export type ClaimSpan = {
  readonly accountId: string
  readonly from: Temporal.PlainDate
  readonly to: Temporal.PlainDate
}

/** A posting on a money account with what is needed to put it in order. */
export type AccountPosting = {
  readonly transactionId: string
  readonly amountMinor: bigint
  readonly date: Temporal.PlainDate
  readonly at: Temporal.Instant | null
  readonly keys: readonly AlertKey[]
}

// Delivery

/** An update as it came, stored before it is acknowledged. */
export type IncomingUpdate = {
  readonly botId: bigint
  readonly updateId: bigint
  /** The Telegram user it comes from, if any. */
  readonly senderId: bigint | null
  /** The update as JSON, one-time codes already replaced. */
  readonly body: string
  /** The trace it belongs to (W3C traceparent). */
  readonly traceParent?: string | null
}

export type ClaimedUpdate = {
  readonly inboxId: bigint
  readonly updateId: bigint
  readonly senderId: bigint | null
  readonly body: string
  readonly receivedAt: Temporal.Instant
  readonly attempts: number
  readonly traceParent?: string | null
}

export type InboxStore = {
  /** Stores updates; an update that is already there is left as it is. Resolves when the commit is acknowledged. */
  add(updates: readonly IncomingUpdate[]): Promise<void>
  /** Oldest waiting updates, kept for `holder` until the lease ends. Updates of one sender are never split between holders. */
  claim(holder: string, limit: number, leaseSeconds: number): Promise<readonly ClaimedUpdate[]>
  /** Marks updates handled in a transaction of their own (for updates that touch no ledger). */
  finish(holder: string, inboxIds: readonly bigint[]): Promise<void>
  /** Puts a failed update back, or gives it up with the error's class when `giveUp`. */
  release(holder: string, inboxId: bigint, failure: string, giveUp: boolean): Promise<void>
  /** Waiting updates: how many, and the age of the oldest in seconds. */
  depth(): Promise<{ count: number; oldestAgeSeconds: number }>
  /** Forgets updates handled before an instant. Keys are kept at least 48 hours. Gives how many went. */
  prune(before: Temporal.Instant): Promise<number>
}

/** A Bot API call that is due. `attachment` is the file of a `sendPhoto`, named by `attach://file` in the payload. */
export type OutgoingCall = {
  readonly chatId: bigint
  readonly method:
    | 'sendMessage'
    | 'sendPhoto'
    | 'sendDocument'
    | 'editMessageText'
    | 'editMessageCaption'
    | 'editMessageMedia'
    | 'editMessageReplyMarkup'
    | 'deleteMessage'
  readonly payload: Readonly<Record<string, unknown>>
  readonly attachment: { readonly name: string; readonly bytes: Uint8Array } | null
  /** What the message is about, such as `transaction:<id>`. */
  readonly subject: string | null
}

export type DueCall = OutgoingCall & {
  readonly ledgerId: string
  readonly id: string
  readonly attempts: number
  /** The trace of what made it due (W3C traceparent). */
  readonly traceParent?: string | null
}

export type OutboxStore = {
  /** The oldest waiting call of each chat whose time has come, but the chats named. */
  due(limit: number, busyChats: readonly bigint[]): Promise<readonly DueCall[]>
  sent(call: DueCall, messageId: bigint | null): Promise<void>
  /** Tries again not before an instant; the chat's later calls wait behind it. */
  postpone(call: DueCall, notBefore: Temporal.Instant, failure: string): Promise<void>
  /** Sends it no more: trying again would not help. */
  giveUp(call: DueCall, failure: string): Promise<void>
  depth(): Promise<{ count: number; oldestAgeSeconds: number }>
}

export type Person = { readonly id: string; readonly telegramUserId: bigint; readonly isOwner: boolean }
export type Membership = {
  readonly ledgerId: string
  readonly personId: string
  readonly role: 'owner' | 'member' | 'reader'
  readonly chatId: bigint
}

export type PeopleStore = {
  /** The chat of each ledger's owner: where what nobody asked for is told. */
  owners(): Promise<readonly Membership[]>
  byTelegramUser(userId: bigint): Promise<{ person: Person; membership: Membership | null } | null>
  /** Makes a person; an existing one is given back as it is. */
  add(userId: bigint, isOwner: boolean): Promise<Person>
  /** Whether somebody owns the installation; `besides`: a Telegram user who does not count. */
  hasOwner(besides?: bigint): Promise<boolean>
  /** Keeps the hash of a fresh pairing code and drops earlier ones. */
  setPairingCode(codeHash: string, expiresAt: Temporal.Instant, tries: number): Promise<void>
  /** Uses a code up: true once for the right hash in time; a wrong one costs a try of every open code. */
  usePairingCode(codeHash: string): Promise<boolean>
}

// What actions ask of storage, on one ledger, inside one transaction

/** A transaction as a person sees it, with names instead of ids. */
export type TransactionDetail = {
  readonly transaction: Transaction
  /** Every account its postings touch. */
  readonly accounts: readonly Account[]
  /** Names of the categories its postings touch (a category is an income or expense account). */
  readonly categories: readonly Category[]
  /** The alerts it rests on, in key order. */
  readonly alerts: readonly Alert[]
  /** Fees that name it as their parent. */
  readonly fees: readonly Transaction[]
}

export type AccountBalance = {
  readonly account: Account
  /** What our postings say, opening included. */
  readonly ours: { readonly minor: bigint; readonly currency: string }
  /** The latest balance the bank stated, with its day, or null when it states none. */
  readonly stated: BalanceClaim | null
}

/** One leg of a transaction in a report's period, with names. */
export type ReportRow = {
  readonly transactionId: string
  readonly kind: Transaction['kind']
  readonly occurredDate: Temporal.PlainDate
  readonly payee: string | null
  readonly account: Pick<Account, 'id' | 'name' | 'tail' | 'type'>
  readonly amountMinor: bigint
  readonly currency: string
}

/** Which transactions a person looks for; what is null does not matter. */
export type TransactionFilter = {
  /** A part of the payee, the narration or the note; letter case and marks do not matter. */
  readonly text: string | null
  readonly accountId: string | null
  /** This category or one below it. */
  readonly categoryId: string | null
  readonly kind: Transaction['kind'] | null
  /** Null: everything that counts. */
  readonly status: 'posted' | 'suspect' | 'undone' | null
  readonly tag: string | null
  readonly from: Temporal.PlainDate | null
  readonly to: Temporal.PlainDate | null
  /** Of the amount without its sign, in minor units. */
  readonly amountMin: bigint | null
  readonly amountMax: bigint | null
}

/** Where a transaction stands among others, the latest first. */
export type TransactionPlace = {
  readonly id: string
  readonly date: Temporal.PlainDate
  readonly at: Temporal.Instant | null
}

/** What managing rules and categories asks of storage. */
export type SettingStore = {
  /** Every rule that is not removed, drafts too, in their order. */
  allRules(): Promise<readonly Rule[]>
  /** Adds rules, or changes those with these ids. */
  putRules(rules: readonly Rule[]): Promise<void>
  /** Adds categories, or changes those with these ids. */
  putCategories(categories: readonly CategoryRecord[]): Promise<void>
  addSettingChange(change: SettingChange): Promise<void>
  /** The latest changes that are not undone, newest first. */
  settingChanges(limit: number): Promise<readonly SettingChange[]>
  undoSettingChange(id: string, at: Temporal.Instant): Promise<void>
  /** Every transaction but openings, void ones too, by id and after one; `limit` at most. */
  entriesPage(page: { readonly after: string | null; readonly limit: number }): Promise<readonly TransactionDetail[]>
  /** Every transaction, void ones too, with a posting on one of these categories. */
  transactionsOnCategories(categoryIds: readonly string[]): Promise<readonly Transaction[]>
  addAttachment(attachment: Attachment): Promise<void>
  /** What was put to entries that rest on these alerts and is still there, oldest first. */
  attachmentsOn(keys: readonly AlertKey[]): Promise<readonly Attachment[]>
  removeAttachment(id: string, at: Temporal.Instant): Promise<void>
}
/** What settling asks of storage, reading again, teaching, statement files, phones, rules and categories, and access over the network. */
type SettlingStore = PipelineStore & RereadStore & TeachingStore & UploadStore & PhoneStore & SettingStore & AccessStore

export type LedgerSession = SettlingStore & {
  /** The ledger as it is now, without keeping others from it. */
  ledger(): Promise<Ledger>
  /** How a person belongs to the ledger; null when they do not. */
  membershipOf(personId: string): Promise<Membership | null>
  /** Transactions that fit, openings left out, the latest first, after a place; `limit` at most. */
  findTransactions(
    filter: TransactionFilter,
    page: { readonly after: TransactionPlace | null; readonly limit: number },
  ): Promise<readonly TransactionDetail[]>
  /** A transaction by id, following redirects; null when there is none in this ledger. */
  transactionDetail(id: string): Promise<TransactionDetail | null>
  /** Latest first by when it happened (or by when it was booked); `offset` for paging. Void ones are left out. */
  transactionDetails(options: {
    limit: number
    offset: number
    order: 'occurred' | 'booked'
  }): Promise<readonly TransactionDetail[]>
  /**
   * Transactions that happened in a span of days, openings included and void ones left out, oldest first (a day before
   * the times of it, ties by id), after the one given; `limit` at most.
   */
  exportPage(options: {
    from: Temporal.PlainDate | null
    to: Temporal.PlainDate | null
    after: Transaction | null
    limit: number
  }): Promise<readonly TransactionDetail[]>
  /** The origins of messages, by id. */
  messageOrigins(ids: readonly string[]): Promise<ReadonlyMap<string, string>>
  accountBalances(): Promise<readonly AccountBalance[]>
  /** Every claim on an account since a day, or of all time, in no order. */
  accountClaims(accountId: string, since: Temporal.PlainDate | null): Promise<readonly EventClaim[]>
  /** The latest movements on own accounts whose other side has a name, newest first. */
  pastMovements(limit: number): Promise<readonly PastMovement[]>
  /** When alerts of banks came since an instant, by source and institution. */
  arrivalsSince(since: Temporal.Instant): Promise<readonly SourceArrivals[]>
  /** How many entries and stated balances each account has in each month that has any. */
  monthActivity(): Promise<readonly MonthActivity[]>
  /** Legs of all transactions but void ones in a period, both days included. */
  reportRows(from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<readonly ReportRow[]>
  /** When a transaction was first booked (not when it happened); null when there is none with this id. */
  bookedAt(transactionId: string): Promise<Temporal.Instant | null>
  /** How many transactions of this counterparty there are that a lesson would cover. */
  countOfCounterparty(counterpartyKey: string, kind: 'income' | 'expense'): Promise<number>
  /** Categories this ledger used most in a direction, most used first. */
  mostUsedCategories(kind: 'income' | 'expense', limit: number): Promise<readonly Category[]>
  addAnswer(answer: Answer): Promise<void>
  revokeAnswer(answerId: string, at: Temporal.Instant): Promise<void>
  /** The latest answers not revoked, newest first. */
  latestAnswers(limit: number): Promise<readonly Answer[]>
  addLesson(lesson: Lesson, answerId: string, at: Temporal.Instant): Promise<void>
  /** Forgets what an answer taught, and brings back what that lesson had replaced. */
  forgetLessonsOf(answerId: string, at: Temporal.Instant): Promise<void>
  /** What an answer taught, forgotten or not; null when it taught nothing. */
  lessonOf(answerId: string): Promise<Lesson | null>
  /** The answer that taught a lesson; null when there is no such lesson. */
  answerOfLesson(lessonId: string): Promise<string | null>
  /** Has a lesson count for what came before it, too; null takes that back. */
  applyLesson(lessonId: string, at: Temporal.Instant | null): Promise<void>
  /** The lesson in force that was applied last; null when none is. */
  lastAppliedLesson(): Promise<(Lesson & { readonly answerId: string }) | null>
  /** Keeps how a person names a payee. An edit that is there already is left as it is. */
  addPayeeEdit(edit: PayeeEdit): Promise<void>
  revokePayeeEdit(id: string, at: Temporal.Instant): Promise<void>
  /** Transactions of these payees, void ones included, in no order. */
  transactionsOfPayees(payeeKeys: readonly string[]): Promise<readonly Transaction[]>
  /** Other payees that begin like this one or share a word with it, the most frequent first; `name` is one of those a bank writes. */
  payeesLike(payeeKey: string, limit: number): Promise<readonly KnownPayee[]>
  setQuickEntryAccount(accountId: string): Promise<void>
  /** How right the model must be to file without asking, 0 to 1. */
  setFilingPrecision(precision: number): Promise<void>
  setDailyCard(isWanted: boolean): Promise<void>
  addAudit(action: string, subject: string | null, personId: string | null, at: Temporal.Instant): Promise<void>
  /** The ledger's mailboxes, first added first. */
  mailboxes(): Promise<readonly Mailbox[]>
  /** A mailbox's password; null when there is no such mailbox. */
  mailboxPassword(id: string): Promise<string | null>
  /** Adds a mailbox, or gives one that is there another password: it is then read again where it was left. */
  putMailbox(mailbox: MailServer & { readonly id: string }, password: string, at: Temporal.Instant): Promise<void>
  /** Forgets a mailbox and its password; what was read stays. False when there is none. */
  removeMailbox(id: string): Promise<boolean>
  /** Keeps what a check changed; false, and nothing kept, when the cursor is not `from` any more. */
  moveMailbox(id: string, from: MailCursor | null, progress: MailboxProgress): Promise<boolean>
  /** Keeps why stored mails are not believed; one that is kept already is left as it is. */
  addDoubtfulMails(mails: readonly DoubtfulMail[]): Promise<void>
  /** Doubtful mails of these messages. */
  doubtfulMails(messageIds: readonly string[]): Promise<readonly DoubtfulMail[]>
  /** Doubtful mails that nobody has decided on, oldest first, and how many there are in all. */
  waitingDoubtfulMails(page: {
    readonly limit: number
    readonly offset: number
  }): Promise<{ readonly mails: readonly DoubtfulMail[]; readonly count: number }>
  /** Keeps what a person made of a waiting doubtful mail; false when it does not wait. */
  settleDoubtfulMail(messageId: string, state: 'accepted' | 'ignored'): Promise<boolean>
  /** Puts a call into the outbox; it leaves after the commit. Gives its id. */
  enqueue(call: OutgoingCall): Promise<string>
  /** The chat message of the latest sent call about each of these subjects, for those that have one. */
  messagesAbout(subjects: readonly string[]): Promise<ReadonlyMap<string, ChatMessageId>>
  /** What a sent message of a chat is about now; null when it is about nothing, or not ours. */
  subjectOf(message: ChatMessageId): Promise<string | null>
  /** The last decision of each kind about each of these alerts; some may have been overtaken since. */
  decisionsOn(keys: readonly AlertKey[]): Promise<readonly DecisionRecord[]>
  /** Ids of transactions that may repeat another, the latest first. */
  suspectIds(limit: number): Promise<readonly string[]>
  /** Ids of transactions since a day that nothing told a category for and that are no smaller than the average, the largest first. */
  uncategorizedIds(since: Temporal.PlainDate, limit: number): Promise<readonly string[]>
  /** Marks updates handled in this very transaction; throws when this holder has lost them. */
  finishUpdates(holder: string, inboxIds: readonly bigint[]): Promise<void>
}

/** Names a message in a chat. */
export type ChatMessageId = { readonly chatId: bigint; readonly messageId: bigint }

/** Opens transactions on ledgers. What `work` does is committed as a whole or not at all. */
export type Ledgers = {
  inLedger<T>(ledgerId: string, work: (session: LedgerSession) => Promise<T>): Promise<T>
  /** Makes a ledger with its default accounts and categories for a person and their chat; an existing one is left as it is. */
  create(options: {
    ledgerId: string
    name: string
    timeZone: string
    currency: string
    owner: { personId: string; chatId: bigint } | null
  }): Promise<void>
}
