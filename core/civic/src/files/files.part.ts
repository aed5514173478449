import { Files, type CityDb, type Ctx } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityFiles } from './city-files.ts'
import { FileEntity, type FileTables } from './file.entity.ts'
import { FileDisk } from './file-disk.ts'
import { filesPersonalData } from './files-personal-data.ts'
import { FilesMigration } from './files.migration.ts'
import { fileRoutes } from './files.routes.ts'
import { sweepFiles } from './sweep-files.job.ts'

export const filesPart: Part = {
  entities: [FileEntity],
  migrations: [{ name: '0002-files', class: FilesMigration }],
  routes: fileRoutes,
  jobs: { 'sweep-files': { cron: '17 * * * *', run: (ctx) => sweepFiles(ctx as Ctx<FileTables>) } },
  services: (scope) => {
    scope.bind(CityFiles, () => new CityFiles({
      city: scope.city, clock: scope.clock, db: scope.db as CityDb<FileTables>,
      disk: new FileDisk(scope.folder, scope.city.slug), key: scope.key('files'),
    }))
    scope.bind(Files, () => scope.get(CityFiles))
  },
  personalData: [filesPersonalData],
}
