import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createWhispers } from '../../src/db/delivery/whispers.ts'
import { createPasswordDesk } from '../../src/delivery/password-desk.ts'
import { type SharedDesk, shareDesk } from '../../src/delivery/shared-desk.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createTestLogger, createTestVault, systemClock } from './support.ts'

const vault = createTestVault()
const says = (text: string, update_id: number) => ({
  update_id,
  message: { message_id: 1, chat: { id: 7, type: 'private' }, from: { id: 7 }, text },
})

let fresh: FreshDatabase
const open: SharedDesk[] = []

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(async () => {
  for (const desk of open) await desk.close()
  await fresh.close()
})

/** A desk as a process of its own has it. */
async function startDesk(sealing = vault): Promise<SharedDesk> {
  const desk = shareDesk({
    desk: createPasswordDesk(systemClock),
    whispers: createWhispers({ database: fresh.database, sealing }),
    logger: createTestLogger().logger,
    onMissed: () => {},
  })
  open.push(desk)
  await desk.ready
  return desk
}

describe('a desk that several processes share', () => {
  it('hands a password from who receives it over who handles it to who reads the file, once', async () => {
    const [receives, handles, reads, stranger] = await Promise.all([
      startDesk(),
      startDesk(),
      startDesk(),
      startDesk(createTestVault()),
    ])
    handles.expect(7n)
    const hidden = await vi.waitFor(async () => {
      const update = await receives.hide(says('sesame', 1))
      expect(JSON.stringify(update)).not.toContain('sesame')
      return update
    })
    expect(hidden.update_id).toBe(1)
    await vi.waitFor(() => expect(handles.ofUpdate(1)).toBe('sesame'))
    // Nobody waits for another one.
    expect(await reads.hide(says('1500 lunch', 2))).toEqual(says('1500 lunch', 2))
    expect(stranger.ofUpdate(1)).toBeNull()

    await handles.keep('upload', 'sesame')
    handles.forget(1)
    await vi.waitFor(() => expect(receives.ofUpdate(1)).toBeNull())
    const taken = await vi.waitFor(() => reads.take('upload') ?? Promise.reject(new Error('not yet')))
    expect(taken).toBe('sesame')
    await vi.waitFor(() => expect(handles.take('upload')).toBeNull())
  })

  it('knows an update again that could not be stored', async () => {
    const desk = await startDesk()
    desk.expect(7n)
    const first = await desk.hide(says('sesame', 3))
    expect(await desk.hide(says('sesame', 3))).toEqual(first)
  })

  it('whispers nothing that can be read', async () => {
    const heard: (string | null)[] = []
    const listening = fresh.database.listen('expense_tracker_whispers', (payload) => heard.push(payload))
    await listening.ready
    await createWhispers({ database: fresh.database, sealing: vault }).tell(
      JSON.stringify({ kind: 'of another version', password: 'sesame' }),
    )
    await vi.waitFor(() => expect(heard).toHaveLength(2))
    expect(heard.join()).not.toContain('sesame')
    expect(Buffer.from(heard[1]?.split(' ')[2] ?? '', 'base64').toString('latin1')).not.toContain('sesame')
    await listening.close()
  })
})
