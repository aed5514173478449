/**
 * The public entry of `@vmeste/host/status`: the state of an installation, for the command that tells it and for
 * whoever starts a host.
 */
export { checkAll } from './operations/status/check-all.ts'
export {
  checkIds,
  checkTitles,
  isWell,
  Unasked,
  type Check,
  type CheckId,
  type CheckState,
} from './operations/status/facts/check.ts'
export type { BackupFacts, Facts, SchemaFacts } from './operations/status/facts/facts.ts'
export { MailWatch } from './operations/status/mail-watch.ts'
export { codeOf, type Ask, type AskCities } from './operations/status/read/ask.ts'
export { readBackup, type BackupTarget } from './operations/status/read/read-backup.ts'
export { readDisk, type ReadDisk } from './operations/status/read/read-disk.ts'
export { readFacts } from './operations/status/read/read-facts.ts'
export { readSchema } from './core-unit/host-storage.ts'
export { readUpdates } from './operations/status/read/read-updates.ts'
export type { CivicState, MailDoor, StatusSources } from './operations/status/read/sources.ts'
export type { MailOut, StatusOptions, StatusTuning } from './operations/status/status-options.ts'
