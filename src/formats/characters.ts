/** Whether the character is an ASCII digit. Other scripts' digits are letters to us: they are never guessed. */
export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}

/** Whether the character is a letter or a combining mark of any script, or a digit of another script. */
export function isLetter(character: string | undefined): boolean {
  if (character === undefined || character === '') return false
  if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')) return true
  return character > '\u007f' && /[\p{L}\p{M}\p{N}]/u.test(character)
}

/** Whether the character can be part of a word: a letter or a digit. */
export function isWordCharacter(character: string | undefined): boolean {
  return isDigit(character) || isLetter(character)
}

/** `isWordCharacter` for the character at a position, without making a string of it while it is ASCII. */
export function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code > 0x7f) return isLetter(text[at])
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a)
}

/** Whether the character is one of the two spaces normalised text has. */
export function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\n'
}

/** The end of the run of ASCII digits that starts at `at`; `at` itself when there is none. */
export function endOfDigits(text: string, at: number): number {
  let end = at
  while (isDigit(text[end])) end++
  return end
}

/** The text with every run of white space as one space and none at the ends. */
export function collapseSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}
