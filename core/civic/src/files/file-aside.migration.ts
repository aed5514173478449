import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/**
 * The quarantine: what is no longer kept stays for a while, and whose photo it was stays known, so that erasing a
 * person reaches it.
 */
export class FileAsideMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.file_aside (
      city int not null default core.current_city(), id uuid not null,
      uploader text null, at timestamptz(3) not null, let_go boolean not null,
      constraint file_aside_pkey primary key (city, id))`)
    this.addSql(
      'create index file_aside_uploader_index on civic.file_aside (city, uploader) where uploader is not null',
    )
    this.addSql(`create table civic.file_sweep (
      city int not null default core.current_city(), stopped_at timestamptz(3) not null, seen_at timestamptz(3) not null,
      would_go int not null, of_all int not null,
      constraint file_sweep_pkey primary key (city))`)
    for (const table of ['civic.file_aside', 'civic.file_sweep'])
      for (const statement of rowLevelSecurity(table)) this.addSql(statement)

    // a photo that its case lets go of is told from one that nobody has asked for yet: the first is erased, the second
    // put aside
    this.addSql(`create or replace function civic.release_files(owner text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with gone as (
          delete from civic.file where city = core.current_city() and subject = owner
            and ${ownSubject('owner')}
          returning id, uploader)
        insert into civic.file_aside (city, id, uploader, at, let_go) select core.current_city(), id, uploader, now(), true from gone
        on conflict (city, id) do update set let_go = true, uploader = excluded.uploader $$`)
  }
}
