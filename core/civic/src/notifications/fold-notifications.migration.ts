import { Migration } from '@vmeste/sdk/storage'

/**
 * When much of one kind comes, an inbox says it in one notice with a number. The first three are told one by one; what
 * comes while they are unread goes into the fourth, which stands on top with each that joins it.
 */
export class FoldNotificationsMigration extends Migration {
  override up(): void {
    this.addSql(`alter table civic.notification add column fold text null, add column folded int not null default 0`)
    this.addSql(
      `create index notification_fold_index on civic.notification (city, recipient, fold) where fold is not null and read_at is null`,
    )
    this.addSql(`create function civic.notify_folding(
        n_id uuid, n_event text, n_recipient text, n_lang text, n_subject text, n_text text, n_href text, n_about text,
          n_at timestamptz, f_key text, f_subject text, f_text text, f_href text, f_about text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with unread as (
          select count(*) filter (where folded = 0) as single, (array_agg(id) filter (where folded > 0))[1] as bundle
          from civic.notification where city = core.current_city() and recipient = n_recipient and channel = 'PORTAL'
            and fold = f_key and read_at is null),
        joined as (
          update civic.notification n set id = n_id, created_at = n_at, sent_at = n_at, folded = folded + 1,
            subject = replace(f_subject, '{count}', (folded + 1)::text), text = replace(f_text, '{count}', (folded + 1)::text)
          from unread u where n.city = core.current_city() and n.id = u.bundle),
        said (event, subject, text, href, about, folded) as (
          select n_event, n_subject, n_text, n_href, n_about, 0 from unread where bundle is null and single < 3
          union all
          select 'fold:' || n_event, replace(f_subject, '{count}', '1'), replace(f_text, '{count}', '1'), f_href, f_about, 1
          from unread where bundle is null and single >= 3)
        insert into civic.notification (city, id, event, recipient, channel, lang, subject, text, href, about, created_at,
          sent_at, via, fold, folded)
        select core.current_city(), n_id, event, n_recipient, 'PORTAL', n_lang, subject, text, href, about, n_at, n_at, 'portal',
          f_key, folded
        from said
        on conflict (city, event, recipient, channel) do nothing $$`)
  }
}
