/** Storage for those who set a host up: the test kit, the commands, the bench. */
export { openStorage, type Storage } from './open-storage.ts'
export { migrateFor } from './migrate-for.ts'
export { keyOf } from './installation.ts'
export type { StorageUnit } from './unit.ts'
export { driftOf } from './drift.ts'
export { runMigrations } from './run-migrations.ts'
export { readAllCities, type Snapshot } from './read-all-cities.ts'
