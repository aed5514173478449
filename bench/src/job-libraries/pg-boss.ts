import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Contender, Job } from './contender.ts'

/** @param options `batch`: jobs fetched at a time; `lanes`: `key_strict_fifo` by lane */
export const pgBoss = ({ batch = 1, lanes = false } = {}): Contender => ({
  name: `pg-boss${batch > 1 ? `, fetching ${batch}` : ''}`,

  async install(ownerUrl, hostRole) {
    const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false })
    boss.on('error', () => undefined)
    await boss.start()
    await boss.deleteQueue('deliver')
    await boss.createQueue('deliver', {
      policy: lanes ? 'key_strict_fifo' : 'standard',
      notify: true,
      retryLimit: 8,
      retryBackoff: true,
    })
    await boss.stop({ graceful: false })
    const owner = new pg.Client({ connectionString: ownerUrl })
    await owner.connect()
    await owner.query(`grant usage on schema pgboss to ${hostRole};
      grant select, insert, update, delete on all tables in schema pgboss to ${hostRole};
      grant usage, select on all sequences in schema pgboss to ${hostRole};
      grant execute on all functions in schema pgboss to ${hostRole}`)
    await owner.end()
  },

  async start(hostUrl, concurrency, handle) {
    const boss = new PgBoss({
      connectionString: hostUrl,
      max: concurrency + 2,
      migrate: false,
      createSchema: false,
      useListenNotify: true,
      schedule: false,
      reindex: false,
    })
    boss.on('error', (error) => console.error(`  pg-boss: ${error.message}`))
    await boss.start()
    await boss.work<Job>(
      'deliver',
      {
        localConcurrency: concurrency,
        batchSize: batch,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 1,
      },
      async (jobs) => {
        for (const job of jobs) await handle(job.data)
      },
    )
    return {
      async enqueue(client, jobs) {
        const db = { executeSql: (text: string, values?: unknown[]) => client.query(text, values) }
        await boss.insert(
          'deliver',
          jobs.map((job) => ({ data: job, ...(lanes ? { singletonKey: job.lane } : {}) })),
          { db },
        )
      },
      stop: () => boss.stop({ graceful: true, timeout: 5000 }),
    }
  },
})
