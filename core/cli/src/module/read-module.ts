import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadPlugins } from '@vmeste/host'
import { VmesteError, z, type Plugin } from '@vmeste/sdk'

const manifestSchema = z.object({
  name: z
    .string()
    .regex(/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/)
    .max(214),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/),
  description: z.string().optional(),
  license: z.string().optional(),
  exports: z.object({ '.': z.string() }),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
})
export type ModuleManifest = z.infer<typeof manifestSchema>

/** A module as it lies in a folder, in sources. */
export interface ModuleFolder {
  readonly folder: string
  readonly manifest: ModuleManifest
  readonly entry: string
  readonly plugin: Plugin
}

/**
 * Reads a module's package and imports its plugin.
 *
 * @throws VmesteError `VMESTE_MODULE_FOLDER` for a folder that holds none; whatever the checks of a plugin say
 */
export async function readModule(folder: string): Promise<ModuleFolder> {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}')
  const parsed = manifestSchema.safeParse(jsonOf(text))
  if (!parsed.success)
    throw new VmesteError(
      'VMESTE_MODULE_FOLDER',
      `${folder} holds no module: its package.json must give name, version and exports["."].\n${z.prettifyError(parsed.error)}`,
    )
  const entry = join(folder, parsed.data.exports['.'])
  const [plugin] = await loadPlugins([{ name: parsed.data.name, version: parsed.data.version, folder, entry }], {
    contract: 'ignore',
  })
  return { folder, manifest: parsed.data, entry, plugin: plugin! }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
