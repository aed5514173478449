import { Files } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityFiles } from './city-files.ts'
import { FileEntity } from './file.entity.ts'
import { FileDisk } from './file-disk.ts'
import { filesPersonalData } from './files-personal-data.ts'
import { FilesMigration } from './files.migration.ts'
import { fileRoutes } from './files.routes.ts'
import { sweepFiles } from './sweep-files.job.ts'

export const filesPart: Part = {
  entities: [FileEntity],
  migrations: [{ name: '0002-files', class: FilesMigration }],
  lends: [{ port: Files, functions: ['attach_files', 'release_files'] }],
  routes: fileRoutes,
  jobs: { 'sweep-files': { cron: '17 * * * *', run: sweepFiles } },
  services: (scope) => {
    scope.bind(CityFiles, () => new CityFiles({
      city: scope.city, clock: scope.clock, db: scope.db,
      disk: new FileDisk(scope.folder, scope.city.slug), key: scope.key('files'),
    }))
    scope.bind(Files, () => scope.get(CityFiles))
  },
  personalData: [filesPersonalData],
}
