import { Migration } from '@vmeste/sdk/storage'

/** Street and house in one spelling, so that what is reported twice without a point is found. Reports of before have none. */
export class AddressKey extends Migration {
  override up(): void {
    this.addSql(`alter table appeals.report add column address_key text null`)
    this.addSql(
      `create index report_address_index on appeals.report (city, topic, address_key, closed_at) where address_key is not null`,
    )
  }
}
