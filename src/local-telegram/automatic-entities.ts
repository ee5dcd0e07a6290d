import type { MessageEntity } from 'grammy/types'

type AutomaticType = 'url' | 'email' | 'mention' | 'bot_command' | 'hashtag' | 'cashtag'

/** In order of strength: where two fit the same characters the earlier one stands. Each runs in linear time. */
const PATTERNS: readonly { type: AutomaticType; pattern: RegExp }[] = [
  { type: 'url', pattern: /(?:https?:\/\/|www\.)[^\s<>"'«»]*[^\s<>"'«».,;:!?)\]]/giu },
  { type: 'email', pattern: /(?<![\w.@-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}(?![\w@])/gu },
  { type: 'mention', pattern: /(?<![\w@/])@[a-z][a-z0-9_]{3,31}(?!\w)/giu },
  { type: 'bot_command', pattern: /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/@])/giu },
  { type: 'hashtag', pattern: /(?<![\p{L}\p{N}_#])#[\p{N}_]{0,64}\p{L}[\p{L}\p{N}_]{0,127}/gu },
  { type: 'cashtag', pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{3,8}(?![\p{L}\p{N}_])/gu },
]

/** The entities that Telegram finds by itself in a text: commands, links, addresses, mentions, hashtags; by offset. */
export function findAutomaticEntities(text: string): MessageEntity[] {
  const found: MessageEntity[] = []
  for (const { type, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      const taken = found.some((one) => start < one.offset + one.length && one.offset < end)
      if (!taken) found.push({ type, offset: start, length: end - start })
    }
  }
  return found.toSorted((a, b) => a.offset - b.offset)
}
