/**
 * A text cut into parts of at most `lengthMax` UTF-16 units, at the last line end that fits, else at the last space,
 * else between characters; parts that are only white space are left out.
 */
export function splitText(text: string, lengthMax: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > lengthMax) {
    const end = cutAt(rest, lengthMax)
    parts.push(rest.slice(0, end))
    rest = rest.slice(end)
  }
  return [...parts, rest].map((part) => part.trim()).filter((part) => part !== '')
}

function cutAt(text: string, lengthMax: number): number {
  const line = text.lastIndexOf('\n', lengthMax - 1)
  if (line > 0) return line + 1
  const space = text.lastIndexOf(' ', lengthMax - 1)
  if (space > 0) return space + 1
  const before = text.charCodeAt(lengthMax - 1)
  return before >= 0xd800 && before <= 0xdbff ? lengthMax - 1 : lengthMax
}
