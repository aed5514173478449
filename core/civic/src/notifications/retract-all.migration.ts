import { Migration } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/**
 * An address that was mistyped, taken back or erased stands nowhere any more: letters that have left hold it, too, and so
 * does the question that was put to it. An inbox of the portal is its owner's.
 */
export class RetractAllMigration extends Migration {
  override up(): void {
    const may = ownSubject('n_about')
    this.addSql(`create or replace function civic.retract_notifications(n_about text, n_channel text, n_recipient text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        delete from civic.notification where city = core.current_city() and about = n_about and channel = n_channel
          and recipient = n_recipient and (sent_at is null or channel <> 'PORTAL') and ${may};
        delete from civic.notification q where q.city = core.current_city() and q.asks and q.channel = n_channel
          and q.recipient = n_recipient and ${may} and not exists (select from civic.notification n
            where n.city = q.city and n.channel = q.channel and n.recipient = q.recipient and not n.asks) $$`)
  }
}
