/** The entry `@vmeste/host/packages`: modules that are added to an installation as packages. */
export { lendPlatformTo, lent } from './lend-platform.ts'
export { packageIntegrity, requireIntegrity } from './package-integrity.ts'
export { packageLimits, readTarball, type PackageFiles } from './read-tarball.ts'
export { packagesFolder, storedFolder, storePackage, verifyStored } from './stored-package.ts'
export type { AcceptedModule, StoredPackage } from '../plugins/read-config.ts'
