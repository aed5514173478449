/**
 * The public entry of `@vmeste/host/status`: the state of an installation, for the command that tells it and for
 * whoever starts a host.
 */
export { checkAll } from './check-all.ts'
export { checkIds, checkTitles, isWell, Unasked, type Check, type CheckId, type CheckState } from './check.ts'
export type { BackupFacts, Facts, SchemaFacts } from './facts.ts'
export { MailWatch } from './mail-watch.ts'
export { codeOf, type Ask, type AskCities } from './read/ask.ts'
export { readBackup, type BackupTarget } from './read/read-backup.ts'
export { readDisk, type ReadDisk } from './read/read-disk.ts'
export { readFacts } from './read/read-facts.ts'
export { readSchema } from './read/read-schema.ts'
export { readUpdates } from './read/read-updates.ts'
export type { CivicState, MailDoor, StatusSources } from './read/sources.ts'
export type { MailOut, StatusOptions, StatusTuning } from './status-options.ts'
