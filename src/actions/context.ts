import type { AccessScope } from '../domain/access.ts'
import type { Alert, AlertKey, ParsedAlert } from '../domain/alert.ts'
import type { BalanceCheck } from '../domain/balance.ts'
import type { Category, Lesson } from '../domain/category.ts'
import type { PayeeEdit } from '../domain/payee.ts'
import type { Change } from '../domain/plan.ts'
import type { Clock, Identifiers, LedgerSession, Membership, PipelineStore } from '../domain/ports.ts'
import type { Rule } from '../domain/rule.ts'
import type { Transaction } from '../domain/transaction.ts'
import type { Affected, LessonReads } from '../pipeline/affected.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import type { Parse } from '../pipeline/ingest.ts'
import type { Payees } from '../pipeline/payees.ts'
import type { PipelinePorts } from '../pipeline/ports.ts'
import type { Rereading, RereadPorts, RereadRequest } from '../pipeline/reread.ts'
import type { Trace } from '../pipeline/trace.ts'

export type { Parse } from '../pipeline/ingest.ts'

/** The pipeline's entrances. */
export type Pipeline = {
  /** Takes messages in and gives a trace for each, in the order given. */
  run(messages: readonly IncomingMessage[], ports: PipelinePorts): Promise<Trace[]>
  /** Takes a statement file's message in and keeps what that changed as the reread `importId`. */
  runImport(
    message: IncomingMessage,
    importId: string,
    ports: RereadPorts,
    options: { readonly namesKnown: boolean },
  ): Promise<Trace>
  /** Solves these alerts again after an answer or a rule changed; gives what changed in the ledger. */
  resolve(keys: readonly AlertKey[], ports: PipelinePorts): Promise<readonly Change[]>
  /** What solving these alerts again would change if these rules were the ledger's; nothing is written. */
  previewRules(keys: readonly AlertKey[], rules: readonly Rule[], ports: PipelinePorts): Promise<readonly Change[]>
  /** Reads stored messages again with today's formats and settles the ledger around what changed. */
  reread(request: RereadRequest, ports: RereadPorts): Promise<Rereading>
  /** Puts the readings in force that a reread replaced; gives the ids of the transactions that changed. */
  takeBackReread(rereadId: string, ports: RereadPorts): Promise<readonly string[]>
  /** The present balance check of each of these alerts, by `alertKeyText`; one that states no balance may be left out. */
  balanceChecks(keys: readonly AlertKey[], ports: PipelinePorts): Promise<ReadonlyMap<string, BalanceCheck>>
  /** The key of the payee, under which lessons about it are kept; null when the reading names nobody. */
  payeeKey(reading: Pick<ParsedAlert, 'counterparty' | 'narration' | 'direction'>): string | null
  /** What the payee of an alert is called, without banks, places and numbers; null when the reading names nobody. */
  payeeName(reading: Pick<ParsedAlert, 'counterparty' | 'narration' | 'direction'>): string | null
  /** Whether a payee's key is a person's name. */
  isPerson(payeeKey: string): boolean
  /** Which payees are one by these edits (in force, the latest first), and what they are called. */
  payeesIn(edits: readonly PayeeEdit[]): Payees
  /** Learns what the ledger taught, if this process has not yet. */
  prepare(store: PipelineStore): Promise<void>
  /** The likeliest categories of an alert by what this ledger taught, likeliest first; none while it taught nothing. */
  likeliest(reading: ParsedAlert, kind: Category['kind'], ports: PipelinePorts): Promise<readonly string[]>
  /** The category that the next alert like those of an entry would get. */
  nextCategory(transaction: Transaction, alerts: readonly Alert[], store: LessonReads): Promise<string | null>
  /** Entries of a payee that today's lessons would put elsewhere; with `instead`, were that lesson as given. */
  affectedByLessons(payeeKey: string, instead: Lesson | null, store: LessonReads): Promise<readonly Affected[]>
}

/** Who acts: a member of the ledger, or (with `personId` null) its owner at the command line. */
export type Actor = {
  readonly personId: string | null
  readonly role: Membership['role']
  /** What the token they came with is for; left out for a person in the chat or at the command line. */
  readonly scopes?: readonly AccessScope[]
}

/** What every action works with: one ledger in one transaction, and who acts. */
export type ActionContext = {
  readonly session: LedgerSession
  readonly actor: Actor
  readonly pipeline: Pipeline
  readonly parse: Parse
  readonly ids: Identifiers
  readonly clock: Clock
}

/** The ports of the pipeline for this action. */
export function pipelinePorts(context: ActionContext): RereadPorts {
  const { session, parse, ids, clock } = context
  return { store: session, parse, ids, clock }
}
