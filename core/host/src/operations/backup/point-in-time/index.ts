/** `@vmeste/host/point-in-time`: the embedded database at any moment of the last days. */
export { baseMoments } from './choose-chain.ts'
export { makeBaseCopy } from './base-copy.ts'
export { startCarrying, type Carrying } from './carry-loop.ts'
export { baseTask } from './base-task.ts'
export { ChainFile } from './chain-file.ts'
export { eraseSince } from './erase-since.ts'
export { LogCarrier } from './log-carrier.ts'
export { restorePoint, type RestoredPoint } from './restore-point.ts'
