import pg from 'pg'

/**
 * Notes that somebody made a whole backup by hand, for whoever looks how old the last one is. What the schedule owes is
 * not touched: it has rows of its own, and makes its copy when that is due.
 *
 * @param ownerUrl connection string of the database's owner
 * @returns false where nothing can be noted: the database is away, or of a release that has no such table yet. The
 *   backup is whole all the same
 */
export async function noteByHand(
  ownerUrl: string,
  at: Date,
  { bytes, tookMs }: { readonly bytes: number; readonly tookMs: number },
): Promise<boolean> {
  const owner = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    query_timeout: 10_000,
    application_name: 'vmeste backup',
  })
  owner.on('error', () => undefined)
  try {
    await owner.connect()
    await owner.query(
      `
      insert into core.backup_run (kind, succeeded_at, bytes, took_ms) values ('hand', $1, $2, $3)
      on conflict (kind) do update set succeeded_at = excluded.succeeded_at, bytes = excluded.bytes, took_ms = excluded.took_ms`,
      [at, bytes, Math.round(tookMs)],
    )
    return true
  } catch {
    return false
  } finally {
    await owner.end().catch(() => undefined)
  }
}
