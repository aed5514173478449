/** The public entry of `@vmeste/civic`. */
export { civicPlugin, type CivicOptions } from './plugin.ts'
