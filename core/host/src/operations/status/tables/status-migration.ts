import { defineEntity, Migration, p } from '@vmeste/sdk/storage'

const HostStatus = defineEntity({
  name: 'HostStatus',
  schema: 'core',
  tableName: 'host_status',
  properties: {
    host: p.uuid().primary(),
    startedAt: p.datetime(3),
    seenAt: p.datetime(3),
    version: p.text(),
    clockMs: p.bigint(),
    mailError: p.text().nullable(),
    mailErrorAt: p.datetime(3).nullable(),
    mailSentAt: p.datetime(3).nullable(),
    resting: p.json(),
  },
})

const JobRun = defineEntity({
  name: 'JobRun',
  schema: 'core',
  tableName: 'job_run',
  properties: {
    job: p.text().primary(),
    cron: p.text(),
    knownSince: p.datetime(3),
    seenAt: p.datetime(3),
    lastAt: p.datetime(3).nullable(),
    lastError: p.text().nullable(),
  },
})

const DiskReading = defineEntity({
  name: 'DiskReading',
  schema: 'core',
  tableName: 'disk_reading',
  properties: { day: p.date().primary(), usedBytes: p.bigint(), databaseBytes: p.bigint() },
})

const RedLine = defineEntity({
  name: 'RedLine',
  schema: 'core',
  tableName: 'red_line',
  properties: { id: p.text().primary(), since: p.datetime(3), toldAt: p.datetime(3).nullable(), tryAt: p.datetime(3) },
})

export const statusEntities = [HostStatus, JobRun, DiskReading, RedLine]

/**
 * What only a running host knows, for the command and for every other host: a row a host, a job, a day, and a red line
 * that stands. All of it is bounded: hosts that are gone for a day, jobs that nobody has any more and days older than
 * 400 are taken out as rows are written.
 */
export class StatusMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.host_status (
      host uuid not null, started_at timestamptz(3) not null, seen_at timestamptz(3) not null, version text not null,
        clock_ms bigint not null,
      mail_error text null, mail_error_at timestamptz(3) null, mail_sent_at timestamptz(3) null, resting jsonb not null,
      constraint host_status_pkey primary key (host))`)
    this.addSql(`create table core.job_run (
      job text not null, cron text not null, known_since timestamptz(3) not null, seen_at timestamptz(3) not null,
        last_at timestamptz(3) null, last_error text null,
      constraint job_run_pkey primary key (job))`)
    this.addSql(
      `create table core.disk_reading (day date not null, used_bytes bigint not null, database_bytes bigint not null,
        constraint disk_reading_pkey primary key (day))`,
    )
    this.addSql(`create table core.red_line (
      id text not null, since timestamptz(3) not null, told_at timestamptz(3) null, try_at timestamptz(3) not null,
        constraint red_line_pkey primary key (id))`)
  }
}
