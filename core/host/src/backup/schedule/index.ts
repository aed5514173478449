/** `@vmeste/host/backup-schedule`: copies that are made on their own, and how they went. */
export { backupState, type BackupKind, type BackupState, type CopyState } from './backup-state.ts'
