import { Logger, run, runMigrations } from 'graphile-worker'
import pg from 'pg'
import type { Contender } from './contender.ts'

const quiet = new Logger(() => () => undefined)

export async function install(ownerUrl: string, hostRole: string): Promise<void> {
  await runMigrations({ connectionString: ownerUrl, logger: quiet })
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const { rows } = await owner.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'graphile_worker' and rowsecurity`,
  )
  await owner.query(`grant usage on schema graphile_worker to ${hostRole};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${hostRole};
    grant usage, select on all sequences in schema graphile_worker to ${hostRole};
    grant execute on all functions in schema graphile_worker to ${hostRole}`)
  for (const { name } of rows)
    await owner.query(
      `drop policy if exists host on ${name}; create policy host on ${name} to ${hostRole} using (true) with check (true)`,
    )
  await owner.end()
}

/** @param options `batch`: jobs fetched at a time; `lanes`: a named queue per lane, so that each lane runs in order */
export const graphileWorker = ({ batch = 0, lanes = false } = {}): Contender => ({
  name: `graphile-worker${batch ? `, fetching ${batch}` : ''}`,
  install,
  async start(hostUrl, concurrency, handle) {
    const pool = new pg.Pool({ connectionString: hostUrl, max: concurrency + 2 })
    pool.on('error', () => undefined)
    pool.on('connect', (client) => void client.on('error', () => undefined))
    const runner = await run({
      pgPool: pool,
      concurrency,
      noHandleSignals: true,
      logger: quiet,
      pollInterval: 2000,
      ...(batch ? { preset: { worker: { localQueue: { size: batch } } } } : {}),
      taskList: { deliver: (payload) => handle(payload as never) },
    })
    return {
      async enqueue(client, jobs) {
        await client.query(
          `select count(*) from graphile_worker.add_jobs(array(
             select row('deliver', json_build_object('id', id, 'lane', lane), ${lanes ? 'lane' : 'null'}, null, 8,
               null, null, null)::graphile_worker.job_spec
             from unnest($1::int[], $2::text[]) with ordinality as job(id, lane, nth) order by nth))`,
          [jobs.map((job) => job.id), jobs.map((job) => job.lane)],
        )
      },
      async stop() {
        await runner.stop()
        await pool.end()
      },
    }
  },
})
