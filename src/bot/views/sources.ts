import type { MessageSource } from '../../domain/message.ts'

/** What a source is called in a sentence. */
export const SOURCE_NAMES: Readonly<Record<MessageSource, string>> = {
  sms: 'SMS',
  email: 'e-mail',
  statement: 'statement',
  manual: 'entry',
  api: 'API',
}

/** Names of a list in a sentence: `SMS, e-mail and statement`. */
export function listText(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}
