import { expect, test } from 'vitest'
import { IGNORE_REASONS } from '../../domain/outcome.ts'
import { HELP } from '../features/help.ts'
import { WELCOME } from '../features/start.ts'
import type { Html } from './html.ts'
import * as notices from './notices.ts'

const WORDS_PER_SENTENCE_MAX = 16

const texts: Html[] = [
  ...Object.values(notices).filter((one): one is Html => typeof one === 'object'),
  ...IGNORE_REASONS.map(notices.ignoredText),
  ...[1, 2].map(notices.unreadPartsText),
  ...(['entry', 'void', 'category', 'answer'] as const).map((kind) => notices.undoneText({ kind, transactionId: 'x' })),
  WELCOME,
  HELP,
]

test('every sentence has at most 16 words', () => {
  const sentences = texts.flatMap(({ markup }) => markup.replace(/<[^>]*>/g, '').split(/[.!?:;](?:\s|$)|\n/))
  const long = sentences.filter((sentence) => sentence.split(/\s+/).filter(Boolean).length > WORDS_PER_SENTENCE_MAX)
  expect(long).toEqual([])
})

test('no line begins with a sign instead of a word', () => {
  expect(
    texts.flatMap(({ markup }) => markup.split('\n')).filter((line) => /^\p{Extended_Pictographic}/u.test(line)),
  ).toEqual([])
})
