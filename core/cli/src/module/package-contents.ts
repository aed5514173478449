import { manifestSchema, type ModuleManifest } from '@vmeste/host/contract'
import type { PackageFiles } from '@vmeste/host/packages'
import { textSchema, VmesteError, z } from '@vmeste/sdk'

const name = z.string().min(1).max(300)
const shape = z.object({ properties: z.record(name, z.unknown()).optional() })

const schemas = {
  'events.json': z.object({
    emits: z.record(name, z.unknown()),
    subscribes: z
      .array(
        z.object({
          type: name.optional(),
          each: z.object({ capability: name, event: name }).optional(),
          schema: shape,
        }),
      )
      .max(200),
  }),
  'tables.json': z.object({
    tables: z.record(name, z.unknown()),
    migrations: z.array(name).max(1_000).optional(),
    lends: z.record(name, z.array(name).max(200)).default({}),
  }),
  'permissions.json': z.record(
    name,
    z.object({ title: textSchema, default: z.array(name).max(50), openTo: z.enum(['guest', 'citizen']).optional() }),
  ),
  'settings.json': z.object({ properties: z.record(name, z.object({ secret: z.boolean().optional() })).optional() }),
  'web.json': z.object({
    menu: z
      .array(z.object({ audience: name }))
      .max(200)
      .default([]),
    publicPages: z
      .array(z.object({ path: name }))
      .max(200)
      .default([]),
    slots: z.object({ fills: z.array(z.object({ slot: name })).max(200) }).optional(),
  }),
}
const packageSchema = z.object({
  name: z
    .string()
    .regex(/^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/)
    .max(214),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    .max(60),
  exports: z.object({ '.': z.string().regex(/^\.\/[\w./-]+\.js$/) }),
})

/** What a package says of itself; none of its code has run. */
export interface PackageContents {
  readonly manifest: ModuleManifest
  readonly events: z.infer<(typeof schemas)['events.json']>
  readonly tables: readonly string[]
  /** Names of its migrations in order; undefined in a package made before contracts named them. */
  readonly migrations?: readonly string[]
  /** Functions of its schema that others may call, by port. */
  readonly lends: Readonly<Record<string, readonly string[]>>
  readonly permissions: z.infer<(typeof schemas)['permissions.json']>
  /** How many of its settings are keys that nobody may read back. */
  readonly secrets: number
  readonly web: z.infer<(typeof schemas)['web.json']>
}

/**
 * Reads the contract out of a package's files.
 *
 * @throws VmesteError `VMESTE_PACKAGE_CONTRACT` naming the file
 */
export function packageContents(files: PackageFiles, from: string): PackageContents {
  const read = <Schema extends z.ZodType>(file: string, schema: Schema): z.output<Schema> => {
    const content = files.get(file)
    if (!content) throw refused(from, file, 'is missing')
    let json: unknown
    try {
      json = JSON.parse(content.toString('utf8'))
    } catch (cause) {
      throw refused(from, file, `is not JSON: ${(cause as Error).message}`)
    }
    const parsed = schema.safeParse(json)
    if (!parsed.success) throw refused(from, file, `is wrong: ${z.prettifyError(parsed.error)}`)
    return parsed.data
  }
  const contract = <File extends keyof typeof schemas>(file: File): z.output<(typeof schemas)[File]> =>
    read<z.ZodType>(`contract/${file}`, schemas[file]) as z.output<(typeof schemas)[File]>
  const { name: packageName, version, exports } = read('package.json', packageSchema)
  const manifest = read('contract/module.json', manifestSchema)
  if (manifest.package !== packageName || manifest.version !== version)
    throw refused(
      from,
      'contract/module.json',
      `speaks of ${manifest.package} ${manifest.version}, package.json of ${packageName} ${version}`,
    )
  if (!files.has(exports['.'].slice(2)))
    throw refused(from, exports['.'].slice(2), 'is missing: there is no code in it')
  const { tables, migrations, lends } = contract('tables.json')
  return {
    manifest,
    events: contract('events.json'),
    tables: Object.keys(tables),
    lends,
    ...(migrations ? { migrations } : {}),
    permissions: contract('permissions.json'),
    secrets: Object.values(contract('settings.json').properties ?? {}).filter(({ secret }) => secret).length,
    web: contract('web.json'),
  }
}

const refused = (from: string, file: string, why: string) =>
  new VmesteError(
    'VMESTE_PACKAGE_CONTRACT',
    `${from}: ${file} ${why}. A module says what it wants before it runs; ask its maker for a package made by vmeste pack`,
  )
