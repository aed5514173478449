import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A package as it lies on this machine. */
export interface Installed {
  readonly licence: unknown
  readonly texts: readonly string[]
}

/**
 * Every installed package by `name@version`.
 *
 * @param root of the checkout
 */
export function installedPackages(root: string): ReadonlyMap<string, Installed> {
  const store = join(root, 'node_modules/.pnpm')
  const found = new Map<string, Installed>()
  for (const place of readdirSync(store)) {
    for (const folder of foldersIn(join(store, place, 'node_modules'))) {
      const { name, version, license, licenses } = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      ) as Record<string, unknown>
      const id = `${String(name)}@${String(version)}`
      if (!found.has(id)) found.set(id, { licence: license ?? licenses, texts: textsIn(folder) })
    }
  }
  return found
}

/** Folders, not links: the package itself, whose neighbours are links to where they lie. */
const foldersIn = (folder: string): string[] =>
  entriesOf(folder)
    .filter((each) => each.isDirectory())
    .flatMap(({ name }) =>
      name.startsWith('@')
        ? entriesOf(join(folder, name))
            .filter((each) => each.isDirectory())
            .map((each) => join(folder, name, each.name))
        : name.startsWith('.')
          ? []
          : [join(folder, name)],
    )

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

const textsIn = (folder: string): string[] =>
  entriesOf(folder)
    .filter((each) => each.isFile() && /^(licen[cs]e|copying|notice)/i.test(each.name))
    .map(({ name }) => name)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
