import { Migration } from '@vmeste/sdk/storage'

/** What waits for a look, oldest first: asked every quarter of an hour. */
export class WaitingIndex extends Migration {
  override up(): void {
    this.addSql(
      `create index rating_waiting_index on ratings.rating (city, updated_at) where comment_state = 'CHECKING'`,
    )
  }
}
