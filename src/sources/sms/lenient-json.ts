/**
 * The value that a body of JSON holds, or undefined when it holds none. Apps put an SMS between the quotes of a template as
 * it is, so line breaks and quotation marks of the message may stand there bare: those are put right.
 */
export function readLenientJson(text: string): unknown {
  return tryJson(text) ?? tryJson(escapeBareCharacters(text))
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is an answer: the caller tells the app so.
    return undefined
  }
}

/** Within strings, control characters are escaped, and so are quotation marks behind which the string cannot end. */
function escapeBareCharacters(text: string): string {
  let fixed = ''
  let isInString = false
  let isValue = false
  let before = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string
    if (!isInString) {
      if (character === '"') isValue = before === ':' || before === '['
      isInString = character === '"'
      if (character.trim() !== '') before = character
      fixed += character
    } else if (character === '\\' && at + 1 < text.length) {
      const next = text[at + 1] as string
      fixed += /["\\/bfnrtu]/.test(next) ? character + next : `\\\\${next}`
      at += 1
    } else if (character === '"') {
      isInString = !(isValue ? endsValue(text, at) : true)
      fixed += isInString ? '\\"' : character
    } else fixed += character < ' ' ? (CONTROLS[character] ?? ' ') : character
  }
  return fixed
}

const CONTROLS: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** Behind a value comes the end of what it is in, or a comma and the next key or element. */
function endsValue(text: string, at: number): boolean {
  return /^\s*(?:[}\]]\s*(?:[}\],]|$)|,\s*"[^"\n]{1,64}"\s*[:,\]]|,\s*[{[]|$)/u.test(text.slice(at + 1, at + 200))
}
