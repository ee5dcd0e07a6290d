import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { OWNER, startInstallation } from './installation.ts'
import { exportLedger } from './program.ts'

const COUNT = 500
const SENDERS = 50

it('loses none of the replies to 500 updates while every fifth call to Telegram fails', async () => {
  const owners = Array.from({ length: SENDERS }, (_, index) => OWNER + index)
  const { telegram, folder, chat, close } = await startInstallation(
    { OWNER_TELEGRAM_IDS: owners.join(',') },
    { timeoutFaultMs: 200 },
  )
  try {
    await chat.ask('/help')
    // Every kind; most often the one whose wait does not grow from try to try, so that the end comes soon.
    const kinds = ['429', '429', '429', '500', '502-html', 'timeout', 'reset-before', 'reset-after'] as const
    telegram.setFaultPlan({ seed: 5, rate: 0.2, kinds, retryAfterSeconds: 1 })
    telegram.clearCalls()
    // Commands are answered one by one, so every update has a reply of its own.
    const asked = Array.from({ length: COUNT }, (_, index) => {
      const user = telegram.user(owners[index % SENDERS] ?? OWNER)
      const text = index % 5 === 0 ? '/accounts' : '/categories'
      return { chatId: user.id, id: user.sendText(text).message_id }
    })
    const unanswered = () => {
      const replied = new Set(
        owners.flatMap((id) =>
          telegram.messages(id).flatMap(({ fromBot, replyToId }) => (fromBot ? [`${id}:${replyToId}`] : [])),
        ),
      )
      return asked.filter(({ chatId, id }) => !replied.has(`${chatId}:${id}`))
    }
    while (unanswered().length > 0) await pause(200)
    expect(unanswered()).toEqual([])
    const calls = telegram.calls({ method: 'sendMessage' })
    const failed = calls.filter(({ fault }) => fault !== null)
    expect(failed.length / calls.length).toBeGreaterThan(0.15)
    // Only a call that was done and whose answer was lost is repeated; the last repetitions may still be on their way.
    const lostAnswers = calls.filter(({ fault }) => fault === 'timeout' || fault === 'reset-after').length
    const replies = owners.flatMap((id) => telegram.messages(id).filter(({ fromBot }) => fromBot)).length - 1
    expect(replies).toBeGreaterThanOrEqual(COUNT)
    expect(replies).toBeLessThanOrEqual(COUNT + lostAnswers)
    expect(await exportLedger(folder)).toEqual([])
  } finally {
    telegram.setFaultPlan(null)
    await close()
  }
}, 120_000)
