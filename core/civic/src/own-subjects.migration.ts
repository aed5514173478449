import { Migration } from '@vmeste/sdk/storage'
import { ownSubject } from './own-subject.ts'

/** Raw SQL too gives files to the module's own things and lets go of its own only; civic itself acts for all. */
export class OwnSubjects extends Migration {
  override up(): void {
    this.addSql(`create or replace function civic.attach_files(wanted uuid[], owner text) returns setof uuid
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.file set subject = owner
        where city = core.current_city() and id = any(wanted) and (subject is null or subject = owner) and ${ownSubject('owner')}
        returning id $$`)
    this.addSql(`create or replace function civic.release_files(owner text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.file set subject = null where city = core.current_city() and subject = owner and ${ownSubject('owner')} $$`)
    this.addSql(`create or replace function civic.forget_notifications(n_about text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        delete from civic.notification where city = core.current_city() and about = n_about and ${ownSubject('n_about')} $$`)
  }
}
