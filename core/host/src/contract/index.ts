/** The entry `@vmeste/host/contract`: what a module shows to the outside, as files. */
export { contractOf, type Contract, type ModuleWeb } from './contract-of.ts'
export { contractDifferences, differenceText, writeContract, type Difference } from './contract-files.ts'
export { folderContract, slotsOffered } from './folder-contract.ts'
export { lendsOf } from './tables-contract.ts'
export { manifestSchema, type ModuleManifest, type PackageName } from './manifest.ts'
export { readableCore } from '../core-plugin/whole-core.ts'
export { eventMisfits, type EventMisfit } from '../events/contract-fit.ts'
export { allowsBreaking, contractChanges, type Change } from './compare/contract-changes.ts'
