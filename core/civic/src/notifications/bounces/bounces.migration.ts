import { Migration } from '@vmeste/sdk/storage'

/** An address that letters came back from, and how often a letter was said to be late. */
export class BouncesMigration extends Migration {
  override up(): void {
    this.addSql('alter table civic.recipient add column bounced_at timestamptz(3) null')
    this.addSql('alter table civic.notification add column delays int not null default 0')
  }
}
