import { defineEntity, Migration, p, rowLevelSecurity } from '@vmeste/sdk/storage'

export interface Tables {
  tree: { id: string; street: string }
}

const Tree = defineEntity({
  name: 'Tree',
  schema: 'trees',
  tableName: 'tree',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    street: p.text(),
  },
})
const Inspection = defineEntity({
  name: 'Inspection',
  schema: 'trees',
  tableName: 'inspection',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    event: p.text().primary(),
    street: p.text(),
    times: p.integer().defaultRaw('1'),
  },
})

class Trees extends Migration {
  override up(): void {
    this.addSql(
      `create table trees.tree (city int not null default core.current_city(), id uuid not null, street text not null,
        constraint tree_pkey primary key (city, id))`,
    )
    this.addSql(`create table trees.inspection (city int not null default core.current_city(), event text not null,
      street text not null, times int not null default 1,
      constraint inspection_pkey primary key (city, event))`)
    for (const table of ['tree', 'inspection'])
      for (const statement of rowLevelSecurity(`trees.${table}`)) this.addSql(statement)
  }
}

export const storage = {
  schema: 'trees',
  entities: [Tree, Inspection],
  migrations: [{ name: '0001-trees', class: Trees }],
}
