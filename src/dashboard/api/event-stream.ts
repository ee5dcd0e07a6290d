/** One event of a stream: its name and its data, as text. */
export type ServerEvent = { readonly event: string; readonly data: string }

/** Cuts a stream of server-sent events (HTML standard, 9.2) into events; `push` gives those that a piece of text completes. */
export function createEventReader(): { push(text: string): ServerEvent[] } {
  let rest = ''
  return {
    push(text) {
      // Joined first: a cut may lie between the two characters of a line's end.
      rest = (rest + text).replaceAll('\r\n', '\n')
      const blocks = rest.split('\n\n')
      rest = blocks.pop() ?? ''
      return blocks.flatMap((block) => {
        const event = readBlock(block)
        return event === null ? [] : [event]
      })
    },
  }
}

function readBlock(block: string): ServerEvent | null {
  let event = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const at = line.indexOf(':')
    const name = at === -1 ? line : line.slice(0, at)
    const value = at === -1 ? '' : line.slice(at + 1).replace(/^ /, '')
    if (name === 'event') event = value
    if (name === 'data') data.push(value)
  }
  return data.length === 0 ? null : { event, data: data.join('\n') }
}
