import { and, eq, isNull } from 'drizzle-orm'
import type { CategoryRecord } from '../../domain/category.ts'
import type { LedgerSession } from '../../domain/ports.ts'
import type { Rule } from '../../domain/rule.ts'
import type { Attachment, SettingChange } from '../../domain/setting-change.ts'
import { attachments, settingChanges } from '../schema/learning.ts'
import type { Place } from '../vault.ts'
import { keyColumns } from './messages.ts'
import { type LedgerScope, recordset } from './scope.ts'

type SettingStore = Pick<
  LedgerSession,
  | 'putCategories'
  | 'addSettingChange'
  | 'settingChanges'
  | 'undoSettingChange'
  | 'addAttachment'
  | 'attachmentsOn'
  | 'removeAttachment'
>

type ChangeRow = {
  id: string
  at: string
  person_id: string | null
  subject: SettingChange['subject']
  before: readonly object[]
  after: readonly object[]
}

type AttachmentRow = {
  id: string
  message_id: string
  position: number
  kind: Attachment['kind']
  file_id: Uint8Array
  at: string
}

/** Categories, what people changed about them and about rules, and what they put to entries. */
export function settingStore({ ledgerId, transaction, vault, clock }: LedgerScope): SettingStore {
  const { db } = transaction
  return {
    putCategories: async (categories) => {
      await transaction.query(
        `INSERT INTO accounts (ledger_id, id, type, key, name, parent_id, icon, color, position, is_hidden, merged_into, created_at)
         SELECT $1, id, kind, key, name, "parentId", icon, color, position, "isHidden", "mergedInto", $3::timestamptz
         FROM jsonb_to_recordset($2::jsonb) AS c(id uuid, kind text, key text, name text, "parentId" uuid, icon text, color text,
           position int, "isHidden" boolean, "mergedInto" uuid)
         ON CONFLICT (ledger_id, id) DO UPDATE SET name = excluded.name, parent_id = excluded.parent_id, icon = excluded.icon,
           color = excluded.color, position = excluded.position, is_hidden = excluded.is_hidden, merged_into = excluded.merged_into
         WHERE accounts.type IN ('income', 'expense')`,
        [ledgerId, recordset(categories), clock.now().toString()],
      )
    },
    addSettingChange: async ({ id, by, at, undoneAt, subject, before, after }) => {
      await db
        .insert(settingChanges)
        .values({ ledgerId, id, at, personId: by, subject, before: plain(before), after: plain(after), undoneAt })
        .onConflictDoNothing()
    },
    settingChanges: async (limit) => {
      const rows = await transaction.query<ChangeRow>(
        `SELECT id, at, person_id, subject, before, after FROM setting_changes
         WHERE ledger_id = $1 AND undone_at IS NULL ORDER BY at DESC, id DESC LIMIT $2`,
        [ledgerId, limit],
      )
      return rows.map(toChange)
    },
    undoSettingChange: async (id, at) => {
      await db
        .update(settingChanges)
        .set({ undoneAt: at })
        .where(and(eq(settingChanges.ledgerId, ledgerId), eq(settingChanges.id, id), isNull(settingChanges.undoneAt)))
    },
    addAttachment: async ({ id, on, kind, fileId, at }) => {
      const sealed = Buffer.from(vault.seal(filePlace(ledgerId, id), fileId))
      await db
        .insert(attachments)
        .values({ ledgerId, id, ...on, kind, fileId: sealed, at, removedAt: null })
        .onConflictDoNothing()
    },
    attachmentsOn: async (keys) => {
      if (keys.length === 0) return []
      const rows = await transaction.query<AttachmentRow>(
        `SELECT a.id, a.message_id, a.position, a.kind, a.file_id, a.at FROM attachments a
         JOIN unnest($2::uuid[], $3::int[]) AS k(message_id, position) ON k.message_id = a.message_id AND k.position = a.position
         WHERE a.ledger_id = $1 AND a.removed_at IS NULL ORDER BY a.at, a.id`,
        [ledgerId, ...keyColumns(keys)],
      )
      return rows.map(({ id, message_id, position, kind, file_id, at }) => ({
        id,
        on: { messageId: message_id, position },
        kind,
        fileId: new TextDecoder().decode(vault.open(filePlace(ledgerId, id), file_id)),
        at: Temporal.Instant.from(at),
      }))
    },
    removeAttachment: async (id, at) => {
      await db
        .update(attachments)
        .set({ removedAt: at })
        .where(and(eq(attachments.ledgerId, ledgerId), eq(attachments.id, id), isNull(attachments.removedAt)))
    },
  }
}

function filePlace(ledgerId: string, rowId: string): Place {
  return { table: 'attachments', column: 'file_id', ledgerId, rowId }
}

function plain(rows: readonly object[]): object {
  return JSON.parse(recordset(rows))
}

function toChange({ id, at, person_id, subject, before, after }: ChangeRow): SettingChange {
  const base = { id, by: person_id, at: Temporal.Instant.from(at), undoneAt: null }
  return subject === 'rules'
    ? { ...base, subject, before: before.map(toRule), after: after.map(toRule) }
    : { ...base, subject, before: before as CategoryRecord[], after: after as CategoryRecord[] }
}

function toRule(row: object): Rule {
  const { createdAt, appliesFrom, ...rule } = row as Omit<Rule, 'createdAt' | 'appliesFrom'> & {
    createdAt: string
    appliesFrom: string | null
  }
  return {
    ...rule,
    createdAt: Temporal.Instant.from(createdAt),
    appliesFrom: appliesFrom === null ? null : Temporal.Instant.from(appliesFrom),
  }
}
