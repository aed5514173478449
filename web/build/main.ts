import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { buildPortal } from './build-portal.ts'
import { webRoot } from './places.ts'

/** `node web/build/main.ts`: builds the portal for the modules named in `plugins.config.json`. */
const config = JSON.parse(readFileSync(join(webRoot, '../plugins.config.json'), 'utf8')) as { installed: string[] }
const require = createRequire(join(webRoot, '../package.json'))
const rootOf = (name: string): string => {
  const places = [
    join(webRoot, '../modules', name.replace('@vmeste/', '')),
    ...(require.resolve.paths(name) ?? []).map((folder) => join(folder, name)),
  ]
  const found = places.find((place) => {
    try {
      readFileSync(join(place, 'package.json'))
      return true
    } catch {
      return false
    }
  })
  if (!found) throw new Error(`plugins.config.json names ${name}, which is not installed: run pnpm install`)
  return found
}
const result = await buildPortal({ modules: config.installed.map(rootOf) })
console.log(
  `portal: ${result.built.length === 0 ? 'unchanged' : `built ${result.built.map((item) => item.split('/').at(-1)).join(', ')}`} in ${result.milliseconds} ms`,
)
