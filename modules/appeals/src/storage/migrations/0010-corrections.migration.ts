import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

/** What staff corrected of a report, a promise that was broken before a day was planned, a day that waits for a yes. */
export class Corrections extends Migration {
  override up(): void {
    this.addSql(`alter table appeals.report add column breached_at timestamptz(3) null, add column asked_for date null`)
    this.addSql(
      `create index report_breached_index on appeals.report (city, breached_at) where breached_at is not null`,
    )
    this.addSql(`create table appeals.correction (
      city int not null default core.current_city(), report uuid not null, step uuid not null, part text not null,
      before jsonb not null, after jsonb not null,
      constraint correction_pkey primary key (city, report, step, part))`)
    for (const statement of rowLevelSecurity('appeals.correction')) this.addSql(statement)
  }
}
