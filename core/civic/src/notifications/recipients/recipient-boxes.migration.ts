import { Migration } from '@vmeste/sdk/storage'

/** The name of a recipient's box that is the same in every city, so that what is forgotten here is forgotten there. */
export class RecipientBoxesMigration extends Migration {
  override up(): void {
    this.addSql('alter table civic.recipient add column box text null')
    this.addSql('create index recipient_city_box_index on civic.recipient (city, box)')
  }
}
