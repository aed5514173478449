import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Whether one of the module's own tests has `conformance(plugin, …)`. */
export const asksTheKit = (folder: string): boolean =>
  globSync('{src,test}/**/*.test.ts', { cwd: folder }).some((file) =>
    /^conformance\(/m.test(readFileSync(join(folder, file), 'utf8')),
  )
