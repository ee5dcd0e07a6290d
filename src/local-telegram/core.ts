import type { CallLog } from './calls.ts'
import type { Changes } from './changes.ts'
import type { FaultDesk } from './faults.ts'
import type { FileStore } from './files.ts'
import type { Parameters } from './parameters.ts'
import type { State } from './state.ts'
import type { UpdateQueue } from './updates.ts'
import type { WebhookSender } from './webhook.ts'

/** A sample alert for the page's drawer; values are invented. */
export type Sample = { readonly bank: string; readonly title: string; readonly text: string }

/** The server's settings with every default filled in. */
export type Settings = {
  readonly token: string
  readonly now: () => number
  readonly longPollMsMax: number
  /** How long a call that hits a `timeout` fault is left without an answer before its connection is cut. */
  readonly timeoutFaultMs: number
  readonly webhookBackoffMs: (attempt: number) => number
  readonly samples: readonly Sample[]
  readonly allowedHosts: readonly string[]
}

/** The parts of a running server; each method of the Bot API gets it. */
export type Core = {
  readonly settings: Settings
  readonly state: State
  readonly files: FileStore
  readonly changes: Changes
  readonly calls: CallLog
  readonly faults: FaultDesk
  readonly queue: UpdateQueue
  readonly webhook: WebhookSender
}

/** One method of the Bot API: gives the `result` of its answer or throws a Refusal. */
export type Method = (core: Core, parameters: Parameters, signal: AbortSignal) => unknown
