import { Migration } from '@vmeste/sdk/storage'

/** When a report's author had their words taken out of it: its page says so. */
export class Erased extends Migration {
  override up(): void {
    this.addSql('alter table appeals.report add column erased_at timestamptz(3) null')
  }
}
