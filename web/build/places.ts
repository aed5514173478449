import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** Folder of the portal's own package. */
export const webRoot = fileURLToPath(new URL('..', import.meta.url))
/** Where the shared files and the shell go; served at `/assets/portal/`. */
export const clientDist = join(webRoot, 'dist/client')
/** The shell's own server-rendered pages. */
export const serverDist = join(webRoot, 'dist/ssr')

/** Where one module's built files go: `web` is served at `/assets/m/<id>/`, `ssr` is run by the host. */
export interface ModuleDist {
  readonly web: string
  readonly ssr: string
}
export const moduleDist = (moduleRoot: string): ModuleDist => ({
  web: join(moduleRoot, 'dist/web'),
  ssr: join(moduleRoot, 'dist/ssr'),
})

/** What the import map shares; a module never carries its own copy. */
export const shared = ['vue', 'vue-router', '@vmeste/web', '@vmeste/web/tables', '@vmeste/web/push'] as const
