import { Migration } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/** What waits to leave for an address that was mistyped, or taken back, does not leave. */
export class RetractMigration extends Migration {
  override up(): void {
    this.addSql(`create function civic.retract_notifications(n_about text, n_channel text, n_recipient text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        delete from civic.notification where city = core.current_city() and about = n_about and channel = n_channel
          and recipient = n_recipient and sent_at is null
          and ${ownSubject('n_about')} $$`)
  }
}
