import type { Database } from '../client.ts'

/** Leases on things that only one process may do at a time. Time is the database's: the clocks of hosts differ. */
export type PostgresLeases = {
  /** The fence of a lease now held by `holder`, higher than all before it; null while another holds it. */
  acquire(name: string, holder: string, leaseSeconds: number): Promise<bigint | null>
  /** Whether the lease with this fence is still the holder's; if so it is prolonged. */
  renew(name: string, holder: string, fence: bigint, leaseSeconds: number): Promise<boolean>
  /** Frees the lease for others at once. Does nothing when it is lost already. */
  release(name: string, holder: string, fence: bigint): Promise<void>
}

/** Leases in PostgreSQL. A row stays when its lease ends, so that fences only rise. */
export function createLeaseStore(database: Database): PostgresLeases {
  return {
    acquire: async (name, holder, leaseSeconds) => {
      const text = `INSERT INTO leases AS held (name, holder, fence, expires_at)
          VALUES ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
        ON CONFLICT (name) DO UPDATE
          SET holder = excluded.holder, fence = held.fence + 1, expires_at = excluded.expires_at
          WHERE held.expires_at <= clock_timestamp() OR held.holder = excluded.holder
        RETURNING fence`
      const values = [name, holder, leaseSeconds]
      const [row] = await database.inSystem((transaction) => transaction.query<{ fence: bigint }>(text, values))
      return row?.fence ?? null
    },
    renew: async (name, holder, fence, leaseSeconds) => {
      const text = `UPDATE leases SET expires_at = clock_timestamp() + make_interval(secs => $4)
        WHERE name = $1 AND holder = $2 AND fence = $3 RETURNING fence`
      const values = [name, holder, fence, leaseSeconds]
      return (await database.inSystem((transaction) => transaction.query(text, values))).length > 0
    },
    release: async (name, holder, fence) => {
      const text = `UPDATE leases SET expires_at = clock_timestamp() WHERE name = $1 AND holder = $2 AND fence = $3`
      await database.inSystem((transaction) => transaction.query(text, [name, holder, fence]))
    },
  }
}
