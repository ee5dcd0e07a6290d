/** A command with what the menu says about it. `inGroups`: also listed in group chats. */
type BotCommand = { readonly command: string; readonly description: string; readonly inGroups: boolean }

/**
 * The commands of the menu, in its order; a private menu has twelve at most. `/start` needs no place in it: Telegram shows it as a
 * button. `/why` and `/import` work without one: a receipt has the button, and a file can just be sent; `/export` and `/token` are in
 * `/help`.
 */
const BOT_COMMANDS: readonly BotCommand[] = [
  { command: 'report', description: 'Chart and totals: week, month, year or 2026-10', inGroups: true },
  { command: 'transactions', description: 'The latest entries', inGroups: true },
  { command: 'accounts', description: 'Accounts, balances and gaps', inGroups: false },
  { command: 'review', description: 'What I am not sure about, one at a time', inGroups: false },
  { command: 'categories', description: 'Categories: add, rename, merge, hide', inGroups: false },
  { command: 'rules', description: 'Rules that sort entries for you', inGroups: false },
  { command: 'status', description: 'Last alerts, gaps and what waits', inGroups: false },
  { command: 'connect', description: 'Alerts from your mailbox or your phone', inGroups: false },
  { command: 'undo', description: 'Undo the last thing', inGroups: true },
  { command: 'dashboard', description: 'Open the dashboard in a browser', inGroups: false },
  { command: 'settings', description: 'Zone, currency, when I ask, what you taught me', inGroups: false },
  { command: 'help', description: 'What I can do', inGroups: true },
]

/** The menus of private chats and of groups, as `setMyCommands` takes them. What is listed decides nothing about rights. */
export const COMMAND_MENUS = [
  menu('all_private_chats', BOT_COMMANDS),
  menu(
    'all_group_chats',
    BOT_COMMANDS.filter(({ inGroups }) => inGroups),
  ),
]

function menu(type: 'all_private_chats' | 'all_group_chats', commands: readonly BotCommand[]) {
  return { commands: commands.map(({ command, description }) => ({ command, description })), scope: { type } }
}
