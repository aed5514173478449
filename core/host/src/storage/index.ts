/** Storage for those who set a host up: the test kit, the commands, the bench. */
export { openStorage, type Storage } from './open-storage.ts'
export { migrateFor } from './migrate-for.ts'
export { requireUnclaimed } from './opening/claim.ts'
export { databaseFault } from './opening/database-fault.ts'
export type { Opening } from './opening/opening.ts'
export { keyOf } from './installation.ts'
export type { StorageUnit } from './unit.ts'
export { driftOf } from './drift.ts'
