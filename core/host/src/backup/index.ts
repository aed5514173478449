/** The public entry of `@vmeste/host/backup`. */
export { writeBackup, type BackupSource } from './write-backup.ts'
export { readBackup, type BackupReader } from './read-backup.ts'
export type { Sealing, Unsealing } from './archive/sealing.ts'
export type { BackupCity, BackupSummary, Manifest, Tally } from './archive/format.ts'
export type { OnProgress, Progress } from './progress.ts'
export { restorePlatform, type RestoreTarget } from './restore/restore-platform.ts'
export type { RestoreCode } from './restore/fit-units.ts'
export { makeBackupKey } from './archive/make-key.ts'
