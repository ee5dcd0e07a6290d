/** What Telegram's HTML mode would say: the plain text, or why it refuses. Knows the tags that this program uses. */
export function readStrictHtml(markup: string): { readonly text: string } | { readonly refused: string } {
  const open: string[] = []
  let text = ''
  let rest = markup
  while (rest !== '') {
    const tag = /^<(\/?)(b|i|s|code)>/.exec(rest)
    const entity = /^&(amp|lt|gt|quot);/.exec(rest)
    if (tag !== null) {
      if (tag[1] === '') open.push(tag[2] ?? '')
      else if (open.pop() !== tag[2]) return { refused: `unexpected ${tag[0]}` }
    } else if (entity !== null) text += '.'
    else if (/^[<>&]/.test(rest)) return { refused: `bare ${rest[0]}` }
    else text += rest[0]
    rest = rest.slice(tag?.[0].length ?? entity?.[0].length ?? 1)
  }
  if (open.length > 0) return { refused: `unclosed ${open.join()}` }
  if (!markup.isWellFormed()) return { refused: 'a lone surrogate' }
  return text.trim() === '' ? { refused: 'empty' } : { text }
}
