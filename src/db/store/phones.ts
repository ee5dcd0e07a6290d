import { createHash } from 'node:crypto'
import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm'
import type { PhoneKeys, PhoneStore } from '../../domain/phone.ts'
import { phones, smsDeliveries } from '../schema/phones.ts'
import type { Vault } from '../vault.ts'
import type { LedgerScope } from './scope.ts'

/** 24 bytes make 32 letters of base64url. */
const SECRET_BYTES = 24

/** The secret and the signing key of a phone: derived, so that they can be shown again and are stored nowhere. */
export function phoneKeys(vault: Pick<Vault, 'mac'>, ledgerId: string, phoneId: string): PhoneKeys {
  const derive = (purpose: string) =>
    Buffer.from(vault.mac(purpose, `${ledgerId}/${phoneId}`))
      .subarray(0, SECRET_BYTES)
      .toString('base64url')
  return { secret: derive('phone address'), signingKey: derive('phone signature') }
}

/** What is stored of a phone's secret. Its 192 bits need no salt and no slow hash. */
export function phoneSecretHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Phones of a ledger and the SMS that they delivered. */
export function phoneStore({ ledgerId, transaction: { db }, vault }: LedgerScope): PhoneStore {
  return {
    phones: async () => {
      const rows = await db
        .select()
        .from(phones)
        .where(eq(phones.ledgerId, ledgerId))
        .orderBy(asc(phones.addedAt), asc(phones.id))
      return rows.map(({ ledgerId: _, secretHash: __, ...phone }) => phone)
    },
    addPhone: async (phone) => {
      const secretHash = phoneSecretHash(phoneKeys(vault, ledgerId, phone.id).secret)
      await db
        .insert(phones)
        .values({ ledgerId, ...phone, secretHash })
        .onConflictDoNothing()
    },
    putPhone: async ({ id, name, revokedAt, isSigned, connectedAt }) => {
      const changed = await db
        .update(phones)
        .set({ name, revokedAt, isSigned, connectedAt })
        .where(and(eq(phones.ledgerId, ledgerId), eq(phones.id, id)))
        .returning({ id: phones.id })
      return changed.length > 0
    },
    phoneKeys: async (id) => phoneKeys(vault, ledgerId, id),
    smsDeliveries: async (fingerprints) => {
      if (fingerprints.length === 0) return []
      const rows = await db
        .select()
        .from(smsDeliveries)
        .where(and(eq(smsDeliveries.ledgerId, ledgerId), inArray(smsDeliveries.fingerprint, [...fingerprints])))
      return rows.map(({ ledgerId: _, ...delivery }) => delivery)
    },
    addSmsDeliveries: async (deliveries) => {
      if (deliveries.length === 0) return
      await db
        .insert(smsDeliveries)
        .values(deliveries.map((delivery) => ({ ledgerId, ...delivery })))
        .onConflictDoNothing()
    },
    smsArrivals: async (since) => {
      const rows = await db
        .select({ phoneId: smsDeliveries.phoneId, deliveredAt: smsDeliveries.deliveredAt })
        .from(smsDeliveries)
        .where(and(eq(smsDeliveries.ledgerId, ledgerId), gte(smsDeliveries.deliveredAt, since)))
        .orderBy(asc(smsDeliveries.deliveredAt))
      const byPhone = Map.groupBy(rows, ({ phoneId }) => phoneId)
      return [...byPhone].map(([phoneId, own]) => ({ phoneId, deliveredAt: own.map((row) => row.deliveredAt) }))
    },
    smsCounts: async () => {
      const rows = await db
        .select({
          phoneId: smsDeliveries.phoneId,
          count: sql<string>`count(DISTINCT ${smsDeliveries.messageId})`,
          lastAt: sql<string>`max(${smsDeliveries.deliveredAt})`,
        })
        .from(smsDeliveries)
        .where(eq(smsDeliveries.ledgerId, ledgerId))
        .groupBy(smsDeliveries.phoneId)
      return rows.map(({ phoneId, count, lastAt }) => ({
        phoneId,
        count: Number(count),
        lastAt: Temporal.Instant.from(lastAt),
      }))
    },
  }
}
