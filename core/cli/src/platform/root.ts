import { fileURLToPath } from 'node:url'

/** The folder with `plugins.config.json`. */
export const root = fileURLToPath(new URL('../../../..', import.meta.url))
