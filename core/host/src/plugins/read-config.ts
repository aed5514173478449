import { readFile } from 'node:fs/promises'
import { z, VmesteError, type Plugin } from '@vmeste/sdk'
import { verifyPlugin } from './verify-plugin.ts'

const configSchema = z.strictObject({
  $schema: z.string().optional(),
  /** Packages, in the order their menus and migrations come. */
  installed: z.array(z.string().min(1)).max(200),
  /** Modules that a new city starts with. */
  newCity: z.array(z.string().min(1)).max(200).default([]),
})
export type PluginsConfig = z.infer<typeof configSchema>

/** Reads `plugins.config.json`: what is installed here. Whether a city uses it is a row, not a line of this file. */
export async function readPluginsConfig(file: string): Promise<PluginsConfig> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => { throw new VmesteError('VMESTE_CONFIG_MISSING', `${file} cannot be read`, { cause }) })
  let json: unknown
  try { json = JSON.parse(text) } catch (cause) { throw new VmesteError('VMESTE_CONFIG_INVALID', `${file} is not JSON: ${(cause as Error).message}`, { cause }) }
  const config = configSchema.safeParse(json)
  if (!config.success) throw new VmesteError('VMESTE_CONFIG_INVALID', `${file}: ${z.prettifyError(config.error)}`)
  return config.data
}

/** Imports and verifies every installed package. */
export async function loadPlugins(packages: readonly string[], load: (name: string) => Promise<unknown>): Promise<Plugin[]> {
  const plugins: Plugin[] = []
  for (const name of packages) {
    const loaded = await load(name).catch((cause: unknown) => {
      throw new VmesteError('VMESTE_PLUGIN_LOAD', `"${name}" from plugins.config.json cannot be imported: ${(cause as Error).message}`, { cause })
    }) as { default?: Plugin }
    plugins.push(verifyPlugin(loaded.default as Plugin, plugins))
  }
  return plugins
}
