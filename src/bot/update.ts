import type { Message, MessageEntity, Update } from 'grammy/types'
import type { ClaimedUpdate } from '../domain/ports.ts'
import { postedSms } from './posted-sms.ts'

/** A stored update, read back. `update` is null when its body is not one. */
export type ReadUpdate = { readonly claimed: ClaimedUpdate; readonly update: Update | null }

/** Reads the stored body. Never throws: a body nobody can read must not come back for ever. */
export function readUpdate(claimed: ClaimedUpdate): ReadUpdate {
  try {
    const body: unknown = JSON.parse(claimed.body)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return { claimed, update: null }
    const update = { ...body, update_id: Number(claimed.updateId) } as Update
    if (update.message === undefined) return { claimed, update }
    return { claimed, update: { ...update, message: withCommand(update.message) } as Update }
  } catch (error) {
    if (error instanceof SyntaxError) return { claimed, update: null }
    throw error
  }
}

/** The kind of an update, as Telegram names it: the name of its only field beside the id. */
export function updateKind(update: Update | null): string {
  return Object.keys(update ?? {}).find((name) => name !== 'update_id') ?? 'unreadable'
}

/** Whether it is a text in a private chat that is no command: such texts go through the pipeline together. */
function isPlainText({ update }: ReadUpdate): boolean {
  const message = update?.message
  return message?.chat.type === 'private' && message.text !== undefined && !message.text.startsWith('/')
}

/** What neighbours make one unit with it; null for what is alone. */
function unitKind(one: ReadUpdate): 'texts' | 'sms' | null {
  if (postedSms(one) !== null) return 'sms'
  return isPlainText(one) ? 'texts' : null
}

/** Splits updates into units, in order: neighbouring plain texts are one, and so are SMS of phones; everything else is alone. */
export function splitIntoUnits(updates: readonly ReadUpdate[]): ReadUpdate[][] {
  const units: ReadUpdate[][] = []
  for (const one of updates) {
    const last = units.at(-1)
    const kind = unitKind(one)
    if (last !== undefined && kind !== null && last.every((other) => unitKind(other) === kind)) last.push(one)
    else units.push([one])
  }
  return units
}

/** Some Bot API servers leave it to the bot to see that a text begins with a command. */
function withCommand(message: Message): Message {
  const command = /^\/[A-Za-z0-9_]{1,32}(?:@\w+)?(?=\s|$)/.exec(message.text ?? '')?.[0]
  const entities: readonly MessageEntity[] = message.entities ?? []
  const isKnown = entities.some(({ type, offset }) => type === 'bot_command' && offset === 0)
  if (command === undefined || isKnown) return message
  return { ...message, entities: [{ type: 'bot_command', offset: 0, length: command.length }, ...entities] } as Message
}
