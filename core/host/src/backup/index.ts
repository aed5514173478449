/** The public entry of `@vmeste/host/backup`. */
export { writeBackup, type BackupSource } from './write-backup.ts'
export { readBackup, type BackupReader } from './read-backup.ts'
export type { Sealing, Unsealing } from './archive/sealing.ts'
export type { BackupCity, BackupSummary, Manifest, Tally } from './archive/format.ts'
export type { OnProgress, Progress } from './progress.ts'
export { restorePlatform, type Restored, type RestoreResult, type RestoreTarget } from './restore/restore-platform.ts'
export type { RestoreCode } from './restore/fit-units.ts'
export { erasurePurpose, recordErasure, type Erased } from './erasures/erasure-book.ts'
export {
  backupFolders,
  noteBackupFolder,
  readBook,
  spreadErasures,
  type Unwritten,
} from './erasures/spread-erasures.ts'
export { erasePerson, type ErasedPerson } from './erasures/erase-person.ts'
export { replayErasures, type Replayed } from './erasures/replay-erasures.ts'
export { erasureFile, readErasures, type ErasureEntry } from './erasures/erasure-file.ts'
export { requireRecipients } from './archive/sealing.ts'
export { makeBackupKey } from './archive/make-key.ts'
export { restoreCity, type CityResult, type CityTarget } from './restore/restore-city.ts'
