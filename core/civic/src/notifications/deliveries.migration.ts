import { Migration } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/** What became of each message: when it was given up, what the gateway calls it, which task took its place. */
export class DeliveriesMigration extends Migration {
  override up(): void {
    this.addSql(`alter table civic.notification add column failed_at timestamptz(3) null, add column gateway_id text null,
      add column task uuid null, add column otherwise jsonb null`)
    this.addSql(
      `create index notification_failed_index on civic.notification (city, failed_at) where failed_at is not null`,
    )
    this.addSql(`create function civic.notice_otherwise(n_event text, n_channel text, n_recipient text, n_about text,
        n_otherwise jsonb) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.notification set otherwise = n_otherwise where city = core.current_city() and event = n_event
          and channel = n_channel and recipient = n_recipient and about = n_about and ${ownSubject('n_about')} $$`)
    // a question that is put to an address is no news of a case
    this.addSql(`create function civic.own_deliveries(n_about text) returns table (
        id uuid, channel text, recipient text, subject text, created_at timestamptz, sent_at timestamptz, read_at timestamptz,
        failed_at timestamptz, next_at timestamptz, attempts int, error text, task uuid)
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select n.id, n.channel, n.recipient, n.subject, n.created_at, n.sent_at, n.read_at, n.failed_at, n.next_at, n.attempts,
          n.error, n.task
        from civic.notification n where n.city = core.current_city() and n.about = n_about and not n.asks
          and ${ownSubject('n_about')}
        order by n.id desc limit 100 $$`)
  }
}
