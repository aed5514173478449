import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { fingerprint, isFresh, stamp } from './fingerprint.ts'
import { moduleDist, webRoot } from './places.ts'

export interface PortalBuild {
  /** What was built anew: `portal` or the root of a module. */
  readonly built: readonly string[]
  readonly milliseconds: number
}

interface Stale {
  readonly name: string
  readonly build: (oneByOne: boolean) => Promise<void>
}

/** What has changed since its last build. */
function staleParts(modules: readonly string[]): Stale[] {
  const common = [
    join(webRoot, '../pnpm-lock.yaml'),
    join(webRoot, '../core/sdk/src/web.ts'),
    join(webRoot, '../core/sdk/src/text.ts'),
    join(webRoot, '../core/sdk/src/tied.ts'),
  ]
  const stale: Stale[] = []
  const shellPrint = fingerprint(
    webRoot,
    [join(webRoot, 'src'), join(webRoot, 'build')],
    [join(webRoot, 'package.json'), join(webRoot, 'operations.gen.ts'), ...common],
  )
  // Vite is loaded only when there is something to build: it alone takes longer than all the checks
  if (!isFresh(join(webRoot, 'dist'), shellPrint)) {
    stale.push({
      name: 'portal',
      build: (oneByOne) =>
        import('./build-shell.ts')
          .then(({ buildShell }) => buildShell(oneByOne))
          .then(() => {
            stamp(join(webRoot, 'dist'), shellPrint)
          }),
    })
  }
  for (const root of modules) {
    if (!existsSync(join(root, 'web/web.ts'))) continue
    // the kit is part of what the server renders, so its print is part of the module's
    const print = fingerprint(root, [join(root, 'web')], [join(root, 'package.json')]) + shellPrint
    const { web } = moduleDist(root)
    if (isFresh(web, print)) continue
    stale.push({
      name: root,
      build: () =>
        import('./build-module.ts')
          .then(({ buildModule }) => buildModule(root))
          .then(() => {
            stamp(web, print)
          }),
    })
  }
  return stale
}

/** Whether a build would find nothing to do. */
export const isPortalBuilt = ({ modules }: { modules: readonly string[] }): boolean => staleParts(modules).length === 0

/**
 * Builds the portal and what the installed modules add to it; whatever is unchanged since its last build is left alone.
 *
 * @param options.modules roots of the installed modules' packages
 * @param options.oneByOne takes longer and less memory
 * @example await buildPortal({ modules: ['/srv/vmeste/modules/appeals'] })
 */
export async function buildPortal(options: { modules: readonly string[]; oneByOne?: boolean }): Promise<PortalBuild> {
  const started = performance.now()
  const stale = staleParts(options.modules)
  if (options.oneByOne) for (const { build } of stale) await build(true)
  else await Promise.all(stale.map(({ build }) => build(false)))
  return { built: stale.map(({ name }) => name), milliseconds: Math.round(performance.now() - started) }
}
