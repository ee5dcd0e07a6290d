import { expect, it } from 'vitest'
import { buttonsOf } from './chat.ts'
import { freePort } from './free-port.ts'
import { OWNER, startInstallation } from './installation.ts'
import { createDataFolder, exportLedger, startProgram } from './program.ts'

const COUNT = 150

it.concurrent('stops with exit code 0 in the middle of its work, loses nothing, and has everything after the next start', async () => {
  const { telegram, folder, owner, chat, program, close } = await startInstallation()
  const environment = {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    OWNER_TELEGRAM_IDS: String(OWNER),
  }
  let running = program
  try {
    const receipt = await chat.ask('1500 lunch')
    const entries = Array.from({ length: COUNT }, (_, index) => owner.sendText(`${3000 + index} market`))
    await telegram.waitForCall(({ method, payload }) => method === 'sendMessage' && payload.chat_id === OWNER)
    const first = await running.end('SIGTERM')
    expect(first.code).toBe(0)

    running = startProgram(folder, environment)
    await running.waitForOutput(/Operations:/)
    owner.tap(receipt.id, 'Undo')
    const second = await running.end('SIGTERM')
    expect(second.code).toBe(0)

    running = startProgram(folder, environment)
    const last = await chat.ask('/transactions')
    expect(buttonsOf(last)).toContain('Older ›')
    const booked = (await exportLedger(folder)).map((entry) => entry.payee ?? '')
    expect(booked.filter((payee) => payee === 'market')).toHaveLength(entries.length)
    expect(booked).not.toContain('lunch')
    const undone = telegram.messages(OWNER).find((message) => message.id === receipt.id)
    expect(undone?.text).toContain('Undone')
    expect((await running.end('SIGTERM')).code).toBe(0)
  } finally {
    await running.end('SIGTERM')
    await close()
  }
}, 60_000)

it.concurrent('stops at once although Telegram has not answered yet', async () => {
  const folder = await createDataFolder()
  const program = startProgram(folder.path, {
    BOT_TOKEN: '70000:a-token-of-a-server-that-never-answers',
    TELEGRAM_API_ROOT: `http://127.0.0.1:${await freePort()}`,
    OWNER_TELEGRAM_IDS: String(OWNER),
  })
  try {
    const [, port] = await program.waitForOutput(/Operations: http:\/\/127\.0\.0\.1:(\d+)/)
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(503)
    const { code, stdout } = await program.end('SIGTERM')
    expect(code).toBe(0)
    expect(stdout).not.toContain('BOT_TOKEN')
  } finally {
    await program.end('SIGTERM')
    await folder.remove()
  }
})

it.concurrent('goes on at once after a SIGKILL, on the same folder and with everything that was sent', async () => {
  const { telegram, folder, owner, chat, program, close } = await startInstallation()
  const environment = {
    BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    OWNER_TELEGRAM_IDS: String(OWNER),
  }
  let running = program
  try {
    await chat.ask('1500 lunch')
    const sent = Array.from({ length: 30 }, (_, index) => owner.sendText(`${3000 + index} market`))
    await running.end('SIGKILL')
    running = startProgram(folder, environment)
    const list = await chat.ask('/transactions')
    expect(list.text).toContain('market')
    expect(await exportLedger(folder)).toHaveLength(sent.length + 1)
  } finally {
    await running.end('SIGTERM')
    await close()
  }
}, 60_000)
