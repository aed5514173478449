import { Migration } from '@vmeste/sdk/storage'
import { ownCityOrAll } from './row-level-security.ts'

/**
 * A row to lock for each lane: an advisory lock has a number, and whoever works that out can hold it. No module's role
 * reaches a row of this table.
 */
export class LaneRows extends Migration {
  override up(): void {
    this.addSql(
      `create table core.lane (city int not null, subscriber text not null, constraint lane_pkey primary key (city, subscriber))`,
    )
    for (const statement of ownCityOrAll('core.lane')) this.addSql(statement)
    this.addSql(
      `insert into core.lane (city, subscriber) select distinct city, subscriber from core.delivery where state in ('pending', 'parked')`,
    )
    this.addSql(takeDelivery)
    this.addSql(takeTurn)
  }
}

/**
 * As before; the lock is one on the lane's row. The relay makes that, so only what an older relay has left behind finds
 * none.
 */
const takeDelivery = `create or replace function core.take_delivery(event_id uuid, subscriber_id text,
  ticket_id uuid) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare here constant integer := core.current_city();
  begin
    if here is null then raise exception 'core.take_delivery needs app.city' using errcode = 'object_not_in_prerequisite_state'; end if;
    perform from core.delivery where city = here and event = event_id and subscriber = subscriber_id and ticket = ticket_id;
    if not found then return 'gone'; end if;
    perform from core.lane where city = here and subscriber = subscriber_id for no key update skip locked;
    if not found then
      perform from core.lane where city = here and subscriber = subscriber_id;
      if found then return 'busy'; end if;
      insert into core.lane (city, subscriber) values (here, subscriber_id) on conflict do nothing;
      perform from core.lane where city = here and subscriber = subscriber_id for no key update skip locked;
      if not found then return 'busy'; end if;
    end if;
    update core.delivery set state = 'done', attempts = attempts + 1, last_error = null, updated_at = now()
      where city = here and event = event_id and subscriber = subscriber_id and ticket = ticket_id
        and state = 'pending' and due_at <= now();
    return case when found then 'taken' else 'gone' end;
  end $$`

/**
 * What a module locks by a name of its own in its city, until its transaction ends: it waits for itself and never for a
 * neighbour.
 */
const takeTurn = `create function core.take_turn(what text) returns void language sql security definer
  set search_path = pg_catalog, pg_temp as $$
  select pg_advisory_xact_lock(hashtextextended(concat_ws(' ', core.calling_unit(), core.current_city(), what), 7163515)) $$`
