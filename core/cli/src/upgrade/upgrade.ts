import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { civicPlugin } from '@vmeste/civic'
import { identityUnit } from '@vmeste/host/embedded-identity'
import {
  firstRelease,
  lookAtSchema,
  migrateFor,
  platformVersion,
  type Opening,
  type SchemaLook,
} from '@vmeste/host/storage'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import { installedModules } from '../platform/installed-modules.ts'
import { openDatabase } from '../platform/open-database.ts'
import type { Env } from '../platform/read-env.ts'
import { isThere, keepFolder, mb, placeOf, requireRoom } from './keep-folder.ts'
import { wayBack, type Kept } from './way-back.ts'
import { whoCreates } from './who-creates.ts'

export interface UpgradeOptions {
  readonly dryRun: boolean
  /** Folder for what leads back. */
  readonly keep: string
  /** Somebody has kept a copy by other means. */
  readonly kept: boolean
  /** Public keys that a backup of an outer database is sealed to; those of the environment when there is none. */
  readonly to: readonly string[]
  /** That backup may stay open. */
  readonly unsealed: boolean
  /** Modules that do not go with this version may rest. */
  readonly rest: boolean
  say(line: string): void
}

export interface Upgraded {
  readonly from: string | undefined
  readonly to: string
  readonly pending: readonly string[]
  readonly applied: readonly string[]
  readonly kept: Kept
  /** Literal commands. */
  readonly back: readonly string[]
}

/**
 * Brings an installation to this version: keeps what leads back, looks at what would be done, migrates. With `dryRun`
 * it looks; an embedded database is migrated on a copy that is thrown away.
 *
 * @throws VmesteError `VMESTE_UPGRADE_…`, `VMESTE_DATA_IN_USE`, `VMESTE_SCHEMA_NEWER`, `VMESTE_MIGRATION_FAILED`
 */
export async function upgrade(env: Env, options: UpgradeOptions): Promise<Upgraded> {
  const plugins = await modulesOf(env, options)
  return env.databaseUrl ? upgradeOuter(env, plugins, options) : upgradeEmbedded(env, plugins, options)
}

async function modulesOf(env: Env, { rest, say }: UpgradeOptions): Promise<readonly Plugin[]> {
  const { plugins, resting } = await installedModules({ dataFolder: env.dataFolder, faults: 'rest' })
  const said = resting.map(({ id, code, reason }) => `${id}: ${code} ${reason}`)
  if (resting.length > 0 && !rest) {
    throw new VmesteError(
      'VMESTE_UPGRADE_MODULES',
      `Modules that do not go with ${platformVersion} would rest: ${said.join('; ')}. ` +
        'Ask for versions that do and add them first, or let them rest: --rest. Nothing was changed',
    )
  }
  for (const line of said) say(`  will rest: ${line}`)
  return [civicPlugin(), ...plugins]
}

async function upgradeEmbedded(env: Env, plugins: readonly Plugin[], options: UpgradeOptions): Promise<Upgraded> {
  const place = await placeOf(env.dataFolder)
  if (!(await isThere(place))) return nothingYet(options)
  const hadMark = await has(join(env.dataFolder, 'installation'))
  const copy = join(options.keep, `postgres-${stamp()}`)
  options.say(`  copying the database, ${place} …`)
  await keepFolder(place, copy)
  if (options.dryRun) {
    try {
      return await onCopy(env, plugins, options, copy)
    } finally {
      await rm(copy, { recursive: true, force: true })
    }
  }
  return openDatabase(env, { inUse: 'refuse' }, {}, async ({ url, secret, opening, stop }) => {
    try {
      const look = await lookAt(url, plugins, opening, options)
      const kept: Kept = { how: 'folder', release: look.version ?? firstRelease, copy, place }
      return await migrated({ env, url, secret, opening, plugins, look, kept, hadMark, options })
    } finally {
      await stop()
    }
  })
}

/** The very same migrations, on a copy: what fails there would have failed. */
async function onCopy(env: Env, plugins: readonly Plugin[], { say }: UpgradeOptions, copy: string): Promise<Upgraded> {
  const { startEmbeddedPostgres } = await import('@vmeste/host/embedded-postgres')
  const { readSecret } = await import('../platform/read-secret.ts')
  const server = await startEmbeddedPostgres(copy)
  try {
    const { secret } = await readSecret(env, server.url)
    const look = await lookAt(server.url, plugins, {}, { say })
    const from = performance.now()
    const { applied } = await migrateFor(server.url, secret, plugins, [identityUnit])
    say(`  tried on a copy: ${applied.length} migrations in ${((performance.now() - from) / 1000).toFixed(1)} s`)
    return looked(look)
  } finally {
    await server.stop()
  }
}

