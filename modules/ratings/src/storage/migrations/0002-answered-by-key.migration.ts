import { Migration } from '@vmeste/sdk/storage'

/**
 * `answered_by` is the key of whoever answered. What stood there before was a name that no erasure could find: it goes,
 * and the answer stands as the service's. Who gave it the audit knows.
 */
export class AnsweredByKey extends Migration {
  override up(): void {
    this.addSql(
      `update ratings.rating set answered_by = null where answered_by is not null and strpos(answered_by, '|') = 0`,
    )
  }
}
