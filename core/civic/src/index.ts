/** The public entry of `@vmeste/civic`. */
export { civicPlugin, type CivicOptions } from './plugin.ts'
export { pictureFiles, picturesFolder } from './files/file-disk.ts'
export { setUpDirectory, type DirectorySet } from './directory/set-up-directory.ts'
export type { SmsGateway } from './notifications/gateways.ts'
export { civicState } from './state/civic-state.ts'
