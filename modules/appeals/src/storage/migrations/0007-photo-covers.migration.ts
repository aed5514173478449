import { Migration } from '@vmeste/sdk/storage'

/** Areas of a photo that others do not see. */
export class PhotoCovers extends Migration {
  override up(): void {
    this.addSql(`alter table appeals.report_photo add column covers jsonb not null default '[]'`)
  }
}
