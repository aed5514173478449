import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ModuleManifest, PortalManifest } from './manifest.ts'
import { clientDist, moduleDist, webRoot } from './places.ts'

/** The budgets of the portal in bytes of gzip; type and pictures come later and apart. */
export const budgets = { app: 110_000, publicPage: 25_000, moduleEntry: 5_000, map: 460_000 }

export interface Sizes {
  /** Scripts and styles that the citizen's app loads at once, one module included. */
  readonly app: number
  /** Styles of a public page: what stands beside its HTML before the app. */
  readonly publicStyles: number
  readonly moduleEntry: number
  readonly map: number
  readonly rows: readonly { readonly name: string; readonly gzip: number }[]
}

const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T

/** Weighs what was built. @param moduleRoot the module a citizen's first visit loads with the shell */
export function weigh(moduleRoot: string | undefined): Sizes {
  const portal = json<PortalManifest>(join(clientDist, '../portal.json'))
  const gzipOf = (url: string): number => portal.files.find((file) => file.url === url)?.gzip ?? 0
  const sum = (urls: readonly string[]): number => urls.reduce((total, url) => total + gzipOf(url), 0)
  const webFolder = moduleRoot && moduleDist(moduleRoot).web
  const module = webFolder && existsSync(join(webFolder, 'module.json')) ? json<ModuleManifest>(join(webFolder, 'module.json')) : undefined
  const part = (name: string): number => module?.files.find(({ file }) => file === name)?.gzip ?? 0
  const entry = module ? part(module.entry) : 0
  // the entry's own imports come with it
  const shared = module && webFolder ? [...readFileSync(join(webFolder, module.entry), 'utf8').matchAll(/from\s*["']\.\/([^"']+)["']/g)].reduce((total, [, file]) => total + part(file!), 0) : 0
  const texts = Math.max(...Object.values(portal.texts).map(gzipOf)), moduleTexts = Math.max(0, ...(module?.files ?? []).filter(({ file }) => /^(ru|be|en)-/.test(file)).map(({ gzip }) => gzip))
  const moduleStyles = (module?.css ?? []).reduce((total, file) => total + part(file), 0)
  const rows = [
    { name: 'shared and shell scripts', gzip: sum(portal.preload) }, { name: 'shell texts, one language', gzip: texts }, { name: 'shell styles', gzip: sum(portal.css) },
    { name: 'module entry', gzip: entry + shared }, { name: 'module texts, one language', gzip: moduleTexts }, { name: 'module styles', gzip: moduleStyles },
  ]
  const map = portal.files.filter(({ url }) => /map-canvas|maplibre/.test(url)).reduce((total, { gzip }) => total + gzip, 0)
  return { rows, app: rows.reduce((total, { gzip }) => total + gzip, 0), publicStyles: sum(portal.css) + moduleStyles, moduleEntry: entry, map }
}

if (import.meta.main) {
  const sizes = weigh(join(webRoot, '../modules', process.argv[2] ?? 'appeals'))
  const line = (name: string, bytes: number, budget?: number): string => `${name.padEnd(44)}${(bytes / 1000).toFixed(1).padStart(8)} kB${budget === undefined ? '' : `   of ${budget / 1000}${bytes > budget ? '   TOO MUCH' : ''}`}`
  for (const { name, gzip } of sizes.rows) console.log(line(`  ${name}`, gzip))
  console.log(line('citizen app, first load without its HTML', sizes.app, budgets.app))
  console.log(line('styles of a public page', sizes.publicStyles, budgets.publicPage))
  console.log(line('map, only when one opens', sizes.map, budgets.map))
  if (sizes.app > budgets.app || sizes.map > budgets.map) process.exitCode = 1
}
