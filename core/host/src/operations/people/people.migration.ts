import { Migration } from '@vmeste/sdk/storage'
import { ownCityOrAll } from '../../events/row-level-security.ts'

/** Rights of the person: who looked is kept, and whoever is erased leaves the history of the city under a pseudonym. */
export class PeopleMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.look (
      city int not null, subject text not null, viewer text not null, what text not null, slot timestamptz(3) not null,
      at timestamptz(3) not null, service jsonb null, post text null,
      constraint look_pkey primary key (city, subject, viewer, what, slot))`)
    this.addSql('create index look_at_index on core.look (city, at)')
    this.addSql('create index look_viewer_index on core.look (city, viewer, at)')
    for (const statement of ownCityOrAll('core.look')) this.addSql(statement)
    this.addSql(noteLook)
    this.addSql(auditStays)
    this.addSql(withoutNames)
    this.addSql(forgetPerson)
  }
}

/** Written by this alone, one row a person, thing and ten minutes. A module speaks of its own things only. */
const noteLook = `create function core.note_look(
    a_subject text, a_what text, a_viewer text, a_service jsonb, a_post text, a_at timestamptz) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare here constant integer := core.current_city();
  begin
    if here is null then raise exception 'core.note_look needs app.city' using errcode = 'object_not_in_prerequisite_state'; end if;
    insert into core.look (city, subject, viewer, what, slot, at, service, post)
      values (here, a_subject, a_viewer, a_what, date_bin('10 minutes', a_at, 'epoch'), a_at, a_service, a_post)
      on conflict do nothing;
  end $$`

/** Written once, but for the name of whoever is erased: the owner alone says so, in the function below. */
const auditStays = `create or replace function core.audit_stays() returns trigger language plpgsql
  set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'UPDATE' and current_setting('core.forgetting', true) = 'on'
      and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then return null; end if;
    raise exception 'core.audit is written once' using errcode = 'restrict_violation';
  end $$`

/** A text with every whole name in it replaced; names hold no quotes, so this holds inside of JSON too. */
const withoutNames = `create function core.without_names(a_text text, names text[], pseudonym text) returns text
  immutable language plpgsql set search_path = pg_catalog, pg_temp as $$
  declare one text;
  begin
    foreach one in array names loop
      a_text := regexp_replace(a_text,
        '(?<![[:alnum:]._%+-])' || regexp_replace(one, '([^[:alnum:]])', '\\\\\\1', 'g') || '(?![[:alnum:]-]|[.][[:alnum:]])',
        pseudonym, 'gi');
    end loop;
    return a_text;
  end $$`

/**
 * Takes somebody out of what the core keeps in this city: actors, subjects and details of the audit and of events, what
 * a failed delivery has said, who changed what. The acts stay, under the pseudonym.
 */
const forgetPerson = `create function core.forget_person(names text[], pseudonym text) returns jsonb language plpgsql
  security definer set search_path = pg_catalog, pg_temp as $$
  declare
    here constant integer := core.current_city();
    audits integer; events integer; errors integer; looks integer;
  begin
    if here is null then raise exception 'core.forget_person needs app.city' using errcode = 'object_not_in_prerequisite_state'; end if;
    if coalesce(core.calling_unit(), 'core') <> 'core' then
      raise exception 'only the platform takes a person out of its history' using errcode = 'insufficient_privilege'; end if;
    if exists (select from unnest(names) one where length(one) < 6) or pseudonym !~ '^erased:[[:alnum:]_-]+$' then
      raise exception 'a name too short, or no pseudonym' using errcode = 'invalid_parameter_value'; end if;
    perform set_config('core.forgetting', 'on', true);
    update core.audit set
        actor = core.without_names(actor, names, pseudonym), subject = core.without_names(subject, names, pseudonym),
        detail = core.without_names(detail::text, names, pseudonym)::jsonb
      where city = here and exists (select from unnest(names) one
        where strpos(lower(actor || ' ' || subject || ' ' || detail::text), lower(one)) > 0);
    get diagnostics audits = row_count;
    perform set_config('core.forgetting', 'off', true);
    update core.outbox set
        actor = core.without_names(actor, names, pseudonym), subject = core.without_names(subject, names, pseudonym),
        data = core.without_names(data::text, names, pseudonym)::jsonb
      where city = here and exists (select from unnest(names) one
        where strpos(lower(actor || ' ' || subject || ' ' || data::text), lower(one)) > 0);
    get diagnostics events = row_count;
    update core.delivery set last_error = core.without_names(last_error, names, pseudonym)
      where city = here and last_error is not null and exists (select from unnest(names) one
        where strpos(lower(last_error), lower(one)) > 0);
    get diagnostics errors = row_count;
    update core.look set viewer = pseudonym where city = here and viewer = any(names);
    get diagnostics looks = row_count;
    update core.city_module set changed_by = pseudonym where city = here and changed_by = any(names);
    update core.module_export set by = pseudonym where city = here and by = any(names);
    return jsonb_build_object('core.audit', audits, 'core.outbox', events, 'core.delivery', errors, 'core.look', looks);
  end $$`