async function upgradeOuter(env: Env, plugins: readonly Plugin[], options: UpgradeOptions): Promise<Upgraded> {
  const hadMark = await has(join(env.dataFolder, 'installation'))
  return openDatabase(env, { inUse: 'share' }, {}, async ({ url, secret, opening }) => {
    const look = await lookAt(url, plugins, opening, options)
    if (look.version === undefined) return nothingYet(options)
    if (look.connections > 0) {
      options.say(
        `  hosts are at work (${look.connections} connections): what they write from now on is not in what is kept`,
      )
    }
    if (options.dryRun) return looked(look)
    const kept: Kept = options.kept
      ? { how: 'elsewhere', release: look.version }
      : await keepOuter(env, url, secret, look, options)
    return migrated({ env, url, secret, opening, plugins, look, kept, hadMark, options })
  })
}

async function keepOuter(
  env: Env,
  url: string,
  secret: string,
  look: SchemaLook,
  { keep, to, unsealed, say }: UpgradeOptions,
): Promise<Kept> {
  await mkdir(keep, { recursive: true, mode: 0o700 })
  // what is dumped and squeezed takes less than what lies on the server, photos apart
  await requireRoom(look.bytes, keep)
  const release = look.version!
  if (release === firstRelease) {
    const { keepDump } = await import('./keep-dump.ts')
    const file = join(keep, `vmeste-${release}-${stamp()}.dump`)
    say(`  dumping the database to ${file} …`)
    await keepDump(url, file)
    return { how: 'dump', release, file }
  }
  const [{ writeBackup }, { intoFile }, { sealingOf }] = await Promise.all([
    import('@vmeste/host/backup'),
    import('../backup/backup-file.ts'),
    import('../backup/seals.ts'),
  ])
  const file = join(keep, `vmeste-${release}-${stamp()}.backup`)
  const sealing = sealingOf(env, { to, unsealed })
  say(`  backing up to ${file} …`)
  await intoFile(file, (sink) => writeBackup({ ownerUrl: url, secret, dataFolder: env.dataFolder }, sink, sealing))
  const sealedTo = 'unsealed' in sealing ? 'nobody' : 'recipients' in sealing ? 'keys' : 'passphrase'
  return { how: 'backup', release, file, sealedTo }
}

interface Migration {
  readonly env: Env
  readonly url: string
  readonly secret: string
  readonly opening: Opening
  readonly plugins: readonly Plugin[]
  readonly look: SchemaLook
  readonly kept: Kept
  readonly hadMark: boolean
  readonly options: UpgradeOptions
}

async function migrated({
  env,
  url,
  secret,
  opening,
  plugins,
  look,
  kept,
  hadMark,
  options: { say },
}: Migration): Promise<Upgraded> {
  const creator = env.databaseUrl && 'file' in kept ? await whoCreates(url) : undefined
  const back = await wayBack(kept, { dataFolder: env.dataFolder, databaseUrl: env.databaseUrl, hadMark, creator })
  try {
    const { applied } = await migrateFor(url, secret, plugins, [identityUnit], { opening })
    return { from: look.version, to: platformVersion, pending: look.pending, applied, kept, back }
  } catch (error) {
    if (back.length > 0) say(`The update stopped. The way back:\n${back.map((line) => `  ${line}`).join('\n')}`)
    throw error
  }
}

type Say = Pick<UpgradeOptions, 'say'>

async function lookAt(url: string, plugins: readonly Plugin[], opening: Opening, { say }: Say): Promise<SchemaLook> {
  const look = await lookAtSchema(url, plugins, [identityUnit], opening)
  const todo = look.pending.length === 0 ? 'nothing to migrate' : `to migrate: ${look.pending.join(', ')}`
  say(`  ${look.version ?? 'nothing'} → ${platformVersion}, PostgreSQL ${look.postgres}, ${mb(look.bytes)}, ${todo}`)
  return look
}

const looked = ({ version, pending }: SchemaLook): Upgraded => ({
  from: version,
  to: platformVersion,
  pending,
  applied: [],
  kept: { how: 'nothing' },
  back: [],
})

function nothingYet({ say }: UpgradeOptions): Upgraded {
  say('  there is no installation here yet: a start makes one')
  return { from: undefined, to: platformVersion, pending: [], applied: [], kept: { how: 'nothing' }, back: [] }
}

const has = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )
const stamp = (): string => new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
