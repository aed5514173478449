import { Migration } from '@vmeste/sdk/storage'

/** Whoever rings up is found by their number, and numbers of before are found to be read anew. */
export class Contacts extends Migration {
  override up(): void {
    for (const table of ['report', 'supporter']) {
      this.addSql(
        `create index ${table}_phone_index on appeals.${table} (city, contact_phone) where contact_phone is not null`,
      )
      this.addSql(
        `create index ${table}_email_index on appeals.${table} (city, lower(contact_email)) where contact_email is not null`,
      )
      this.addSql(
        `create index ${table}_unread_phone_index on appeals.${table} (city, id) where contact_phone not like '+%'`,
      )
    }
  }
}
