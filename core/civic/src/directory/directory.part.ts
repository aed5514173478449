import { readFileSync } from 'node:fs'
import { Directory, mergeResolvers, z, type CityDb } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityDirectory } from './city-directory.ts'
import { directoryPersonalData } from './directory-personal-data.ts'
import { directoryEntities, type DirectoryTables } from './directory.entity.ts'
import { DirectoryMigration } from './directory.migration.ts'
import { directoryResolvers } from './directory.resolvers.ts'
import { directoryTablesResolvers } from './directory-tables.resolvers.ts'

export const directoryPart: Part = {
  entities: directoryEntities,
  migrations: [{ name: '0003-directory', class: DirectoryMigration }],
  typeDefs: readFileSync(new URL('directory.graphql', import.meta.url), 'utf8'),
  resolvers: mergeResolvers([directoryResolvers, directoryTablesResolvers]),
  permissions: {
    'civic.directory.read': {
      title: {
        ru: 'Видеть справочник служб и сотрудников',
        be: 'Бачыць даведнік службаў і супрацоўнікаў',
        en: 'See the directory of departments and staff',
      },
      default: ['operator', 'executor', 'department-head', 'head', 'city-admin'],
    },
    'civic.directory.change': {
      title: {
        ru: 'Менять справочник служб и сотрудников',
        be: 'Змяняць даведнік службаў і супрацоўнікаў',
        en: 'Change the directory of departments and staff',
      },
      default: ['city-admin'],
    },
  },
  emits: {
    'civic.directory.changed@1': z.object({
      part: z.enum(['Organisation', 'Department', 'StaffMember', 'Territory']),
      id: z.string(),
    }),
  },
  services: (scope) => {
    scope.bind(CityDirectory, () => new CityDirectory(scope.db as CityDb<DirectoryTables>, scope.city))
    scope.bind(Directory, () => scope.get(CityDirectory))
  },
  personalData: [directoryPersonalData],
}
