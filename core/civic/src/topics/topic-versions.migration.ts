import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

/** How a topic has stood, save by save, and what its administrator wants staff to know. */
export class TopicVersionsMigration extends Migration {
  override up(): void {
    this.addSql(`alter table civic.topic add column note jsonb null`)
    this.addSql(`create table civic.topic_version (
      city int not null default core.current_city(), id uuid not null, code text not null, content jsonb null,
      changed_at timestamptz(3) not null, changed_by text null,
      constraint topic_version_pkey primary key (city, id))`)
    this.addSql(`create index topic_version_code_index on civic.topic_version (city, code, changed_at, id)`)
    for (const statement of rowLevelSecurity('civic.topic_version')) this.addSql(statement)
  }
}
