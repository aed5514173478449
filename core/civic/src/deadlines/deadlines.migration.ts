import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class DeadlinesMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.calendar_year (
      city int not null default core.current_city(), country text not null, year int not null,
      state text not null, data jsonb not null, changed_at timestamptz(3) not null, changed_by text null,
      constraint calendar_year_pkey primary key (city, country, year))`)
    for (const statement of rowLevelSecurity('civic.calendar_year')) this.addSql(statement)
  }
}
