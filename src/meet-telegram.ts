import type { UserFromGetMe } from 'grammy/types'
import { backoffMs, sleepOnMachine } from './delivery/waiting.ts'
import type { ProcessParts } from './process-parts.ts'

type MeetParts = Pick<ProcessParts, 'call' | 'logger' | 'ending' | 'say' | 'end'>

/**
 * Who we are to Telegram, asked until it answers. Null when the program is to end before that, or when Telegram does not know
 * the token: then the person who started it is told, and it ends.
 */
export async function meetTelegram(parts: MeetParts): Promise<UserFromGetMe | null> {
  const { call, logger, ending } = parts
  for (let failures = 0; !ending.aborted; ) {
    const outcome = await call('getMe', {}, null, ending)
    if (outcome.kind === 'done') return welcome(parts, outcome.result as UserFromGetMe)
    if (outcome.kind === 'refused' && (outcome.code === 401 || outcome.code === 404)) return refuse(parts)
    failures += 1
    logger.warn({ attempt: failures }, 'Telegram does not answer yet; trying again')
    await sleepOnMachine(backoffMs({ failures, baseMs: 1_000, capMs: 30_000, random: Math.random }), ending)
  }
  return null
}

function welcome({ ending, say }: MeetParts, botInfo: UserFromGetMe): UserFromGetMe | null {
  if (ending.aborted) return null
  say(`Bot:        @${botInfo.username}`)
  return botInfo
}

function refuse({ ending, say, end }: MeetParts): null {
  if (ending.aborted) return null
  say('Telegram does not know this BOT_TOKEN. Copy it whole from @BotFather, or make a new one there.')
  end(1)
  return null
}
