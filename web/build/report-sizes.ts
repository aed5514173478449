import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModuleManifest, PortalManifest } from '@vmeste/sdk/portal'
import { clientDist, moduleDist, webRoot } from './places.ts'

/** The budgets of the portal in bytes of gzip; type and pictures come later and apart. */
export const budgets = { app: 110_000, publicPage: 25_000, moduleEntry: 5_000, map: 460_000 }

export interface Sizes {
  /** Scripts and styles that the citizen's app loads at once, the modules included. */
  readonly app: number
  /** Styles of a public page: what stands beside its HTML before the app. */
  readonly publicStyles: number
  readonly moduleEntry: number
  readonly map: number
  readonly rows: readonly { readonly name: string; readonly gzip: number }[]
}

const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

interface ModuleSizes {
  readonly entry: number
  readonly shared: number
  readonly texts: number
  readonly styles: number
}

/** What a citizen's first visit loads of one module. */
function weighModule(root: string): ModuleSizes {
  const { web } = moduleDist(root)
  if (!existsSync(join(web, 'module.json'))) return { entry: 0, shared: 0, texts: 0, styles: 0 }
  const module = json<ModuleManifest>(join(web, 'module.json'))
  const part = (name: string): number => module.files.find(({ file }) => file === name)?.gzip ?? 0
  // the entry's own imports come with it
  const shared = [...readFileSync(join(web, module.entry), 'utf8').matchAll(/from\s*["']\.\/([^"']+)["']/g)].reduce(
    (total, [, file]) => total + part(file!),
    0,
  )
  const texts = Math.max(0, ...module.files.filter(({ file }) => /^(ru|be|en)-/.test(file)).map(({ gzip }) => gzip))
  return { entry: part(module.entry), shared, texts, styles: module.css.reduce((total, file) => total + part(file), 0) }
}

/** Weighs what was built. @param moduleRoots the modules a citizen's first visit loads with the shell */
export function weigh(moduleRoots: readonly string[]): Sizes {
  const portal = json<PortalManifest>(join(clientDist, '../portal.json'))
  const gzipOf = (url: string): number => portal.files.find((file) => file.url === url)?.gzip ?? 0
  const sum = (urls: readonly string[]): number => urls.reduce((total, url) => total + gzipOf(url), 0)
  const modules = moduleRoots.map(weighModule)
  const texts = Math.max(...Object.values(portal.texts).map(gzipOf))
  const all = (of: keyof ModuleSizes): number => modules.reduce((total, one) => total + one[of], 0)
  const rows = [
    { name: 'shared and shell scripts', gzip: sum(portal.preload) },
    { name: 'shell texts, one language', gzip: texts },
    { name: 'shell styles', gzip: sum(portal.css) },
    { name: 'entries of modules', gzip: all('entry') + all('shared') },
    { name: 'texts of modules, one language', gzip: all('texts') },
    { name: 'styles of modules', gzip: all('styles') },
  ]
  const map = portal.files
    .filter(({ url }) => /map-canvas|maplibre/.test(url))
    .reduce((total, { gzip }) => total + gzip, 0)
  return {
    rows,
    app: rows.reduce((total, { gzip }) => total + gzip, 0),
    publicStyles: sum(portal.css) + all('styles'),
    moduleEntry: Math.max(...modules.map(({ entry }) => entry)),
    map,
  }
}

if (import.meta.main) {
  const sizes = weigh(
    (process.argv.length > 2 ? process.argv.slice(2) : ['appeals', 'ratings']).map((name) =>
      join(webRoot, '../modules', name),
    ),
  )
  const line = (name: string, bytes: number, budget?: number): string =>
    `${name.padEnd(44)}${(bytes / 1000).toFixed(1).padStart(8)} kB${budget === undefined ? '' : `   of ${budget / 1000}${bytes > budget ? '   TOO MUCH' : ''}`}`
  for (const { name, gzip } of sizes.rows) console.log(line(`  ${name}`, gzip))
  console.log(line('citizen app, first load without its HTML', sizes.app, budgets.app))
  console.log(line('styles of a public page', sizes.publicStyles, budgets.publicPage))
  console.log(line('map, only when one opens', sizes.map, budgets.map))
  if (sizes.app > budgets.app || sizes.map > budgets.map) process.exitCode = 1
}
