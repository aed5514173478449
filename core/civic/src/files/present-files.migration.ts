import { Migration } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/** How others see a photo: whether at all, and what is painted out. Its module says so in a transaction of its own. */
export class PresentFilesMigration extends Migration {
  override up(): void {
    this.addSql(`alter table civic.file add column shown boolean not null default true,
      add column covered jsonb not null default '[]'`)
    this.addSql(`create function civic.present_files(owner text, wanted jsonb) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.file set shown = said.shown, covered = said.covered
        from jsonb_to_recordset(wanted) as said (id uuid, shown boolean, covered jsonb)
        where file.city = core.current_city() and file.id = said.id and file.subject = owner
          and ${ownSubject('owner')}
          and (file.shown, file.covered) is distinct from (said.shown, said.covered) $$`)
  }
}
