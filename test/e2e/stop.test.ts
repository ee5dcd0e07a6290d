import { expect, it } from 'vitest'
import { buttonsOf } from './chat.ts'
import { OWNER, startInstallation } from './installation.ts'
import { exportLedger, startProgram } from './program.ts'

const COUNT = 150

it('stops with exit code 0 in the middle of its work, loses nothing, and has everything after the next start', async () => {
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
    await running.end('SIGKILL')
    await close()
  }
}, 60_000)
