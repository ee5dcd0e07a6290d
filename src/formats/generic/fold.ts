/** First code points of the decimal digits of other scripts: Arabic-Indic, Persian, Devanagari, Bengali, Gurmukhi, Tamil, Thai, Myanmar, Khmer. */
const DIGIT_ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xbe6, 0xe50, 0x1040, 0x17e0]

const ARABIC_FORMS: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ك: 'ك',
  ی: 'ي',
  ک: 'ك',
  '٫': '.',
  '٬': ',',
}
const OTHER_FORMS: Readonly<Record<string, string>> = { ł: 'l', đ: 'd', ø: 'o', ı: 'i', ё: 'е', æ: 'a', '’': "'" }

/** A text to look words and numbers up in, as long as what it was made from. */
export type FoldedText = {
  readonly text: string
  /** Which places hold a digit of another script; numbers never mix scripts. */
  readonly foreignDigits: ReadonlySet<number>
}

/** Lower-case text with digits of every script as ASCII digits, accents of Latin and Greek off, Arabic letter forms made one. */
export function fold(lower: string): FoldedText {
  const foreignDigits = new Set<number>()
  let text = ''
  for (let at = 0; at < lower.length; at++) {
    const character = lower[at] ?? ''
    const code = lower.charCodeAt(at)
    if (code < 0x80) {
      text += character
      continue
    }
    const zero = DIGIT_ZEROS.find((candidate) => code >= candidate && code < candidate + 10)
    if (zero !== undefined) {
      foreignDigits.add(at)
      text += String(code - zero)
    } else text += foldLetter(character, code)
  }
  return { text, foreignDigits }
}

/** Vietnamese and Latin letters lose their marks; scripts whose marks are letters of their own keep them. */
function foldLetter(character: string, code: number): string {
  const form = ARABIC_FORMS[character] ?? OTHER_FORMS[character]
  if (form !== undefined) return form
  if ((code >= 0xc0 && code < 0x400) || (code >= 0x1e00 && code < 0x2000))
    return character.normalize('NFD')[0] ?? character
  return character
}

/** A phrase of a word list in the form texts are folded to. */
export function foldPhrase(phrase: string): string {
  return fold(phrase).text
}
