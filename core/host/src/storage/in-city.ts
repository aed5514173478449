import type pg from 'pg'

/** One transaction of the host's own in one city: whatever `work` throws undoes everything. */
export async function inCity<T>(pool: pg.Pool, city: number, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.city', $1, true)`, [String(city)])
    const made = await work(client)
    await client.query('commit')
    return made
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
