import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import type { Contender, Job } from './contender.ts'
import { install } from './graphile-worker.ts'

const quiet = new Logger(() => () => undefined)
const take = 20

/** The jobs are rows of our own; the library carries one job per lane, which works them off in order. */
export const graphileLanes = (): Contender => ({
  name: 'graphile-worker, a job a lane',

  async install(ownerUrl, hostRole) {
    await install(ownerUrl, hostRole)
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    await owner.query(
      `create table due (lane text, id int, primary key (lane, id)); grant select, insert, delete on due to ${hostRole}`,
    )
    await owner.end()
  },

  async start(hostUrl, concurrency, handle) {
    const pool = new pg.Pool({ connectionString: hostUrl, max: concurrency + 2 })
    pool.on('error', () => undefined)
    pool.on('connect', (client) => void client.on('error', () => undefined))
    const drain = async ({ lane }: Job): Promise<void> => {
      for (;;) {
        const { rows } = await pool.query<Job>({
          name: 'next',
          text: 'select lane, id from due where lane = $1 order by id limit $2',
          values: [lane, take],
        })
        if (rows.length === 0) return
        for (const job of rows) {
          const client = await pool.connect()
          await client.query('begin')
          const { rowCount } = await client.query({
            name: 'take',
            values: [lane, job.id],
            text: `delete from due where lane = $1 and id = $2 and pg_try_advisory_xact_lock(hashtextextended($1, 0))`,
          })
          if (rowCount === 1) await handle(job)
          await client.query('commit')
          client.release()
          if (rowCount === 0) return // whoever works this lane looks again after every job
        }
      }
    }
    const runner = await run({
      pgPool: pool,
      concurrency,
      noHandleSignals: true,
      logger: quiet,
      pollInterval: 2000,
      taskList: { drain: (payload) => drain(payload as Job) },
    })
    return {
      async enqueue(client, jobs) {
        await client.query(
          `with added as (insert into due select * from unnest($2::text[], $1::int[]) returning lane)
           select count(*) from graphile_worker.add_jobs(array(
             select row('drain', json_build_object('lane', lane), null, null, 8, lane, null,
               null)::graphile_worker.job_spec from added group by lane))`,
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
