import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'

/** `new URL('./graph.graphql', import.meta.url)`, `import.meta.resolve('some-font/plain.ttf')` */
const mentioned =
  /new URL\(\s*(['"])(\.{1,2}\/[^'"]+)\1\s*,\s*import\.meta\.url\s*\)|import\.meta\.resolve\(\s*(['"])([^'"]+)\3\s*\)/g

/** Files that code reads from beside itself, or from a library, come along into the bundle and are found there. */
export const carriedFiles = (): Plugin => ({
  name: 'vmeste:carried-files',
  enforce: 'pre',
  transform: {
    filter: { code: /import\.meta\.(url|resolve)/ },
    async handler(code, id) {
      const moves = new Map<string, string>()
      for (const [whole, , beside, , named] of code.matchAll(mentioned)) {
        const file = beside ? fileURLToPath(new URL(beside, pathToFileURL(id))) : (await this.resolve(named!, id))?.id
        if (!file || !existsSync(file) || moves.has(whole)) continue
        const carried = this.emitFile({ type: 'asset', fileName: nameOf(file), source: readFileSync(file) })
        const url = `new URL('./${this.getFileName(carried)}', import.meta.url)`
        moves.set(whole, named ? `${url}.href` : url)
      }
      return moves.size === 0
        ? undefined
        : { code: code.replace(mentioned, (whole) => moves.get(whole) ?? whole), map: null }
    },
  },
})

/** Named by its content: two libraries may each have a `data.bin`. */
function nameOf(file: string): string {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 8)
  return join('files', `${basename(file, extname(file))}-${hash}${extname(file)}`).replaceAll('\\', '/')
}
