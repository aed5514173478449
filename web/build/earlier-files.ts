import { readdirSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

const days = 7
const hashed = /-[\w-]{8,}\.\w+(\.(gz|br))?$/

/**
 * Clears what builds of more than a week ago left in a folder. Younger files stay: a host that was started before this
 * build still serves them to pages that are open.
 *
 * @param built names of this build's files, relative to the folder
 */
export function clearEarlierFiles(dist: string, built: readonly string[], now = Date.now()): void {
  const current = new Set(built)
  for (const entry of readdirSync(dist, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || !hashed.test(entry.name) || current.has(relative(dist, path).replace(/\.(gz|br)$/, '')))
      continue
    if (now - statSync(path).mtimeMs > days * 86_400_000) rmSync(path, { force: true })
  }
}
