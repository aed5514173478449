import type { MigrationObject } from '@mikro-orm/core'
import { Migration } from '@vmeste/sdk/storage'
import { LaneRows } from './lane-rows.migration.ts'
import { ownCityOrAll } from './row-level-security.ts'

class Events extends Migration {
  override up(): void {
    // ids are made in many processes; only the sequence says what came first within a transaction and between dependent
    // ones
    this.addSql(`create sequence core.outbox_position`)
    this.addSql(`create table core.outbox (
      city int not null, id uuid not null, position bigint not null, type text not null, subject text not null,
      data jsonb not null, actor text not null, occurred_at timestamptz(3) not null, relayed_at timestamptz(3),
      constraint outbox_pkey primary key (city, id))`)
    this.addSql(`create index outbox_unrelayed_index on core.outbox (position) where relayed_at is null`)
    this.addSql(`create index outbox_relayed_at_index on core.outbox using brin (relayed_at)`)
    this.addSql(`create table core.delivery (
      city int not null, event uuid not null, subscriber text not null, position bigint not null, state text not null,
        attempts smallint not null default 0,
      last_error text, due_at timestamptz(3) not null default now(), ticket uuid not null default gen_random_uuid(),
        updated_at timestamptz(3) not null default now(),
      constraint delivery_pkey primary key (city, event, subscriber),
      constraint delivery_state_check check (state in ('pending', 'parked', 'done', 'dead')))`)
    this.addSql(
      `create index delivery_lane_index on core.delivery (city, subscriber, position) where state in ('pending', 'parked')`,
    )
    this.addSql(`create index delivery_due_at_index on core.delivery (due_at) where state = 'pending'`)
    this.addSql(
      `create index delivery_stuck_index on core.delivery (city, state, position) where state in ('parked', 'dead')`,
    )
    this.addSql(`create table core.audit (
      city int not null, id uuid not null default gen_random_uuid(), at timestamptz(3) not null, actor text not null,
        action text not null, subject text not null, detail jsonb not null,
      constraint audit_pkey primary key (city, id))`)
    this.addSql(`create index audit_city_action_at_index on core.audit (city, action, at)`)
    this.addSql(`create index audit_city_subject_at_index on core.audit (city, subject, at)`)
    for (const table of ['core.outbox', 'core.delivery', 'core.audit'])
      for (const statement of ownCityOrAll(table)) this.addSql(statement)
    this.addSql(auditStays)
    this.addSql(
      `create trigger audit_stays before update or delete on core.audit for each statement execute function core.audit_stays()`,
    )
    this.addSql(flush)
    this.addSql(takeDelivery)
  }
}

const auditStays = `create function core.audit_stays() returns trigger language plpgsql as $$
  begin raise exception 'core.audit is written once' using errcode = 'restrict_violation'; end $$`

/** One call, right before commit, writes what leaves with a transaction. */
const flush = `create function core.flush(events jsonb, audits jsonb) returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
  declare
    here constant integer := core.current_city();
    who constant text := nullif(current_setting('app.actor', true), '');
  begin
    if here is null or who is null then raise exception 'core.flush needs app.city and app.actor'
      using errcode = 'object_not_in_prerequisite_state'; end if;
    insert into core.outbox (city, id, position, type, subject, data, actor, occurred_at)
      select here, (e->>'id')::uuid, nextval('core.outbox_position'), e->>'type', e->>'subject', e->'data', who,
        (e->>'occurred_at')::timestamptz
      from (select e from jsonb_array_elements(events) with ordinality as each(e, nth) order by nth) ordered;
    insert into core.audit (city, at, actor, action, subject, detail)
      select here, (a->>'at')::timestamptz, who, a->>'action', a->>'subject', coalesce(a->'detail', '{}')
        from jsonb_array_elements(audits) a;
  end $$`

/**
 * The receipt, written first thing in the handler's own transaction: rolled back with it, so what the handler writes
 * happens exactly once. Only the dispatcher knows the ticket, so no module can sign for another. The lock keeps one
 * delivery of a subscriber in a city at work at a time, over all hosts, and ends with the transaction however that
 * ends.
 */
const takeDelivery = `create function core.take_delivery(event_id uuid, subscriber_id text,
  ticket_id uuid) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare here constant integer := core.current_city();
  begin
    if here is null then raise exception 'core.take_delivery needs app.city' using errcode = 'object_not_in_prerequisite_state'; end if;
    if not pg_try_advisory_xact_lock(hashtextextended(here || ' ' || subscriber_id, 7163514)) then return 'busy'; end if;
    update core.delivery set state = 'done', attempts = attempts + 1, last_error = null, updated_at = now()
      where city = here and event = event_id and subscriber = subscriber_id and ticket = ticket_id
        and state = 'pending' and due_at <= now();
    return case when found then 'taken' else 'gone' end;
  end $$`

class OwnName extends Migration {
  override up(): void {
    this.addSql(callingUnit)
    this.addSql('drop function core.flush(jsonb, jsonb)')
    this.addSql(flushOwn)
  }
}

/**
 * The unit whose login role made this connection, by the prefix that `migrate` keeps as the schema's comment; nobody's
 * for the owner.
 */
const callingUnit = `create function core.calling_unit() returns text stable language sql set search_path = pg_catalog, pg_temp as $$
  select replace(substr(session_user, length(prefix) + 1), '_', '-')
  from (select substr(obj_description('core'::regnamespace, 'pg_namespace'), length('vmeste roles: ') + 1) || '_' as prefix) installation
  where starts_with(session_user, prefix) $$`

/**
 * As before, but a unit speaks in its own name only, whatever it sends: the host checks what comes through `tx.emit`,
 * this what comes as raw SQL.
 */
const flushOwn = `create function core.flush(events jsonb, audits jsonb, who text) returns void language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
  declare
    here constant integer := core.current_city();
    unit constant text := core.calling_unit();
  begin
    if here is null or coalesce(who, '') = '' then raise exception 'core.flush needs app.city and an actor'
      using errcode = 'object_not_in_prerequisite_state'; end if;
    if unit is not null and (exists (select from jsonb_array_elements(events) e where split_part(e->>'type', '.', 1) <> unit)
        or exists (select from jsonb_array_elements(audits) a where split_part(a->>'action', '.', 1) <> unit)) then
      raise exception '% speaks in its own name only', unit using errcode = 'insufficient_privilege';
    end if;
    insert into core.outbox (city, id, position, type, subject, data, actor, occurred_at)
      select here, (e->>'id')::uuid, nextval('core.outbox_position'), e->>'type', e->>'subject', e->'data', who,
        (e->>'occurred_at')::timestamptz
      from (select e from jsonb_array_elements(events) with ordinality as each(e, nth) order by nth) ordered;
    insert into core.audit (city, at, actor, action, subject, detail)
      select here, (a->>'at')::timestamptz, who, a->>'action', a->>'subject', coalesce(a->'detail', '{}')
        from jsonb_array_elements(audits) a;
  end $$`

/** Outbox, deliveries and audit: part of the unit `core`. */
export const eventsMigrations: readonly MigrationObject[] = [
  { name: '0010-events', class: Events },
  { name: '0011-own-name', class: OwnName },
  { name: '0012-lane-rows', class: LaneRows },
]
