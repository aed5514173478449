/** One subscriber in one city: its deliveries are worked off in order, one at a time. */
export interface Lane {
  readonly city: number
  readonly subscriber: string
}

export const laneTask = 'lane'

/**
 * SQL that calls for lanes to be worked, given a query of distinct `(city, subscriber)`. The lane is the job's key,
 * so a lane that is called already is not called twice.
 */
export const callLanes = (lanes: string): string => called(lanes, 'null', false)

/** The same, at a later moment; a call that stands already for earlier stays. */
export const callLanesAt = (lanes: string, at: string): string => called(lanes, at, true)

const called = (lanes: string, at: string, keepEarlier: boolean): string => `
  select case when cardinality(specs) > 0 then (select count(*) from graphile_worker.add_jobs(specs, ${keepEarlier})) end as called
  from (select array(
    select row('${laneTask}', json_build_object('city', city, 'subscriber', subscriber), null, ${at}, 25,
      city || ' ' || subscriber, null, null)::graphile_worker.job_spec
    from (${lanes}) lane) as specs) call`
