import { readFileSync } from 'node:fs'
import { Directory, Tables } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityTables } from './city-tables.ts'
import { TableImportEntity, TableImportRowEntity } from './table-import.entity.ts'
import { tablesPersonalData } from './tables-personal-data.ts'
import { TablesMigration } from './tables.migration.ts'
import { TakeRowsMigration } from './take-rows.migration.ts'

/** What imports of tables have changed, so that a whole one can be taken back. */
export const tablesPart: Part = {
  entities: [TableImportEntity, TableImportRowEntity],
  migrations: [
    { name: '0180-tables', class: TablesMigration },
    { name: '0210-take-import-rows', class: TakeRowsMigration },
  ],
  lends: [
    {
      port: Tables,
      functions: ['keep_import', 'keep_import_rows', 'own_imports', 'take_import_back', 'take_import_rows'],
    },
  ],
  typeDefs: readFileSync(new URL('tables.graphql', import.meta.url), 'utf8'),
  services: (scope) => {
    scope.bind(Tables, () => new CityTables({ clock: scope.clock, directory: () => scope.get(Directory) }))
  },
  personalData: tablesPersonalData,
}
