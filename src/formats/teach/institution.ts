/** What banks put in front of their name's place in an alert and is none. */
const NO_NAME =
  /^(?:debit|credit|transaction|txn|dear|alert|your|you|the|a|an|hi|hello|account|acct|payment|transfer|new)(?![\p{L}])/iu

const NAMES: readonly RegExp[] = [
  // `Ecobank Alert`, `Kuda: You received …`, `your Carbon account`
  /^(\p{Lu}[\p{L}&'’.-]{1,20}(?: \p{Lu}[\p{L}&'’.-]{1,20}){0,2}) alert(?![\p{L}])/iu,
  /^(\p{Lu}[\p{L}&'’ -]{1,24}): (?=\p{L})/u,
  /(?<![\p{L}])your (\p{Lu}[\p{L}]{1,20}(?: \p{Lu}[\p{L}]{1,20})?) (?:account|acct|wallet|card)(?![\p{L}])/u,
  // A heading that is a name alone.
  /^(\p{Lu}[\p{L}&'’.-]{1,20}(?: \p{Lu}[\p{L}&'’.-]{1,20}){0,2})\r?\n/u,
]

/** Whose alert a text says that it is: the sender's name, else a name where banks put theirs; null when it does not say. */
export function institutionOf(text: string, sender: string | null): string | null {
  if (sender !== null && /\p{L}{2}/u.test(sender) && !sender.includes('@')) return sender
  const trimmed = text.trimStart()
  for (const pattern of NAMES) {
    const name = pattern.exec(trimmed)?.[1]?.trim()
    if (name !== undefined && !NO_NAME.test(name)) return name
  }
  return null
}
