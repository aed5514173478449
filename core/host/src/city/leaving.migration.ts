import { Migration } from '@vmeste/sdk/storage'

/**
 * A city that is being taken away: hosts let go of it at once, its row goes last, so that whoever is interrupted finds
 * where to go on.
 */
export class CityLeavingMigration extends Migration {
  override up(): void {
    this.addSql('alter table core.city add column leaving_at timestamptz(3) null')
  }
}
