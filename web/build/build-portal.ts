import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { fingerprint, isFresh, stamp } from './fingerprint.ts'
import { moduleDist, webRoot } from './places.ts'

export interface PortalBuild {
  /** What was built anew: `portal` or the root of a module. */
  readonly built: readonly string[]
  readonly milliseconds: number
}

/**
 * Builds the portal and what the installed modules add to it; whatever is unchanged since its last build is left alone.
 *
 * @param options.modules roots of the installed modules' packages
 * @example await buildPortal({ modules: ['/srv/vmeste/modules/appeals'] })
 */
export async function buildPortal(options: { modules: readonly string[] }): Promise<PortalBuild> {
  const started = performance.now()
  const common = [join(webRoot, '../pnpm-lock.yaml'), join(webRoot, '../core/sdk/src/web.ts'), join(webRoot, '../core/sdk/src/text.ts')]
  const built: string[] = []
  const shellPrint = fingerprint([join(webRoot, 'src'), join(webRoot, 'build')], [join(webRoot, 'package.json'), join(webRoot, 'operations.gen.ts'), ...common])
  const work: Promise<void>[] = []
  // Vite is loaded only when there is something to build: it alone takes longer than all the checks
  if (!isFresh(join(webRoot, 'dist'), shellPrint)) {
    built.push('portal')
    work.push(import('./build-shell.ts').then(({ buildShell }) => buildShell()).then(() => { stamp(join(webRoot, 'dist'), shellPrint) }))
  }
  for (const root of options.modules) {
    if (!existsSync(join(root, 'web/web.ts'))) continue
    // the kit is part of what the server renders, so its print is part of the module's
    const print = fingerprint([join(root, 'web')], [join(root, 'package.json')]) + shellPrint
    const { web } = moduleDist(root)
    if (isFresh(web, print)) continue
    built.push(root)
    work.push(import('./build-module.ts').then(({ buildModule }) => buildModule(root)).then(() => { stamp(web, print) }))
  }
  await Promise.all(work)
  return { built, milliseconds: Math.round(performance.now() - started) }
}
