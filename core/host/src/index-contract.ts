/** The entry `@vmeste/host/contract`: what a module shows to the outside, as files. */
export { contractOf, type Contract, type ModuleWeb } from './contract/contract-of.ts'
export { contractDifferences, differenceText, writeContract, type Difference } from './contract/contract-files.ts'
export { folderContract, slotsOffered } from './plugins/folder-contract.ts'
export { lendsOf } from './contract/tables-contract.ts'
export { manifestSchema, type ModuleManifest, type PackageName } from './contract/manifest.ts'
export { readableCore } from './admin/whole-core.ts'
export { eventMisfits, type EventMisfit } from './events/contract-fit.ts'
export { allowsBreaking, contractChanges, type Change } from './contract/compare/contract-changes.ts'
