import type { CategoryRecord } from './category.ts'
import type { Rule } from './rule.ts'

/** Rows as they were before a change and as they were after it. A row that was not there before is missing from `before`. */
export type SettingRows =
  | { readonly subject: 'rules'; readonly before: readonly Rule[]; readonly after: readonly Rule[] }
  | {
      readonly subject: 'categories'
      readonly before: readonly CategoryRecord[]
      readonly after: readonly CategoryRecord[]
    }

/** What a person changed about rules or categories in one step, kept so that it can be taken back. */
export type SettingChange = SettingRows & {
  readonly id: string
  /** The person, or null for the command line's owner. */
  readonly by: string | null
  readonly at: Temporal.Instant
  readonly undoneAt: Temporal.Instant | null
}

/** A picture or file that a person put to an entry, anchored on one of its alerts. */
export type Attachment = {
  readonly id: string
  readonly on: { readonly messageId: string; readonly position: number }
  readonly kind: 'photo' | 'document'
  /** Where Telegram keeps it. */
  readonly fileId: string
  readonly at: Temporal.Instant
}
