import { Composer } from 'grammy'
import type { Forbidden } from '../../actions/authorize.ts'
import {
  listPhones,
  makePhone,
  type NoSuchPhone,
  type PhoneToSetUp,
  phoneToSetUp,
  renamePhone,
  revokePhone,
  signPhone,
} from '../../actions/manage-phones.ts'
import type { PhoneApp } from '../../domain/phone.ts'
import type { PhoneStep } from '../callbacks.ts'
import type { BotContext } from '../context.ts'
import { onAction } from '../on-action.ts'
import { CONNECT_IN_PRIVATE } from '../views/connect.ts'
import { FORBIDDEN, TOO_OLD } from '../views/notices.ts'
import {
  PHONE_NEEDS_ADDRESS,
  phoneAppsScreen,
  phoneKindScreen,
  phoneOfRename,
  phoneScreen,
  phoneSetupScreen,
  renamedText,
  renameSubject,
  renameText,
  revokedScreen,
} from '../views/phones.ts'

/** The phones of `/connect`: which phone, which app, what to set there; and each phone's name and end. */
export const phones = new Composer<BotContext>()

onAction(phones, 'phones', async (context) => {
  if (!context.isPrivate) return context.replies.send(CONNECT_IN_PRIVATE)
  const hasAddress = context.unit.dependencies.publicUrl !== null
  return context.replies.edit(hasAddress ? phoneKindScreen() : { text: PHONE_NEEDS_ADDRESS, keyboard: [] })
})

onAction(phones, 'connect-phone', async (context, { phoneKind }) => {
  if (!context.isPrivate) return context.replies.send(CONNECT_IN_PRIVATE)
  const id = context.unit.dependencies.ids.id('phone', context.answerId)
  const made = await makePhone(context.unit.actions, { id, kind: phoneKind })
  if (made.kind === 'phone' && phoneKind === 'android') return context.replies.edit(phoneAppsScreen(made.phone))
  return showSetup(context, made, 'shortcuts')
})

onAction(phones, 'phone', async (context, { step, phoneId }) => {
  if (!context.isPrivate) return context.replies.send(CONNECT_IN_PRIVATE)
  return steps[step](context, phoneId)
})

type Step = (context: BotContext, phoneId: string) => Promise<void>

const setUp =
  (app: PhoneApp): Step =>
  async (context, phoneId) =>
    showSetup(context, await phoneToSetUp(context.unit.actions, phoneId), app)

const steps: Readonly<Record<PhoneStep, Step>> = {
  show,
  apps: async (context, phoneId) => {
    const found = await phoneToSetUp(context.unit.actions, phoneId)
    return found.kind === 'phone' ? context.replies.edit(phoneAppsScreen(found.phone)) : refuse(context, found)
  },
  rename: async (context, phoneId) => {
    const found = await phoneToSetUp(context.unit.actions, phoneId)
    if (found.kind !== 'phone') return refuse(context, found)
    return context.replies.send(renameText(found.phone), renameSubject(phoneId))
  },
  revoke: async (context, phoneId) => {
    const result = await revokePhone(context.unit.actions, phoneId, true)
    return result.kind === 'changed' ? context.replies.edit(revokedScreen(result.phone)) : refuse(context, result)
  },
  restore: async (context, phoneId) => {
    const result = await revokePhone(context.unit.actions, phoneId, false)
    return result.kind === 'changed' ? show(context, phoneId) : refuse(context, result)
  },
  sign: (context, phoneId) => sign(context, phoneId, true),
  unsign: (context, phoneId) => sign(context, phoneId, false),
  'sms-to-url': setUp('sms-to-url'),
  'sms-gate': setUp('sms-gate'),
  'sms-forwarder': setUp('sms-forwarder'),
  tasker: setUp('tasker'),
  httpsms: setUp('httpsms'),
  shortcuts: setUp('shortcuts'),
}

async function show(context: BotContext, phoneId: string): Promise<void> {
  const { actions, ledger } = context.unit
  const listed = await listPhones(actions, ledger.timeZone)
  if (listed.kind === 'forbidden') return refuse(context, listed)
  const found = listed.phones.find(({ phone }) => phone.id === phoneId)
  if (found === undefined) return context.replies.send(TOO_OLD)
  const keys = await actions.session.phoneKeys(phoneId)
  return context.replies.edit(phoneScreen(found, keys, ledger.timeZone))
}

async function sign(context: BotContext, phoneId: string, isSigned: boolean): Promise<void> {
  const result = await signPhone(context.unit.actions, phoneId, isSigned)
  if (result.kind !== 'changed') return refuse(context, result)
  return show(context, phoneId)
}

function showSetup(context: BotContext, found: PhoneToSetUp | NoSuchPhone | Forbidden, app: PhoneApp): Promise<void> {
  if (found.kind !== 'phone') return refuse(context, found)
  const { publicUrl } = context.unit.dependencies
  return context.replies.edit(
    publicUrl === null ? { text: PHONE_NEEDS_ADDRESS, keyboard: [] } : phoneSetupScreen(found, app, publicUrl),
  )
}

/** The new name of a phone is the reply to the message that asks for it. */
phones.chatType('private').on('message:text', async (context, next) => {
  const asked = context.message.reply_to_message
  if (asked === undefined || context.message.text.startsWith('/')) return next()
  const { session } = context.unit.actions
  const about = { chatId: BigInt(context.chat.id), messageId: BigInt(asked.message_id) }
  const phoneId = phoneOfRename(await session.subjectOf(about))
  if (phoneId === null) return next()
  const result = await renamePhone(context.unit.actions, phoneId, context.message.text)
  return result.kind === 'changed' ? context.replies.send(renamedText(result.phone)) : refuse(context, result)
})

function refuse(context: BotContext, { kind }: NoSuchPhone | Forbidden): Promise<void> {
  return context.replies.send(kind === 'forbidden' ? FORBIDDEN : TOO_OLD)
}
