import { readFile } from 'node:fs/promises'
import { z, VmesteError } from '@vmeste/sdk'

/**
 * A package that was added to this installation: it lies with the data, and is held to its integrity at every start.
 */
const storedSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .max(40),
  package: z.string().min(1).max(214),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    .max(60),
  integrity: z.string().regex(/^sha512-[\w+/]{86}==$/),
})
export type StoredPackage = z.infer<typeof storedSchema>

/** Who let a stranger's code into the process, and after which sentences. */
const acceptedSchema = z.strictObject({
  id: z.string().min(1).max(40),
  package: z.string().min(1).max(214),
  version: z.string().min(1).max(60),
  integrity: storedSchema.shape.integrity,
  /** Account of the operating system. */
  by: z.string().min(1).max(200),
  at: z.iso.datetime(),
  /** Version of the sentences that were shown. */
  sentences: z.int().min(1),
  /** The name was typed, or a script said `--i-trust`. */
  how: z.enum(['typed', 'flag']),
})
export type AcceptedModule = z.infer<typeof acceptedSchema>

const configSchema = z.strictObject({
  $schema: z.string().optional(),
  /** Packages, in the order their menus and migrations come. */
  installed: z.array(z.union([z.string().min(1), storedSchema])).max(200),
  /** Modules that a new city starts with. */
  newCity: z.array(z.string().min(1)).max(200).default([]),
  /** Packages whose code somebody of ours has read: by their bytes, for a name anybody can choose. */
  reviewed: z
    .array(
      z.strictObject({
        package: z.string().min(1).max(214),
        version: z.string().min(1).max(60),
        integrity: storedSchema.shape.integrity,
      }),
    )
    .max(1_000)
    .default([]),
  accepted: z.array(acceptedSchema).max(1_000).default([]),
})
export type PluginsConfig = z.infer<typeof configSchema>

/** Reads `plugins.config.json`: what is installed here. Whether a city uses it is a row, not a line of this file. */
export async function readPluginsConfig(file: string): Promise<PluginsConfig> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new VmesteError('VMESTE_CONFIG_MISSING', `${file} cannot be read`, { cause })
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new VmesteError('VMESTE_CONFIG_INVALID', `${file} is not JSON: ${(cause as Error).message}`, { cause })
  }
  const config = configSchema.safeParse(json)
  if (!config.success) throw new VmesteError('VMESTE_CONFIG_INVALID', `${file}: ${z.prettifyError(config.error)}`)
  return config.data
}
