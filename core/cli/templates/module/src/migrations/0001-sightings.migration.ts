import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class Sightings extends Migration {
  override up(): void {
    // the city stands in the key, so that a large installation can be split by it
    this.addSql(`create table stray_animals.sighting (
      city int not null default core.current_city(), id uuid not null, kind text not null, place text not null,
        note text null, person text null,
      report uuid null, seen_at timestamptz(3) not null, closed_at timestamptz(3) null,
      constraint sighting_pkey primary key (city, id))`)
    this.addSql('create index sighting_newest on stray_animals.sighting (city, seen_at desc)')
    // an event may come twice, its sighting must not
    this.addSql('create unique index sighting_report on stray_animals.sighting (city, report) where report is not null')
    for (const statement of rowLevelSecurity('stray_animals.sighting')) this.addSql(statement)
  }
}
