import type { ChildProcess } from 'node:child_process'

/** The first line that a process writes. */
export async function firstLine({ stdout }: ChildProcess): Promise<string> {
  let text = ''
  for await (const chunk of stdout ?? []) {
    text += chunk
    if (text.includes('\n')) return text
  }
  throw new Error('the process ended without a word')
}
