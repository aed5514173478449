import { Migration } from '@vmeste/sdk/storage'

export class SigningFrom extends Migration {
  override up(): void {
    this.addSql('alter table identity.signing_key add column signs_from timestamptz(3) not null default now()')
  }
}
