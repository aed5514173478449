/**
 * Which Postgres job library carries events and jobs: `node bench/src/job-libraries.ts`, on the embedded PostgreSQL
 * with its data flushed as in a real installation, or on `DATABASE_URL` (an owner who may create roles and databases).
 * The outcome and the choice are in docs/decisions/job-library.md.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Contender, Job, Running } from './job-libraries/contender.ts'
import { graphileLanes } from './job-libraries/graphile-lanes.ts'
import { graphileWorker } from './job-libraries/graphile-worker.ts'
import { pgBoss } from './job-libraries/pg-boss.ts'
import { withDatabase } from './job-libraries/with-database.ts'

const concurrency = 8
const jobs = 5000
const samples = 400
const lanes = 40
const deadline = 30_000

const plain = [graphileWorker(), graphileWorker({ batch: 16 }), pgBoss(), pgBoss({ batch: 16 })]
const ordered = [
  graphileWorker({ lanes: true }),
  graphileWorker({ lanes: true, batch: 16 }),
  graphileLanes(),
  pgBoss({ lanes: true }),
  pgBoss({ lanes: true, batch: 16 }),
]

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN
const ms = (value: number): string => `${value.toFixed(1)} ms`

async function commit(client: pg.Client, running: Running, batch: readonly Job[]): Promise<number> {
  await client.query('begin')
  await running.enqueue(client, batch)
  const at = performance.now()
  await client.query('commit')
  return at
}

/** One job at a time on an idle worker: from COMMIT being sent to the handler's first line. */
async function latency(contender: Contender, url: string, client: pg.Client): Promise<string> {
  let started: ((at: number) => void) | undefined
  const running = await contender.start(url, concurrency, async () => started?.(performance.now()))
  await sleep(500)
  const seen: number[] = []
  let missing = 0
  for (let id = 0; id < samples && missing < 3; id++) {
    const begun = new Promise<number>((resolve) => {
      started = resolve
    })
    const at = await commit(client, running, [{ id: jobs + id, lane: `lane-${id % lanes}` }])
    const start = await Promise.race([begun, sleep(3000, undefined)])
    if (start === undefined) missing++
    else seen.push(start - at)
    await sleep(5)
  }
  await running.stop()
  seen.sort((a, b) => a - b)
  return `p50 ${ms(percentile(seen, 0.5))}, p99 ${ms(percentile(seen, 0.99))}${missing ? `, ${missing} NOT STARTED within 3 s` : ''}`
}

/** All jobs committed at once while the worker runs; until the last is handled. */
async function throughput(contender: Contender, url: string, client: pg.Client): Promise<string> {
  const last = new Map<string, number>()
  let handled = 0
  let outOfOrder = 0
  let finished = (): void => undefined
  const done = new Promise<void>((resolve) => {
    finished = resolve
  })
  const running = await contender.start(url, concurrency, async (job) => {
    if ((last.get(job.lane) ?? -1) > job.id) outOfOrder++
    last.set(job.lane, job.id)
    if (++handled === jobs) finished()
  })
  await sleep(500)
  const at = await commit(
    client,
    running,
    Array.from({ length: jobs }, (_, id) => ({ id, lane: `lane-${id % lanes}` })),
  )
  await Promise.race([done, sleep(deadline, undefined, { ref: false })])
  const seconds = (performance.now() - at) / 1000
  await running.stop()
  return `${Math.round(handled / seconds)} jobs/s${handled < jobs ? ` (only ${handled} of ${jobs} in ${seconds.toFixed(0)} s)` : ''}, ${outOfOrder} out of order`
}

for (const [title, contenders] of [
  ['any order', plain],
  [`in order within ${lanes} lanes`, ordered],
] as const) {
  console.log(`\n${title}`)
  for (const contender of contenders) {
    await withDatabase(async ({ ownerUrl, hostUrl, hostRole }) => {
      await contender.install(ownerUrl, hostRole)
      const client = new pg.Client({ connectionString: hostUrl })
      await client.connect()
      console.log(
        `  ${contender.name.padEnd(30)} ${await latency(contender, hostUrl, client)}; ${await throughput(contender, hostUrl, client)}`,
      )
      await client.end()
    })
  }
}
