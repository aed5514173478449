import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class FilesMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.file (
      city int not null default core.current_city(), id uuid not null, sha256 text not null,
      width int not null, height int not null, bytes int not null,
      subject text null, uploader text null, uploaded_at timestamptz(3) not null,
      constraint file_pkey primary key (city, id))`)
    this.addSql(`create index file_orphan_index on civic.file (city, uploaded_at) where subject is null`)
    this.addSql(`create index file_subject_index on civic.file (city, subject) where subject is not null`)
    for (const statement of rowLevelSecurity('civic.file')) this.addSql(statement)

    // a file belongs to one subject for good; asking again for the same one is no error, so that commands can be
    // repeated
    this.addSql(`create function civic.attach_files(wanted uuid[], owner text) returns setof uuid
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.file set subject = owner
        where city = core.current_city() and id = any(wanted) and (subject is null or subject = owner)
        returning id $$`)
    this.addSql(`create function civic.release_files(owner text) returns void
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        update civic.file set subject = null where city = core.current_city() and subject = owner $$`)
  }
}
