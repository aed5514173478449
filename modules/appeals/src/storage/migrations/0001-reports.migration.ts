import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

const open = `where status in ('NEW', 'MODERATION', 'ROUTED', 'ACCEPTED', 'IN_PROGRESS', 'INTERIM', 'REOPENED')`

export class Reports extends Migration {
  override up(): void {
    this.addSql(`create table appeals.report (
      city int not null default core.current_city(), id uuid not null, number text not null,
      status text not null, version int not null default 1, channel text not null, lang text not null,
      topic text not null, tile text null, tile_title jsonb null,
      object text null, place_name jsonb null, address text null, lat double precision null, lon double precision null,
        territory text null, text text null,
      department text null, route_reason jsonb not null, rule int null,
      make_safe_due timestamptz(3) null, due timestamptz(3) null, due_by_day boolean not null,
        next_due timestamptz(3) not null default 'infinity', due_state text not null, derivation jsonb not null,
      planned_for date null, planned_reason text null,
      first_response_at timestamptz(3) null, answered_at timestamptz(3) null, confirmed_at timestamptz(3) null,
        reopened_at timestamptz(3) null, closed_at timestamptz(3) null,
      answer text null, rating smallint null, reopens smallint not null default 0, returns smallint not null default 0,
        supporters int not null default 1,
      photo_count smallint not null, photo_consent boolean not null,
      submission_hash text not null, tracking_hash text not null, actor_hash text not null,
      person text null, contact_email text null, contact_phone text null, overdue_told timestamptz(3) null,
      created_at timestamptz(3) not null, updated_at timestamptz(3) not null,
      constraint report_pkey primary key (city, id))`)
    for (const [name, columns] of [
      ['number', 'number'],
      ['submission', 'submission_hash'],
      ['tracking', 'tracking_hash'],
    ] as const) {
      this.addSql(`alter table appeals.report add constraint report_${name}_unique unique (city, ${columns})`)
    }
    this.addSql(`create index report_inbox_index on appeals.report (city, next_due, id) ${open}`)
    this.addSql(`create index report_department_inbox_index on appeals.report (city, department, next_due, id) ${open}`)
    this.addSql(`create index report_newest_index on appeals.report (city, created_at, id)`)
    this.addSql(`create index report_department_newest_index on appeals.report (city, department, created_at, id)`)
    this.addSql(
      `create index report_object_index on appeals.report (city, object, created_at) where object is not null`,
    )
    this.addSql(
      `create index report_object_alive_index on appeals.report (city, object, closed_at) where object is not null`,
    )
    this.addSql(`create index report_place_index on appeals.report (city, lat, lon) where lat is not null`)
    this.addSql(`create index report_actor_index on appeals.report (city, actor_hash, created_at)`)
    this.addSql(
      `create index report_person_index on appeals.report (city, person, created_at) where person is not null`,
    )
    for (const [name, column] of [
      ['confirmed', 'confirmed_at'],
      ['reopened', 'reopened_at'],
      ['response', 'first_response_at'],
      ['closed', 'closed_at'],
    ] as const) {
      this.addSql(`create index report_${name}_index on appeals.report (city, ${column}) where ${column} is not null`)
    }
    this.addSql(
      `create index report_due_unsure_index on appeals.report (city, id) where due_state in ('PROVISIONAL', 'MISSING_CALENDAR')`,
    )
    for (const statement of rowLevelSecurity('appeals.report')) this.addSql(statement)
  }
}
