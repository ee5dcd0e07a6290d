import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { ChatMessageId, ClaimedUpdate, LedgerSession } from '../domain/ports.ts'
import { admitSender, type Member } from './admission.ts'
import { createBot } from './bot.ts'
import { BotContext, type Unit } from './context.ts'
import type { BotDependencies } from './dependencies.ts'
import { answerTexts } from './features/free-text.ts'
import { postedSms } from './posted-sms.ts'
import { editChangedReceipts, watchChanges } from './receipt-edits.ts'
import { answerSms } from './tell-sms.ts'
import { type ReadUpdate, readUpdate, splitIntoUnits, updateKind } from './update.ts'

type KnownUpdate = ReadUpdate & { readonly update: Update }

/** Handles stored updates. A batch is of one sender, in order. */
export type UpdateHandler = {
  /**
   * Handles the batch in one transaction that also marks its updates handled for `holder`: all of it is stored, or none.
   * What a stranger wrote is marked handled and answered by nothing.
   */
  handle(batch: readonly ClaimedUpdate[], holder: string): Promise<void>
  /** Tells the person that an update could not be handled and was kept. A stranger is told nothing. */
  tellGivenUp(update: ClaimedUpdate): Promise<void>
}

/** The bot without its connection: from stored updates to replies in the outbox. */
export function createUpdateHandler(dependencies: BotDependencies): UpdateHandler {
  const middleware = createBot().middleware()
  const api = speechlessApi()

  const work = async (units: readonly (readonly KnownUpdate[])[], member: Member, session: LedgerSession) => {
    const hooks: (() => void)[] = []
    for (const unit of units) {
      const shared = await openUnit(dependencies, member, session)
      const sms = unit.flatMap((one) => postedSms(one) ?? [])
      if (sms.length > 0) await answerSms(shared, sms)
      let edited: ChatMessageId | null = null
      for (const { update } of sms.length > 0 ? [] : unit) {
        const context = new BotContext(update, api, dependencies.botInfo, shared)
        edited = context.pressedMessage ?? edited
        await middleware(context, async () => {})
      }
      await answerTexts(shared)
      const { actions, ledger, receipts } = shared
      const options = { timeZone: ledger.timeZone, edited }
      if (!receipts.isBulk) await editChangedReceipts(actions, receipts.changes, options)
      hooks.push(...shared.afterCommit)
    }
    return hooks
  }

  return {
    async handle(batch, holder) {
      const units = splitIntoUnits(batch.map(readUpdate))
      for (const { update } of units.flat()) dependencies.metrics.botUpdate(updateKind(update))
      const { member, admitted, refused } = await admitUnits(dependencies, units)
      if (refused.length > 0) await dependencies.finish(holder, refused)
      if (member === null) return
      const known = admitted.map((unit) => unit.filter((one): one is KnownUpdate => one.update !== null))
      answerCallbacks(dependencies, known.flat())
      const hooks = await dependencies.ledgers.inLedger(member.membership.ledgerId, async (session) => {
        const afterCommit = await work(known, member, session)
        await session.finishUpdates(holder, inboxIds(admitted.flat()))
        return afterCommit
      })
      for (const hook of hooks) hook()
    },
    async tellGivenUp(claimed) {
      const { update } = readUpdate(claimed)
      const member = update === null ? null : await admitSender(dependencies, claimed.senderId, update)
      if (member === null) return
      const { ledgerId, chatId } = member.membership
      await dependencies.ledgers.inLedger(ledgerId, (session) =>
        session.enqueue({
          chatId,
          method: 'sendMessage',
          payload: { chat_id: Number(chatId), text: GIVEN_UP_TEXT },
          attachment: null,
          subject: null,
        }),
      )
    },
  }
}

const GIVEN_UP_TEXT =
  'I could not handle your last message, and nothing was booked from it. Please send it again. If that fails too, tell whoever runs this bot.'

type Admitted = {
  readonly member: Member | null
  readonly admitted: readonly ReadUpdate[][]
  readonly refused: bigint[]
}

/** Whether the sender may use the bot: nobody until `/start CODE` comes, which may stand in the middle of a batch. */
async function admitUnits(dependencies: BotDependencies, units: readonly ReadUpdate[][]): Promise<Admitted> {
  const refused: bigint[] = []
  for (const [index, unit] of units.entries()) {
    const first = unit.find(({ update }) => update !== null)
    const member =
      first === undefined || first.update === null
        ? null
        : await admitSender(dependencies, first.claimed.senderId, first.update)
    if (member !== null) return { member, admitted: units.slice(index), refused }
    refused.push(...inboxIds(unit))
  }
  return { member: null, admitted: [], refused }
}

async function openUnit(dependencies: BotDependencies, member: Member, session: LedgerSession): Promise<Unit> {
  const { pipeline, parse, ids, clock } = dependencies
  const actor = { personId: member.person.id, role: member.membership.role }
  const watched = watchChanges(session)
  const actions = { session: watched.session, actor, pipeline, parse, ids, clock }
  const receipts = { changes: watched.changes, isBulk: false }
  return {
    dependencies,
    ...member,
    ledger: await session.lockLedger(),
    actions,
    waitingTexts: [],
    receipts,
    afterCommit: [],
  }
}

function answerCallbacks({ answerCallback }: BotDependencies, unit: readonly KnownUpdate[]): void {
  for (const { update } of unit) {
    if (update.callback_query !== undefined) answerCallback(update.callback_query.id)
  }
}

function inboxIds(unit: readonly ReadUpdate[]): bigint[] {
  return unit.map(({ claimed }) => claimed.inboxId)
}

/** grammY's contexts want an API; ours must not speak outside the outbox, so every call of it is a bug. */
function speechlessApi(): Api {
  const api = new Api('0:none')
  api.config.use((_previous, method) => {
    throw new Error(`${method} must go through the outbox`)
  })
  return api
}
