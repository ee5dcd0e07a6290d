import { parseArgs } from 'node:util'
import { reconcileAccounts } from '../../actions/reconcile-accounts.ts'
import { formatMoney } from '../../charts/money-label.ts'
import type { Account } from '../../domain/account.ts'
import { type AccountReconciliation, reconciliationJson } from '../../reports/reconciliation-json.ts'
import { gapWindow } from '../../reports/reconciliation-window.ts'
import type { LedgerContext } from '../ledger-context.ts'

const OPTIONS = { account: { type: 'string' }, json: { type: 'boolean' } } as const

/**
 * Writes, for every account or the one named, whether its entries add up with the balances its bank stated, and what is
 * missing where they do not. Exit code 1 when no account has that name.
 */
export async function reconcileCommand(args: string[], context: LedgerContext): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS })
  const { streams } = context
  const { timeZone } = await context.ledger()
  return context.inLedger(async (session) => {
    const actor = { personId: null, role: 'owner' } as const
    const result = await reconcileAccounts(
      { ...context, session, actor },
      {
        timeZone,
        isWanted: (account) => isNamed(account, values.account),
      },
    )
    if (result.kind === 'forbidden') throw new Error('the owner may read')
    const { accounts } = result
    if (accounts.length === 0 && values.account !== undefined) {
      streams.stderr.write(`reconcile: no account with entries is called ${values.account}\n`)
      return 1
    }
    if (values.json === true) {
      const claims = accounts.flatMap(({ gaps, disputed }) => [
        ...gaps.flatMap(({ after, before }) => [after, before]),
        ...disputed,
      ])
      const origins = await session.messageOrigins([...new Set(claims.map(({ key }) => key.messageId))])
      for (const account of accounts) {
        const line = reconciliationJson(account, { origins, timeZone })
        streams.stdout.write(`${JSON.stringify(line)}\n`)
      }
    } else streams.stdout.write(accounts.length === 0 ? 'No account has entries yet.\n' : table(accounts, timeZone))
    return 0
  })
}

/** By its tail or the end of it, by its name, or by both as lists write them. */
function isNamed({ name, institution, tail }: Account, wanted: string | undefined): boolean {
  if (wanted === undefined) return true
  const text = wanted.trim().toLowerCase()
  if (/^\d{2,}$/.test(text)) return tail !== null && (tail.endsWith(text) || text.endsWith(tail))
  return [name, institution, `${name} ${tail}`, `${institution} ${tail}`].some((known) => known?.toLowerCase() === text)
}

function table(accounts: readonly AccountReconciliation[], timeZone: string): string {
  return accounts
    .map((account) => accountLines(account, timeZone).join('\n'))
    .join('\n\n')
    .concat('\n')
}

function accountLines(reconciliation: AccountReconciliation, timeZone: string): string[] {
  const { account, currency, balanceMinor, checks, broken, gaps, disputed, months } = reconciliation
  const money = (minor: bigint) => formatMoney({ minor, currency })
  const name = account.tail === null ? account.name : `${account.name} ${account.tail}`
  return [
    `${name}  ${money(balanceMinor)}  ${checks} checked, ${broken} broken`,
    ...gaps.map(({ likely, missingMinor, ...gap }) => {
      const { from, to } = gapWindow(gap, timeZone)
      const amount = money(missingMinor < 0n ? -missingMinor : missingMinor)
      const guess = likely[0] === undefined ? '' : `, perhaps ${likely[0].counterparty}`
      return `  missing  ${amount} ${missingMinor < 0n ? 'out' : 'in'} between ${timeText(from)} and ${timeText(to)}${guess}`
    }),
    ...disputed.map(
      ({ occurred, beforeMinor, balance }) =>
        `  disputed  ${money(balance.minor - beforeMinor)} on ${occurred.date}: the next balance does not count it`,
    ),
    ...(months.length === 0 ? [] : [`  months   ${months.map(({ month, state }) => `${month} ${state}`).join(', ')}`]),
  ]
}

function timeText(zoned: Temporal.ZonedDateTime): string {
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ')
}
