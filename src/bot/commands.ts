import type { Api } from 'grammy'

/** A command with what the menu says about it. `inGroups`: also listed in group chats. */
type BotCommand = { readonly command: string; readonly description: string; readonly inGroups: boolean }

/** The commands there are, in the order of the menu. */
export const BOT_COMMANDS: readonly BotCommand[] = [
  { command: 'report', description: 'Chart and totals: week, month, year or 2026-10', inGroups: true },
  { command: 'transactions', description: 'The latest entries', inGroups: true },
  { command: 'accounts', description: 'Accounts and balances', inGroups: false },
  { command: 'categories', description: 'The categories', inGroups: false },
  { command: 'undo', description: 'Undo the last thing', inGroups: true },
  { command: 'help', description: 'What I can do', inGroups: true },
  { command: 'start', description: 'Begin', inGroups: false },
]

/** Sets the command menus of private chats and of groups. What is listed decides nothing about who may do what. */
export async function describeBot(api: Pick<Api, 'setMyCommands'>): Promise<void> {
  const listed = (commands: readonly BotCommand[]) =>
    commands.map(({ command, description }) => ({ command, description }))
  await api.setMyCommands(listed(BOT_COMMANDS), { scope: { type: 'all_private_chats' } })
  await api.setMyCommands(listed(BOT_COMMANDS.filter(({ inGroups }) => inGroups)), {
    scope: { type: 'all_group_chats' },
  })
}
