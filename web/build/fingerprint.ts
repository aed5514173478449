import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

function* filesBelow(folder: string): Generator<string> {
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.endsWith('.test.ts')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* filesBelow(path)
    else yield path
  }
}

/**
 * One hash over every source below the folders and over the single files: equal hash, equal build.
 *
 * @param base files go by their names from here, so that a build that was moved with its sources is still theirs
 */
export function fingerprint(base: string, folders: readonly string[], files: readonly string[]): string {
  const hash = createHash('sha256').update(process.versions.node)
  for (const path of [
    ...folders.flatMap((folder) => [...filesBelow(folder)]),
    ...files.filter((file) => existsSync(file)),
  ]) {
    hash.update(relative(base, path)).update('\0').update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Whether `dist` was built from exactly these sources. */
export const isFresh = (dist: string, print: string): boolean => {
  const stamp = join(dist, '.stamp')
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === print
}

/** Written last: a build that was cut off is never taken for a finished one. */
export function stamp(dist: string, print: string): void {
  mkdirSync(dirname(join(dist, '.stamp')), { recursive: true })
  writeFileSync(join(dist, '.stamp'), print)
}
