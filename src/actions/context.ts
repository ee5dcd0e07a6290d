import type { AccessScope } from '../domain/access.ts'
import type { AlertKey, ParsedAlert } from '../domain/alert.ts'
import type { BalanceCheck } from '../domain/balance.ts'
import type { Change } from '../domain/plan.ts'
import type { Clock, Identifiers, LedgerSession, Membership } from '../domain/ports.ts'
import type { Rule } from '../domain/rule.ts'
import type { IncomingMessage } from '../pipeline/incoming.ts'
import type { Parse } from '../pipeline/ingest.ts'
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
  /** The name under which a lesson about this counterparty is kept; null when the reading names nobody. */
  counterpartyKey(reading: Pick<ParsedAlert, 'counterparty' | 'narration' | 'channel'>): string | null
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
