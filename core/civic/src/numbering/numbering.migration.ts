import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class NumberingMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.number_series (
      city int not null default core.current_city(), series text not null, year int not null, last int not null,
      constraint number_series_pkey primary key (city, series, year))`)
    for (const statement of rowLevelSecurity('civic.number_series')) this.addSql(statement)

    // a row lock, not a sequence: a transaction that rolls back gives its number back
    this.addSql(`create function civic.next_number(wanted_series text, wanted_year int) returns int
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into civic.number_series as s (city, series, year, last)
        values (core.current_city(), wanted_series, wanted_year, 1)
        on conflict (city, series, year) do update set last = s.last + 1
        returning last $$`)
  }
}
