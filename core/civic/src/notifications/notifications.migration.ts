import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class NotificationsMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.notification (
      city int not null default core.current_city(), id uuid not null, event text not null, recipient text not null, channel text not null,
      lang text not null, subject text not null, text text not null, href text null, about text not null,
      created_at timestamptz(3) not null, sent_at timestamptz(3) null, via text null, read_at timestamptz(3) null,
      attempts int not null default 0, next_at timestamptz(3) null, error text null,
      constraint notification_pkey primary key (city, id),
      constraint notification_city_event_recipient_channel_unique unique (city, event, recipient, channel))`)
    this.addSql(`create index notification_inbox_index on civic.notification (city, recipient, id desc)`)
    this.addSql(
      `create index notification_waiting_index on civic.notification (city, next_at) where next_at is not null`,
    )
    this.addSql(`create index notification_city_about_index on civic.notification (city, about)`)
    for (const statement of rowLevelSecurity('civic.notification')) this.addSql(statement)

    // an event delivered twice notifies once: the second row meets the unique key
    this.addSql(`create function civic.notify(
        n_id uuid, n_event text, n_recipient text, n_channel text, n_lang text, n_subject text, n_text text,
          n_href text, n_about text, n_at timestamptz) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into civic.notification (city, id, event, recipient, channel, lang, subject, text, href, about,
          created_at, sent_at, via, next_at)
        values (core.current_city(), n_id, n_event, n_recipient, n_channel, n_lang, n_subject, n_text, n_href, n_about, n_at,
          case when n_channel = 'PORTAL' then n_at end, case when n_channel = 'PORTAL' then 'portal' end, case
            when n_channel <> 'PORTAL' then n_at end)
        on conflict (city, event, recipient, channel) do nothing $$`)
    this.addSql(`create function civic.forget_notifications(n_about text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        delete from civic.notification where city = core.current_city() and about = n_about $$`)
  }
}
