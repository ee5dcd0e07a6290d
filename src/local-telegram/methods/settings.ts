import type { BotCommand, BotCommandScope, MenuButton } from 'grammy/types'
import type { Core, Method } from '../core.ts'
import { LIMITS } from '../limits.ts'
import { isObject, type Parameters, readArray, readInteger, readObject, readText } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

const SCOPES = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
])

function readScope(parameters: Parameters): BotCommandScope {
  const scope = readObject(parameters, 'scope') ?? { type: 'default' }
  if (!SCOPES.has(String(scope.type))) throw badRequest('unsupported type specified')
  return scope as unknown as BotCommandScope
}

function readLanguage(parameters: Parameters): string {
  const language = readText(parameters, 'language_code') ?? ''
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('LANG_CODE_INVALID')
  return language
}

function readCommand(value: unknown): BotCommand {
  const command = isObject(value) ? String(value.command ?? '').replace(/^\//, '') : ''
  const description = isObject(value) ? String(value.description ?? '').trim() : ''
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  if (description.length < 1 || description.length > LIMITS.commandDescriptionLengthMax) {
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  }
  return { command, description }
}

function isSameScope(a: BotCommandScope, b: BotCommandScope): boolean {
  const key = (scope: BotCommandScope): string =>
    [scope.type, 'chat_id' in scope ? scope.chat_id : '', 'user_id' in scope ? scope.user_id : ''].join(' ')
  return key(a) === key(b)
}

function replaceCommands(core: Core, parameters: Parameters, commands: readonly BotCommand[]): true {
  const scope = readScope(parameters)
  const language = readLanguage(parameters)
  const others = core.state.profile.commandLists.filter(
    (list) => list.language !== language || !isSameScope(list.scope, scope),
  )
  core.state.profile.commandLists = commands.length === 0 ? others : [...others, { scope, language, commands }]
  core.changes.tell({ kind: 'profile' })
  return true
}

const setMyCommands: Method = (core, parameters) => {
  const values = readArray(parameters, 'commands')
  if (values === null) throw badRequest('commands must be an Array')
  if (values.length > LIMITS.commandsMax) throw badRequest('BOT_COMMANDS_TOO_MUCH')
  const commands = values.map(readCommand)
  if (new Set(commands.map((one) => one.command)).size < commands.length) throw badRequest('BOT_COMMAND_DUPLICATE')
  return replaceCommands(core, parameters, commands)
}

const deleteMyCommands: Method = (core, parameters) => replaceCommands(core, parameters, [])

const getMyCommands: Method = (core, parameters) => {
  const scope = readScope(parameters)
  const language = readLanguage(parameters)
  const list = core.state.profile.commandLists.find((one) => one.language === language && isSameScope(one.scope, scope))
  return list?.commands ?? []
}

/** The commands a person sees in a private chat: the chat's own, then all private chats', then the default ones. */
export function visibleCommands(core: Core, chatId: number, language: string): readonly BotCommand[] {
  const scopes: BotCommandScope[] = [
    { type: 'chat', chat_id: chatId },
    { type: 'all_private_chats' },
    { type: 'default' },
  ]
  const candidates = scopes.flatMap((scope) => [language, ''].map((code) => ({ scope, code })))
  for (const { scope, code } of candidates) {
    const list = core.state.profile.commandLists.find((one) => one.language === code && isSameScope(one.scope, scope))
    if (list !== undefined) return list.commands
  }
  return []
}

/** A pair of methods that sets and gets one text of the bot's profile by language. */
function textSetting(
  pick: (core: Core) => Map<string, string>,
  field: string,
  lengthMax: number,
  fallback: (core: Core) => string,
): { set: Method; get: Method } {
  return {
    set: (core, parameters) => {
      const text = readText(parameters, field) ?? ''
      if (text.length > lengthMax) throw badRequest(`${field} is too long`)
      const language = readLanguage(parameters)
      if (text === '') pick(core).delete(language)
      else pick(core).set(language, text)
      core.changes.tell({ kind: 'profile' })
      return true
    },
    get: (core, parameters) => {
      const texts = pick(core)
      return { [field]: texts.get(readLanguage(parameters)) ?? texts.get('') ?? fallback(core) }
    },
  }
}

const name = textSetting(
  (core) => core.state.profile.names,
  'name',
  LIMITS.botNameLengthMax,
  (core) => core.state.bot.first_name,
)
const description = textSetting(
  (core) => core.state.profile.descriptions,
  'description',
  LIMITS.botDescriptionLengthMax,
  () => '',
)
const shortDescription = textSetting(
  (core) => core.state.profile.shortDescriptions,
  'short_description',
  LIMITS.botShortDescriptionLengthMax,
  () => '',
)

const setChatMenuButton: Method = (core, parameters) => {
  const button = readObject(parameters, 'menu_button') ?? { type: 'default' }
  if (!['default', 'commands', 'web_app'].includes(String(button.type))) throw badRequest('unsupported type specified')
  const chatId = readInteger(parameters, 'chat_id')
  core.state.profile.menuButtons.set(chatId ?? 'default', button as unknown as MenuButton)
  core.changes.tell({ kind: 'profile' })
  return true
}

const getChatMenuButton: Method = (core, parameters) => {
  const buttons = core.state.profile.menuButtons
  const own = buttons.get(readInteger(parameters, 'chat_id') ?? 'default')
  return own ?? buttons.get('default') ?? { type: 'commands' }
}

/** The methods by which a bot describes itself, by their names in the Bot API. */
export const settingsMethods: Readonly<Record<string, Method>> = {
  setMyCommands,
  getMyCommands,
  deleteMyCommands,
  setMyName: name.set,
  getMyName: name.get,
  setMyDescription: description.set,
  getMyDescription: description.get,
  setMyShortDescription: shortDescription.set,
  getMyShortDescription: shortDescription.get,
  setChatMenuButton,
  getChatMenuButton,
}
