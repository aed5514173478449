import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z, VmesteError, type Plugin } from '@vmeste/sdk'
import { contractDifferences, differenceText } from '../contract/contract-files.ts'
import { runningContract } from '../contract/contract-of.ts'
import { manifestSchema, type ModuleManifest } from '../contract/manifest.ts'
import { TrustedDocuments } from './trusted-documents.ts'
import { importPlugin, type ModulePackage } from './module-package.ts'
import type { RestingModule } from './resting-module.ts'
import { restingPackage } from './resting-package.ts'
import type { RestingStage } from './stage-texts.ts'
import { verifyManifest, verifyPlugin } from './verify-plugin.ts'

const mend = 'run vmeste contract in its source, or install a version whose contract/ is up to date'

/**
 * Imports and verifies packages in their order: first every `contract/module.json` is read, and a module that does not
 * belong here is refused before a line of any has run; then the code is held to its contract.
 *
 * @param options.contract `ignore` for the commands that write it
 * @throws VmesteError
 */
export async function loadPlugins(
  packages: readonly ModulePackage[],
  { contract = 'check' }: { contract?: 'check' | 'ignore' } = {},
): Promise<Plugin[]> {
  if (contract === 'check') {
    const manifests: ModuleManifest[] = []
    for (const each of packages) manifests.push(verifyManifest(await readManifest(each), manifests))
  }
  const plugins: Plugin[] = []
  for (const each of packages) {
    const plugin = verifyPlugin(await importPlugin(each), plugins)
    if (contract === 'check') await keepsItsContract(plugin, each)
    plugins.push(plugin)
  }
  return plugins
}

/** A package whose code may run, or why it may not. */
export interface LoadedModule {
  readonly pkg: ModulePackage
  readonly plugin: Plugin
}

/**
 * As `loadPlugins`, but one that fails keeps nobody else out: it rests, and what its contract says it hears is
 * remembered.
 */
export async function loadEach(
  packages: readonly ModulePackage[],
): Promise<{ loaded: readonly LoadedModule[]; resting: readonly RestingModule[] }> {
  const resting: RestingModule[] = []
  const fitting: { pkg: ModulePackage; manifest: ModuleManifest }[] = []
  for (const pkg of packages) {
    try {
      const manifest = await readManifest(pkg)
      fitting.push({
        pkg,
        manifest: verifyManifest(
          manifest,
          fitting.map((each) => each.manifest),
        ),
      })
    } catch (error) {
      resting.push(
        await restingPackage(pkg, { stage: 'contract', file: join(pkg.folder, 'contract/module.json'), error }),
      )
    }
  }
  const loaded: LoadedModule[] = []
  for (const { pkg } of fitting) {
    let stage: RestingStage = 'code'
    try {
      const plugin = await importPlugin(pkg)
      stage = 'contract'
      verifyPlugin(
        plugin,
        loaded.map((each) => each.plugin),
      )
      await keepsItsContract(plugin, pkg)
      loaded.push({ pkg, plugin })
    } catch (error) {
      resting.push(await restingPackage(pkg, { stage, file: pkg.entry, error }))
    }
  }
  return { loaded, resting }
}

/**
 * What a package says of itself without running.
 * @throws VmesteError `VMESTE_CONTRACT_MISSING`, `VMESTE_CONTRACT_INVALID`
 */
export async function readManifest({ name, folder }: Pick<ModulePackage, 'name' | 'folder'>): Promise<ModuleManifest> {
  const file = join(folder, 'contract/module.json')
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VmesteError('VMESTE_CONTRACT_MISSING', `"${name}" has no contract/module.json; ${mend}`, { cause })
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new VmesteError('VMESTE_CONTRACT_INVALID', `${file} is not JSON: ${(cause as Error).message}; ${mend}`, {
      cause,
    })
  }
  const manifest = manifestSchema.safeParse(json)
  if (!manifest.success)
    throw new VmesteError('VMESTE_CONTRACT_INVALID', `${file}: ${z.prettifyError(manifest.error)}; ${mend}`)
  return manifest.data
}

async function keepsItsContract(plugin: Plugin, { name, version, folder }: ModulePackage): Promise<void> {
  const [first] = await contractDifferences(folder, runningContract(plugin, { name, version }))
  if (first)
    throw new VmesteError(
      'VMESTE_CONTRACT_STALE',
      `Module "${plugin.id}" is not what its contract says: ${differenceText(first)}; ${mend}`,
    )
  await TrustedDocuments.read([folder])
}
