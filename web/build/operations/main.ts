import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { webRoot } from '../places.ts'
import { operationPlaces, writeOperations } from './generate-operations.ts'

/** `node web/build/operations/main.ts`: makes the typed operations of the portal and of every module here from their `operations.graphql`. */
const root = join(webRoot, '..')
const sdl = globSync(['core/*/src/**/*.graphql', 'modules/*/src/**/*.graphql'], { cwd: root }).sort().map((file) => readFileSync(join(root, file), 'utf8')).join('\n')
const places = [operationPlaces(webRoot, false), ...globSync('modules/*', { cwd: root }).map((folder) => operationPlaces(join(root, folder), true))]
for (const place of places.filter(({ graphql }) => existsSync(graphql))) {
  if (writeOperations(sdl, place)) console.log(`wrote ${place.code}`)
}
