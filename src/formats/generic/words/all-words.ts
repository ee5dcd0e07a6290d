import { afrikaans, amharic, somali, swahili } from './african.ts'
import { bengali, chinese, filipino, hindi, japanese, korean, malay, thai, urdu, vietnamese } from './asian.ts'
import { albanian, baltic, bulgarian, finnish, southSlavic } from './balkan-baltic.ts'
import { armenian, azerbaijani, georgian, mongolian } from './caucasus-steppe.ts'
import { english } from './english.ts'
import { czech, dutch, german, greek, hungarian, polish, russian, scandinavian, turkish } from './european.ts'
import { arabic, hebrew, persian } from './middle-eastern.ts'
import { french, italian, portuguese, romanian, spanish } from './romance.ts'
import type { WordList } from './word-list.ts'

/** Every language, English first: where two languages use a phrase differently both meanings are kept. */
export const ALL_WORDS: readonly WordList[] = [
  english,
  french,
  spanish,
  portuguese,
  italian,
  romanian,
  arabic,
  persian,
  urdu,
  hebrew,
  swahili,
  amharic,
  afrikaans,
  somali,
  hindi,
  bengali,
  malay,
  filipino,
  vietnamese,
  thai,
  chinese,
  japanese,
  korean,
  turkish,
  russian,
  polish,
  german,
  dutch,
  czech,
  hungarian,
  scandinavian,
  greek,
  southSlavic,
  bulgarian,
  albanian,
  finnish,
  baltic,
  azerbaijani,
  georgian,
  armenian,
  mongolian,
]
