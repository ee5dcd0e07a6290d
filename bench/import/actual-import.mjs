// A process of its own beside an installed @actual-app/api: imports a CSV file twice into a new budget and prints what that took.
// node actual-import.mjs DATA_FOLDER FILE
import { readFile } from 'node:fs/promises'
import * as api from '@actual-app/api'

const [dataDir, path] = process.argv.slice(2)
await api.init({ dataDir, verbose: false })
await api.runImport('bench', async () => {
  await api.createAccount({ name: 'GTBank 8016', type: 'checking' }, 0)
})
const [account] = await api.getAccounts()

async function timed() {
  const start = performance.now()
  const [, ...lines] = (await readFile(path, 'utf8')).trim().split('\n').slice(4)
  const rows = lines.map((line) => {
    const [date, name, debit, credit] = line.split(',')
    const amount = Math.round((Number(credit || 0) - Number(debit || 0)) * 100)
    return { account: account.id, date, amount, payee_name: name, imported_payee: name }
  })
  const read = performance.now()
  const { added } = await api.importTransactions(account.id, rows)
  return { milliseconds: performance.now() - start, readMilliseconds: read - start, added: added.length }
}

const first = await timed()
const again = await timed()
const peakMegabytes = process.resourceUsage().maxRSS / 1_024
process.stdout.write(`\n${JSON.stringify({ first, again, peakMegabytes })}\n`, () => process.exit())
