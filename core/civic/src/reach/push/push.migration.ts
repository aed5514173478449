import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'
import { ownSubject } from '../../own-subject.ts'

/** Browsers that want to be told, and what waits for them. */
export class PushMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.push_subscription (
      city int not null default core.current_city(), id uuid not null, whose text not null, thing boolean not null,
      endpoint text not null, p256dh text not null, auth text not null, lang text not null, href text not null,
      alive_at timestamptz(3) not null,
      constraint push_subscription_pkey primary key (city, id),
      constraint push_subscription_once_unique unique (city, whose, endpoint))`)
    this.addSql(`create table civic.push_out (
      city int not null default core.current_city(), id uuid not null, subscription uuid not null, event text not null,
      what text not null, urgent boolean not null, created_at timestamptz(3) not null, next_at timestamptz(3) null,
      sent_at timestamptz(3) null, attempts int not null default 0, error text null,
      constraint push_out_pkey primary key (city, id),
      constraint push_out_once_unique unique (city, subscription, event))`)
    this.addSql(`create index push_out_waiting_index on civic.push_out (city, next_at) where next_at is not null`)
    for (const table of ['push_subscription', 'push_out'])
      for (const statement of rowLevelSecurity(`civic.${table}`)) this.addSql(statement)

    // the newest browsers of a thing stay: whoever has its link cannot fill a table
    this.addSql(`create function civic.follow_thing(f_id uuid, f_about text, f_endpoint text, f_p256dh text, f_auth text,
        f_lang text, f_href text, f_at timestamptz) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        delete from civic.push_subscription where city = core.current_city() and whose = f_about and ${ownSubject('f_about')}
          and endpoint <> f_endpoint and id not in (
            select id from civic.push_subscription where city = core.current_city() and whose = f_about
            order by alive_at desc, id desc limit 9);
        insert into civic.push_subscription (city, id, whose, thing, endpoint, p256dh, auth, lang, href, alive_at)
        select core.current_city(), f_id, f_about, true, f_endpoint, f_p256dh, f_auth, f_lang, f_href, f_at
        where ${ownSubject('f_about')}
        on conflict (city, whose, endpoint) do update set p256dh = excluded.p256dh, auth = excluded.auth,
          lang = excluded.lang, href = excluded.href, alive_at = excluded.alive_at $$`)
    this.addSql(`create function civic.unfollow_thing(f_about text, f_endpoint text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        delete from civic.push_subscription where city = core.current_city() and whose = f_about
          and endpoint = f_endpoint and ${ownSubject('f_about')} $$`)
    this.addSql(`create function civic.push_news(n_event text, n_about text, n_what text, n_at timestamptz) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into civic.push_out (city, id, subscription, event, what, urgent, created_at, next_at)
        select core.current_city(), gen_random_uuid(), id, n_event, n_what, false, n_at, n_at
        from civic.push_subscription
        where city = core.current_city() and whose = n_about and thing and ${ownSubject('n_about')}
        on conflict (city, subscription, event) do nothing $$`)
    this.addSql(`create or replace function civic.forget_notifications(n_about text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        delete from civic.push_subscription where city = core.current_city() and whose = n_about and thing
          and ${ownSubject('n_about')};
        delete from civic.notification where city = core.current_city() and about = n_about and ${ownSubject('n_about')} $$`)
  }
}
