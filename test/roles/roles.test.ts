import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gtbankAlert } from '../e2e/alerts.ts'
import { categoryButtonsOf, createChat } from '../e2e/chat.ts'
import { type Processes, startProcesses } from './processes.ts'

const OWNER = 41
const LIMIT = { timeoutMs: 20_000 }

let processes: Processes

beforeAll(async () => {
  processes = await startProcesses({ ownerIds: [OWNER] })
})
afterAll(() => processes.close())

it('does its main job with a process for each role', async () => {
  const { telegram } = processes
  const chat = createChat(telegram, telegram.user(OWNER))
  const alert = gtbankAlert({
    amount: '22,500.00',
    balance: '48,210.55',
    narration: 'OUTWARD TRANSFER TO MOSES EKANEM',
  })
  const receipt = await chat.ask(alert)
  expect(receipt.text).toContain('₦22,500.00')
  const [, category = ''] = categoryButtonsOf(receipt)
  expect((await chat.press(receipt, category)).text).toContain(`Category: ${category}`)
  expect((await chat.ask(alert)).text).toMatch(/already in your ledger/i)
  expect((await chat.ask('1500 lunch')).text).toContain('₦1,500.00')
  expect((await chat.ask('/report')).message.photo).toBeDefined()
}, 60_000)

it('passes the password of a file from the process that receives it to the one that reads, and logs it nowhere', async () => {
  const { telegram } = processes
  const owner = telegram.user(OWNER)
  const locked = await readFile(new URL('../statements/files/uba-2026-05-locked.pdf', import.meta.url))
  const dropped = owner.sendDocument('uba.pdf', locked)
  const answered = (after: number, text: RegExp) =>
    telegram.waitForMessage(OWNER, (message) => message.fromBot && text.test(message.text), {
      ...LIMIT,
      afterMessageId: after,
    })
  await answered(dropped.message_id, /is locked/)
  const password = owner.sendText('4731')
  await answered(password.message_id, /already known/)
  expect(processes.output()).not.toContain('4731')
}, 60_000)

it('says of each process whether it can serve, by what its role needs', async () => {
  const ready = async (role: Parameters<Processes['operations']>[0]) =>
    (await (await fetch(`${await processes.operations(role)}/readyz`)).json()) as { parts: unknown }
  expect(await ready('bot')).toMatchObject({ parts: { database: true, telegram: true } })
  expect(await ready('worker')).toMatchObject({ parts: { database: true, telegram: true } })
  expect(await ready('mail')).toMatchObject({ parts: { database: true } })
  expect((await ready('web')).parts).toEqual({ database: true })
})

it('ends every role in order', async () => {
  expect(await processes.stop()).toEqual([0, 0, 0, 0])
}, 60_000)
