import { Migration } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/** What was said about a module's own thing is said otherwise: in letters that wait and in inboxes alike. */
export class RewordNotificationsMigration extends Migration {
  override up(): void {
    this.addSql(`create function civic.reword_notifications(n_about text, said text, instead text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.notification set subject = replace(subject, said, instead), text = replace(text, said, instead)
        where city = core.current_city() and about = n_about and said <> ''
          and (position(said in text) > 0 or position(said in subject) > 0)
          and ${ownSubject('n_about')} $$`)
  }
}
