import { type Api, Context } from 'grammy'
import type { Update, UserFromGetMe } from 'grammy/types'
import type { ActionContext } from '../actions/context.ts'
import type { Change } from '../domain/plan.ts'
import type { ChatMessageId, Ledger, Membership, Person } from '../domain/ports.ts'
import { type CallbackReading, decodeCallback } from './callbacks.ts'
import type { BotDependencies } from './dependencies.ts'
import { createReplies, type Replies } from './replies.ts'

/** A text that waits until all texts of its unit are read, since they go through the pipeline together. */
export type WaitingText = { readonly context: BotContext; readonly text: string }

/** What became of receipts sent earlier. `isBulk`: so much changed at once that a summary told it. */
export type ChangedReceipts = { readonly changes: readonly Change[]; isBulk: boolean }

/** What a unit of updates shares: one member, one ledger, one transaction. */
export type Unit = {
  readonly dependencies: BotDependencies
  readonly person: Person
  readonly membership: Membership
  readonly ledger: Ledger
  readonly actions: ActionContext
  readonly waitingTexts: WaitingText[]
  readonly receipts: ChangedReceipts
  /** Called after the commit. */
  readonly afterCommit: (() => void)[]
}

/** An update on its way through the features. Nothing is sent from here: replies go into the outbox of the unit's transaction. */
export class BotContext extends Context {
  readonly unit: Unit
  readonly replies: Replies

  constructor(update: Update, api: Api, me: UserFromGetMe, unit: Unit) {
    super(update, api, me)
    this.unit = unit
    this.replies = createReplies(this, unit.actions.session)
  }

  /** What the pressed button asks for; null when the update is not a press. */
  get pressed(): CallbackReading | null {
    const query = this.callbackQuery
    return query === undefined ? null : decodeCallback(query.data ?? '')
  }

  /** The message whose button was pressed. */
  get pressedMessage(): ChatMessageId | null {
    const message = this.callbackQuery?.message
    return message === undefined ? null : { chatId: BigInt(message.chat.id), messageId: BigInt(message.message_id) }
  }

  get isPrivate(): boolean {
    return this.chat?.type === 'private'
  }

  /** The id of the answer this update gives, if it gives one: the same however often the update is handled. */
  get answerId(): string {
    const { ids } = this.unit.dependencies
    return ids.id('answer', String(this.me.id), String(this.update.update_id))
  }

  /** The day it is in the ledger's zone. */
  get today(): Temporal.PlainDate {
    const { dependencies, ledger } = this.unit
    return dependencies.clock.now().toZonedDateTimeISO(ledger.timeZone).toPlainDate()
  }

  /** How receipts are shown in this chat. */
  get receiptOptions(): { timeZone: string; showBalance: boolean } {
    return { timeZone: this.unit.ledger.timeZone, showBalance: this.isPrivate }
  }
}
