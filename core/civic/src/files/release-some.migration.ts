import { Migration } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/** A case lets go of some of its photos: those of a person who is erased, and not what the service has answered with. */
export class ReleaseSomeMigration extends Migration {
  override up(): void {
    this.addSql(`create function civic.release_some_files(owner text, wanted uuid[]) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with gone as (
          delete from civic.file where city = core.current_city() and subject = owner and id = any(wanted)
            and ${ownSubject('owner')}
          returning id, uploader)
        insert into civic.file_aside (city, id, uploader, at, let_go) select core.current_city(), id, uploader, now(), true from gone
        on conflict (city, id) do update set let_go = true, uploader = excluded.uploader $$`)
  }
}
