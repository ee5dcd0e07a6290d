import { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { ActionSession } from '../actions/ports-wanted.ts'
import type { ClaimedUpdate } from '../domain/ports.ts'
import { admitSender, type Member } from './admission.ts'
import { createBot } from './bot.ts'
import { BotContext, type Unit } from './context.ts'
import type { BotDependencies } from './dependencies.ts'
import { answerTexts } from './features/free-text.ts'
import { type ReadUpdate, readUpdate, splitIntoUnits, updateKind } from './update.ts'

type KnownUpdate = ReadUpdate & { readonly update: Update }

/** Handles stored updates. A batch is of one sender, in order. */
export type UpdateHandler = {
  /**
   * Handles the batch unit by unit, each in one transaction that also marks its updates handled for `holder`. Rejects
   * at the first unit that cannot be handled: the units before it are done, nothing of it and of what follows is.
   */
  handle(batch: readonly ClaimedUpdate[], holder: string): Promise<void>
}

/** The bot without its connection: from stored updates to replies in the outbox. */
export function createUpdateHandler(dependencies: BotDependencies): UpdateHandler {
  const middleware = createBot().middleware()
  const api = speechlessApi()

  const work = async (unit: readonly KnownUpdate[], member: Member, holder: string, session: ActionSession) => {
    const shared = await openUnit(dependencies, member, session)
    for (const { update } of unit) {
      await middleware(new BotContext(update, api, dependencies.botInfo, shared), async () => {})
    }
    await answerTexts(shared)
    await session.finishUpdates(holder, inboxIds(unit))
    return shared
  }

  const handleUnit = async (unit: readonly KnownUpdate[], member: Member, holder: string): Promise<void> => {
    const { ledgerId } = member.membership
    const { afterCommit } = await dependencies.ledgers.inLedger(ledgerId, (session) =>
      work(unit, member, holder, session),
    )
    for (const hook of afterCommit) hook()
  }

  return {
    async handle(batch, holder) {
      for (const unit of splitIntoUnits(batch.map(readUpdate))) {
        for (const { update } of unit) dependencies.metrics.botUpdate(updateKind(update))
        const known = unit.filter((one): one is KnownUpdate => one.update !== null)
        const [first] = known
        const member =
          first === undefined ? null : await admitSender(dependencies, first.claimed.senderId, first.update)
        if (member === null) {
          await dependencies.finish(holder, inboxIds(unit))
          continue
        }
        answerCallbacks(dependencies, known)
        await handleUnit(known, member, holder)
      }
    },
  }
}

async function openUnit(dependencies: BotDependencies, member: Member, session: ActionSession): Promise<Unit> {
  const { pipeline, parse, ids, clock } = dependencies
  const actor = { personId: member.person.id, role: member.membership.role }
  const actions = { session, actor, pipeline, parse, ids, clock }
  return { dependencies, ...member, ledger: await session.lockLedger(), actions, waitingTexts: [], afterCommit: [] }
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
