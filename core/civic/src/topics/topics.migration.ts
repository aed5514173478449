import { Migration, rowLevelSecurity } from '@vmeste/sdk/storage'

export class TopicsMigration extends Migration {
  override up(): void {
    this.addSql(`create table civic.topic (
      city int not null default core.current_city(), code text not null, parent text null, title jsonb not null, department text not null,
      make_safe text null, fix text null, call_first text null, hidden boolean not null,
      changed_at timestamptz(3) not null, changed_by text null,
      constraint topic_pkey primary key (city, code))`)
    for (const statement of rowLevelSecurity('civic.topic')) this.addSql(statement)
  }
}
