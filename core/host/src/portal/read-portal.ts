import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { VmesteError } from '@vmeste/sdk'
import type { PortalModuleAssets } from '../plugins/portal-assets.ts'
import { importFile } from '../plugins/import-file.ts'
import type { ModuleManifest, ModulePages, PortalManifest, ShellPages } from '@vmeste/sdk/portal'

/** An installed module and the folder of its package. */
export interface InstalledModule {
  readonly id: string
  readonly root: string
}

export interface BuiltModule {
  readonly id: string
  readonly folder: string
  readonly assets: PortalModuleAssets
  readonly files: readonly string[]
  readonly pages: ModulePages['pages']
  readonly fills: ModulePages['fills']
}
export interface BuiltPortal {
  readonly manifest: PortalManifest
  readonly shell: ShellPages
  readonly folder: string
  readonly worker: string
  readonly modules: ReadonlyMap<string, BuiltModule>
}

const readJson = async <T>(file: string): Promise<T | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as T)
}

/**
 * Reads what `buildPortal` has left: the shell in `<webRoot>/dist`, each module's part in its own `dist`.
 *
 * @param onFault told of a module whose part cannot be read; it is thrown when left out
 * @throws VmesteError `VMESTE_PORTAL_NOT_BUILT` when the portal has never been built
 */
export async function readPortal(
  webRoot: string,
  installed: readonly InstalledModule[],
  onFault: (module: string, error: unknown) => void = (_, error) => {
    throw error
  },
): Promise<BuiltPortal> {
  const manifest = await readJson<PortalManifest>(join(webRoot, 'dist/portal.json'))
  if (!manifest)
    throw new VmesteError(
      'VMESTE_PORTAL_NOT_BUILT',
      `${join(webRoot, 'dist')} holds no built portal; run node web/build/main.ts`,
    )
  const shell = (await import(pathToFileURL(join(webRoot, 'dist/ssr/shell.js')).href)) as ShellPages
  const modules = new Map<string, BuiltModule>()
  for (const module of installed) {
    try {
      const built = await readModule(module)
      if (built) modules.set(module.id, built)
    } catch (error) {
      onFault(module.id, error)
    }
  }
  return {
    manifest,
    shell,
    folder: join(webRoot, 'dist/client'),
    worker: await readFile(join(webRoot, 'dist/worker/sw.js'), 'utf8'),
    modules,
  }
}

/** A module without a web part is none of the portal's business. */
async function readModule({ id, root }: InstalledModule): Promise<BuiltModule | undefined> {
  const folder = join(root, 'dist/web')
  const manifest = await readJson<ModuleManifest>(join(folder, 'module.json'))
  if (!manifest) return undefined
  const { default: pages } = await importFile<{ default: ModulePages }>(join(root, 'dist/ssr/pages.js'))
  if (pages.id !== id)
    throw new VmesteError(
      'VMESTE_WEB_ID_MISMATCH',
      `${root}/web/web.ts declares "${pages.id}", its plugin "${id}"; give defineWeb the plugin's id`,
    )
  const url = (file: string): string => `/assets/m/${id}/${file}`
  return {
    id,
    folder,
    pages: pages.pages,
    fills: pages.fills,
    assets: { id, entry: url(manifest.entry), css: manifest.css.map(url), integrity: manifest.integrity },
    files: manifest.files.map(({ file }) => url(file)),
  }
}
