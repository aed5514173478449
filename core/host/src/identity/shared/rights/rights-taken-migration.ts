import { defineEntity, Migration, p } from '@vmeste/sdk/storage'

/** Whose roles in a city shrank while older tokens still name them; `keeps` is what such a token may go on giving. */
export const RightsTakenEntity = defineEntity({
  name: 'RightsTaken',
  schema: 'core',
  tableName: 'rights_taken',
  properties: {
    city: p.integer().primary(),
    person: p.text().primary(),
    keeps: p.json(),
    at: p.datetime(3).index('rights_taken_at_index'),
  },
})

export class RightsTakenMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.rights_taken (
      city int not null, person text not null, keeps jsonb not null, at timestamptz(3) not null,
      constraint rights_taken_pkey primary key (city, person))`)
    this.addSql('create index rights_taken_at_index on core.rights_taken (at)')
  }
}
