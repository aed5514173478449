import { Migration } from '@vmeste/sdk/storage'

class Events extends Migration {
  override up(): void {
    this.addSql(`create table core.outbox (id uuid primary key, city int not null, type text not null, subject text not null, data jsonb not null, actor text not null,
      occurred_at timestamptz(3) not null, relayed_at timestamptz(3))`)
    this.addSql(`create table core.audit (id bigserial primary key, city int not null, at timestamptz(3) not null, actor text not null, action text not null, subject text not null, detail jsonb not null)`)
    this.addSql(`create function core.flush(events jsonb, audits jsonb) returns void language plpgsql security definer set search_path = core, pg_temp as $$
      begin
        if core.current_city() is null then raise exception 'no city'; end if;
        insert into core.outbox (id, city, type, subject, data, actor, occurred_at)
          select (e->>'id')::uuid, core.current_city(), e->>'type', e->>'subject', e->'data', current_setting('app.actor'), (e->>'occurred_at')::timestamptz from jsonb_array_elements(events) e;
        insert into core.audit (city, at, actor, action, subject, detail)
          select core.current_city(), (a->>'at')::timestamptz, current_setting('app.actor'), a->>'action', a->>'subject', a->'detail' from jsonb_array_elements(audits) a;
      end $$`)
  }
}

export const eventsMigrations = [{ name: '0010-events', class: Events }]
