import { Migration } from '@vmeste/sdk/storage'
import { ownSubject } from '../own-subject.ts'

/**
 * Rows of an import are taken up to a number that is found once. Looked for row by row they cost the square of their
 * count, and an import of 5,000 rows could not be taken back within the time that a field has.
 */
export class TakeRowsMigration extends Migration {
  override up(): void {
    this.addSql(`create or replace function civic.take_import_rows(i_id uuid, i_most int)
        returns table (key text, before jsonb, kept text, after jsonb)
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        with taken as (
          delete from civic.table_import_row gone
          where gone.city = core.current_city() and gone.import = i_id
            and gone.number <= (select max(next.number) from (select one.number from civic.table_import_row one
              where one.city = core.current_city() and one.import = i_id order by one.number limit i_most) next)
            and exists (select from civic.table_import made where made.city = core.current_city() and made.id = i_id
              and ${ownSubject('made.table_name')})
          returning gone.number, gone.key, gone.before, gone.kept, gone.after)
        select taken.key, taken.before, taken.kept, taken.after from taken order by taken.number $$`)
  }
}
