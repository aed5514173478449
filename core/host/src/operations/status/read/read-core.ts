import type { ConnectionFacts, DatabaseFacts, DeliveryFacts, HostFacts, JobFacts, ModuleFacts } from '../facts/facts.ts'
import type { Ask, AskedCity } from './ask.ts'

export async function readDatabase(ask: Ask): Promise<DatabaseFacts> {
  const [row] = await ask<{ version: string; bytes: number }>(
    `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes`,
  )
  return { version: row!.version.split(' ')[0]!, bytes: row!.bytes }
}

/** How far a clock is from the database's: the way there and back is halved. */
export async function readClock(ask: Ask, now: () => number): Promise<number> {
  const before = now()
  const from = performance.now()
  const [row] = await ask<{ at: number }>(`select extract(epoch from clock_timestamp())::float8 * 1000 as at`)
  return Math.round(before + (performance.now() - from) / 2 - row!.at)
}

export const readCities = (ask: Ask): Promise<AskedCity[]> =>
  ask<{ id: number; slug: string; country: string; demonstration: boolean }>(
    `select id, slug, country, demonstration from core.city where leaving_at is null order by id limit 5000`,
  )

interface HostRow {
  host: string
  started_at: Date
  seen_at: Date
  silent: number
  version: string
  clock_ms: string
  mail_error: string | null
  mail_error_at: Date | null
  mail_sent_at: Date | null
  resting: string[]
}

export async function readHosts(ask: Ask): Promise<HostFacts[]> {
  const rows =
    await ask<HostRow>(`select host, started_at, seen_at, extract(epoch from now() - seen_at)::float8 * 1000 as silent,
      version, clock_ms, mail_error, mail_error_at, mail_sent_at, resting
    from core.host_status where seen_at > now() - interval '1 day' order by started_at limit 200`)
  return rows.map((row) => ({
    host: row.host,
    startedAt: row.started_at,
    seenAt: row.seen_at,
    silentMs: row.silent,
    version: row.version,
    clockMs: Number(row.clock_ms),
    mail: { error: row.mail_error, errorAt: row.mail_error_at, sentAt: row.mail_sent_at },
    resting: row.resting,
  }))
}

/**
 * Who holds a place of `max_connections`. What kind of process it is, PostgreSQL tells of one's own roles alone; of
 * others everybody sees database and role: processes of the server itself (autovacuum, checkpointer, launchers) lack
 * one of the two.
 */
const holdsPlace = `coalesce(a.backend_type = 'client backend', a.datid is not null and a.usesysid is not null)`

/** Against what is really open to a host: neither what is kept for superusers nor beyond the database's own limit. */
export async function readConnections(ask: Ask): Promise<ConnectionFacts> {
  const [row] = await ask<{ used: number; here: number; bound: number; database: number }>(`
    select count(*) filter (where ${holdsPlace})::int as used,
      count(*) filter (where a.datname = current_database() and ${holdsPlace})::int as here,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true)::int, 0) as bound,
      (select datconnlimit from pg_database where datname = current_database())::int as database
    from pg_stat_activity a`)
  const { used, here, bound, database } = row!
  // whichever is nearer
  return database >= 0 && here / Math.max(database, 1) > used / Math.max(bound, 1)
    ? { used: here, bound: database }
    : { used, bound }
}

/** @param city one city's alone */
export async function readDeliveries(ask: Ask, city?: number): Promise<DeliveryFacts> {
  const here = city ?? null
  const [row] = await ask<{ dead: number; oldest: Date | null; lag: number | null }>(
    `
    select (select count(*)::int from core.delivery where state = 'dead' and ($1::int is null or city = $1)) as dead,
      (select min(updated_at) from core.delivery where state = 'dead' and ($1::int is null or city = $1)) as oldest,
      greatest(0, extract(epoch from now() - least(
        (select min(occurred_at) from core.outbox where relayed_at is null and ($1::int is null or city = $1)),
        (select min(due_at) from core.delivery where state = 'pending' and due_at < now()
          and ($1::int is null or city = $1))))::float8 * 1000) as lag`,
    [here],
  )
  const subscribers =
    row!.dead === 0
      ? []
      : await ask<{ subscriber: string }>(
          `select subscriber from core.delivery where state = 'dead' and ($1::int is null or city = $1) group by 1
            order by count(*) desc, 1 limit 10`,
          [here],
        )
  return {
    dead: row!.dead,
    oldestDead: row!.oldest,
    lagMs: row!.lag ?? 0,
    subscribers: subscribers.map(({ subscriber }) => subscriber),
  }
}

export async function readJobs(ask: Ask): Promise<JobFacts[]> {
  const rows = await ask<{
    job: string
    cron: string
    known_since: Date
    last_at: Date | null
    last_error: string | null
  }>(
    // what no host has any more is no job
    `select job, cron, known_since, last_at, last_error from core.job_run
      where seen_at > now() - interval '10 minutes' order by job limit 500`,
  )
  return rows.map((row) => ({
    job: row.job,
    cron: row.cron,
    lastAt: row.last_at,
    lastError: row.last_error,
    knownSince: row.known_since,
  }))
}

/** What hosts say of modules that are not well, and which of them rest. */
export async function readModules(
  ask: Ask,
  hosts: readonly HostFacts[],
  known: readonly string[] = [],
): Promise<ModuleFacts[]> {
  const rows = await ask<{
    module: string
    city: string | null
    state: 'DEGRADED' | 'UNHEALTHY'
    reason: string | null
  }>(
    `select distinct h.module, c.slug as city, h.state, h.reason
      from core.module_health h left join core.city c on c.id = h.city where h.seen_at > now() - interval '1 minute'
        order by 1, 2 limit 200`,
  )
  const resting = [
    ...new Set([...known, ...hosts.filter(({ silentMs }) => silentMs < 90_000).flatMap((host) => host.resting)]),
  ]
  return [
    ...resting.map((module) => ({ module, state: 'RESTING' as const, city: undefined, reason: undefined })),
    ...rows.map(({ module, city, state, reason }) => ({
      module,
      state,
      city: city ?? undefined,
      reason: reason ?? undefined,
    })),
  ]
}

export async function readDays(ask: Ask): Promise<{ day: Date; usedBytes: number }[]> {
  const rows = await ask<{ day: Date; used: number }>(
    `select day::timestamptz as day, used_bytes::float8 as used from core.disk_reading where day > current_date - 60 order by day`,
  )
  return rows.map(({ day, used }) => ({ day, usedBytes: used }))
}
