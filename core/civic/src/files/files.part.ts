import { Files } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import { CityFiles } from './city-files.ts'
import { FileAsideEntity, FileSweepEntity } from './file-aside.entity.ts'
import { FileAsideMigration } from './file-aside.migration.ts'
import { FileEntity } from './file.entity.ts'
import { FileDisk } from './file-disk.ts'
import { asidePersonalData, filesPersonalData } from './files-personal-data.ts'
import { FilesMigration } from './files.migration.ts'
import { PresentFilesMigration } from './present-files.migration.ts'
import { ReleaseSomeMigration } from './release-some.migration.ts'
import { fileRoutes } from './files.routes.ts'
import type { SweepLog } from './stopped-sweep.ts'
import { sweepFiles } from './sweep-files.job.ts'

/** @param log hears when sweeping has stopped */
export const filesPart = (log: SweepLog): Part => ({
  entities: [FileEntity, FileAsideEntity, FileSweepEntity],
  migrations: [
    { name: '0002-files', class: FilesMigration },
    { name: '0110-file-aside', class: FileAsideMigration },
    { name: '0150-release-some', class: ReleaseSomeMigration },
    { name: '0170-present-files', class: PresentFilesMigration },
  ],
  lends: [{ port: Files, functions: ['attach_files', 'release_files', 'release_some_files', 'present_files'] }],
  routes: fileRoutes,
  jobs: {
    'sweep-files': {
      cron: '17 * * * *',
      run: async (ctx) => {
        await sweepFiles(ctx, log)
      },
    },
  },
  services: (scope) => {
    scope.bind(
      CityFiles,
      () =>
        new CityFiles({
          city: scope.city,
          clock: scope.clock,
          db: scope.db,
          disk: new FileDisk(scope.folder, scope.city.slug),
          key: scope.key('files'),
        }),
    )
    scope.bind(Files, () => scope.get(CityFiles))
  },
  personalData: [filesPersonalData, asidePersonalData],
})
