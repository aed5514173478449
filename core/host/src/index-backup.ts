/** The public entry of `@vmeste/host/backup`. */
export { writeBackup, type BackupSource } from './operations/backup/whole/write-backup.ts'
export { readBackup, type BackupReader } from './operations/backup/whole/read-backup.ts'
export type { Sealing, Unsealing } from './operations/backup/archive/sealing.ts'
export type { BackupCity, BackupSummary, Manifest, Tally } from './operations/backup/archive/format.ts'
export type { OnProgress, Progress } from './operations/backup/whole/progress.ts'
export type { Restored, RestoreResult } from './operations/backup/restore/restore-platform.ts'
export { restorePlatform, type RestoreCode, type RestoreTarget } from './core-unit/restore-host.ts'
export { erasurePurpose, recordErasure, type Erased } from './operations/erasures/erasure-book.ts'
export {
  backupFolders,
  noteBackupFolder,
  readBook,
  spreadErasures,
  type BookElsewhere,
  type Unwritten,
} from './operations/erasures/spread-erasures.ts'
export { erasePerson, type ErasedPerson } from './operations/removal/erase-person.ts'
export { replayErasures, type Replayed } from './operations/removal/replay-erasures.ts'
export { erasureFile, readErasures, type ErasureEntry } from './operations/erasures/erasure-file.ts'
export { requireRecipients } from './operations/backup/archive/sealing.ts'
export { makeBackupKey } from './operations/backup/archive/make-key.ts'
export { restoreCity, type CityResult, type CityTarget } from './operations/backup/restore/restore-city.ts'
