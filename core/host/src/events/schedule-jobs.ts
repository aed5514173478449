import { parseCronItem } from 'graphile-worker'
import type pg from 'pg'
import { uuidv7, VmesteError, type City } from '@vmeste/sdk'
import { callLanes } from '../jobs/call-lanes.ts'
import type { CronTask } from '../jobs/worker.ts'
import type { JobSubscriber, Subscribers } from './subscribers.ts'

export const tickTask = 'tick'

/**
 * Every module's recurring tasks, as ticks that one host of all gets.
 *
 * @throws VmesteError `VMESTE_JOB_CRON`
 */
export const cronOf = (subscribers: Subscribers): CronTask[] =>
  subscribers.jobs().map(({ id, job }) => {
    try {
      parseCronItem({ task: tickTask, match: job.cron })
    } catch (cause) {
      throw new VmesteError(
        'VMESTE_JOB_CRON',
        `Job "${id}" has the cron "${job.cron}": write five fields in UTC, "17 3 * * *" for 03:17 every day`,
        { cause },
      )
    }
    return { task: tickTask, cron: job.cron, identifier: id, payload: { subscriber: id } }
  })

/**
 * Makes a run of a recurring task due in every city where its module is on. A run is a delivery like any other:
 * retried, seen, parked and given to another host when this one dies. Where the last run still waits or is at work,
 * none is added.
 */
export async function scheduleJob(pool: pg.Pool, subscriber: JobSubscriber, cities: readonly City[]): Promise<void> {
  await pool.query(
    `with due as (
       select city, id from unnest($1::int[], $2::uuid[]) as due(city, id)
       where not exists (select from core.delivery d where d.city = due.city and d.subscriber = $3 and d.state in ('pending', 'parked'))),
     ticked as (
       insert into core.outbox (city, id, position, type, subject, data, actor, occurred_at, relayed_at)
       select city, id, nextval('core.outbox_position'), 'core.job.due@1', 'core:Job:' || $3, '{}', 'system:core',
         now(), now() from due returning city, id, position),
     delivered as (
       insert into core.delivery (city, event, subscriber, position, state) select city, id, $3, position, 'pending'
         from ticked returning city, subscriber)
     ${callLanes('select city, subscriber from delivered')}`,
    [cities.map((city) => city.id), cities.map(() => uuidv7()), subscriber.id],
  )
}
