import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { buildModule } from '@vmeste/web/build-module'
import { packageIntegrity } from '@vmeste/host/packages'
import { bundlePlugin } from './bundle-plugin.ts'
import { freshContract } from './fresh-contract.ts'
import { tryMigrations } from './try-migrations.ts'
import { writeTarball } from './write-tarball.ts'

export interface PackedModule {
  readonly id: string
  readonly name: string
  readonly version: string
  readonly integrity: string
  readonly content: Buffer
  readonly files: readonly string[]
}

/**
 * Packs a module as JavaScript: server half, what it adds to the portal, and its contract, which is made anew first.
 * Nothing is left in the module's folder but that contract. No private door: our own modules are packed by this too.
 *
 * @throws VmesteError when the module is none, cannot be bundled, does not keep the contract's form, or its migrations
 *   fail on a database beside
 */
export async function packModule(folder: string): Promise<PackedModule> {
  const {
    plugin,
    manifest: { name, version, description, license },
    entry,
  } = await freshContract(folder)
  await tryMigrations(plugin, { from: folder, sources: folder })
  const { id, engine } = plugin
  const out = await mkdtemp(join(tmpdir(), 'vmeste-pack-'))
  try {
    await bundlePlugin(folder, entry, join(out, 'dist'))
    await buildModule(folder, { web: join(out, 'dist/web'), ssr: join(out, 'dist/ssr') })
    const files = new Map([...(await filesOf(out)), ...(await filesOf(folder, ['contract', 'README.md', 'LICENSE']))])
    files.set(
      'package.json',
      Buffer.from(
        `${JSON.stringify(
          {
            name,
            version,
            description,
            license,
            type: 'module',
            exports: { '.': './dist/plugin.js' },
            peerDependencies: { '@vmeste/sdk': engine },
          },
          null,
          2,
        )}\n`,
      ),
    )
    const content = await writeTarball(files)
    return { id, name, version, integrity: packageIntegrity(content), content, files: [...files.keys()].sort() }
  } finally {
    await rm(out, { recursive: true, force: true })
  }
}

/** @param among only what lies at or below these; everything when left out */
async function filesOf(folder: string, among?: readonly string[]): Promise<[string, Buffer][]> {
  const top = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => among?.includes(name) ?? true)
  const paths = (
    await Promise.all(
      top.map(async (entry) =>
        entry.isFile()
          ? [entry.name]
          : (await readdir(join(folder, entry.name), { recursive: true, withFileTypes: true }))
              .filter((each) => each.isFile())
              .map((each) => relative(folder, join(each.parentPath, each.name))),
      ),
    )
  ).flat()
  return Promise.all(
    paths.map(async (path): Promise<[string, Buffer]> => [
      path.replaceAll('\\', '/'),
      await readFile(join(folder, path)),
    ]),
  )
}
