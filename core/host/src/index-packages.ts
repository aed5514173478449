/** The entry `@vmeste/host/packages`: modules that are added to an installation as packages. */
export { lendPlatformTo, lent } from './packages/lend-platform.ts'
export { packageIntegrity, requireIntegrity } from './packages/package-integrity.ts'
export { packageLimits, readTarball, type PackageFiles } from './packages/read-tarball.ts'
export { packagesFolder, storedFolder, storePackage, verifyStored } from './packages/stored-package.ts'
export type { AcceptedModule, StoredPackage } from './plugins/read-config.ts'
