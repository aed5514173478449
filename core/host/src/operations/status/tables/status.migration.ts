import { Migration } from '@vmeste/sdk/storage'

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
