/** The public entry of `@vmeste/civic`. */
export { civicPlugin, type CivicOptions } from './plugin.ts'
export { pictureFolders } from './files/file-disk.ts'
export { lookAtFiles, type FilesLook } from './files/look-at-files.ts'
export { sweepFiles, type Swept } from './files/sweep-files.job.ts'
export { howToGoOn, sweepStoppedCode, type SweepLog } from './files/stopped-sweep.ts'
export type { FileTables } from './files/file.entity.ts'
export { setUpDirectory, type DirectorySet } from './directory/set-up-directory.ts'
export type { SmsGateway } from './notifications/gateways.ts'
