/** `@vmeste/host/backup-schedule`: copies that are made on their own, and how they went. */
export { backupState, type BackupKind, type BackupState, type CopyState } from './backup-state.ts'
export { BackupRuns, type WholeCopy } from './backup-runs.ts'
export { startCopySchedule, type CopySchedule, type CopyTask } from './copy-schedule.ts'
export { makeDailyCopy } from './daily-copy.ts'
export { isDailyDue, isPeriodDue } from './due.ts'
export { requireOwnTarget } from '../targets/own-target.ts'
export { openTarget } from '../targets/open-target.ts'
export type { BackupTarget } from '../targets/target.ts'
