import { civicPlugin } from '@vmeste/civic'
import { fitModules, loadEach, readModulePackage, type ModulePackage, type RestingModule } from '@vmeste/host'
import { lendsOf, readableCore } from '@vmeste/host/contract'
import { lendPlatformTo, packagesFolder, storedFolder, verifyStored, type StoredPackage } from '@vmeste/host/packages'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import { requireForward } from './ran-migrations.ts'
import { tryMigrations } from './try-migrations.ts'

export interface Rehearsal {
  readonly dataFolder: string
  /** What is installed beside it. */
  readonly others: readonly ModulePackage[]
  readonly added: StoredPackage
  /** The version it takes the place of. */
  readonly before: StoredPackage | undefined
  /** Names of its migrations as its contract has them. */
  readonly migrations: readonly string[] | undefined
  /** Functions that others may call, as its contract has them: whoever adds it has read so. */
  readonly lends: Readonly<Record<string, readonly string[]>>
}

/**
 * The first time that a package runs: here, where nobody waits for the platform, with all that will run beside it, and
 * with its migrations on a database of its own.
 *
 * @throws VmesteError whatever would put it, or through it another module, to rest at the next start
 */
export async function rehearsePackage({
  dataFolder,
  others,
  added,
  before,
  migrations,
  lends,
}: Rehearsal): Promise<void> {
  lendPlatformTo(packagesFolder(dataFolder))
  const pkg = readModulePackage(storedFolder(dataFolder, added))
  const [without, all] = [await together(others), await together([...others, pkg])]
  const fault = all.resting.find(({ id }) => !without.resting.some((each) => each.id === id))
  if (fault)
    throw new VmesteError(
      fault.code,
      fault.id === added.id
        ? fault.reason
        : `With ${added.id} ${added.version}, ${fault.id} would rest: ${fault.reason}`,
    )
  const plugin = all.plugins.find(({ id }) => id === added.id)!
  const names = namesOf(plugin)
  if (migrations && migrations.join('\n') !== names.join('\n')) {
    throw new VmesteError(
      'VMESTE_CONTRACT_STALE',
      `Module "${added.id}" is not what its contract says: contract/tables.json names the migrations ${migrations.join(', ') || '—'}, ` +
        `the code has ${names.join(', ') || '—'}. Ask its maker for a package made by vmeste pack`,
    )
  }
  const lent = lendsOf(plugin.storage)
  if (JSON.stringify(lends) !== JSON.stringify(lent)) {
    throw new VmesteError(
      'VMESTE_CONTRACT_STALE',
      `Module "${added.id}" is not what its contract says: contract/tables.json lends ${JSON.stringify(lends)}, ` +
        `the code ${JSON.stringify(lent)}. Ask its maker for a package made by vmeste pack`,
    )
  }
  const earlier = before && before.integrity !== added.integrity ? await pluginOf(dataFolder, before) : undefined
  if (earlier) requireForward({ id: added.id, from: before!.version, to: added.version }, namesOf(earlier), names)
  await tryMigrations(plugin, { from: `${added.package} ${added.version}`, ...(earlier ? { before: earlier } : {}) })
}

const namesOf = ({ storage }: Plugin): string[] => (storage?.migrations ?? []).map(({ name }) => name)

async function together(
  packages: readonly ModulePackage[],
): Promise<{ plugins: readonly Plugin[]; resting: readonly RestingModule[] }> {
  const { loaded, resting } = await loadEach(packages)
  const fitted = fitModules(
    [readableCore(), civicPlugin()],
    loaded.map(({ plugin }) => plugin),
  )
  return { plugins: fitted.modules, resting: [...resting, ...fitted.resting] }
}

/** The installed version, where it is still whole and loads. */
async function pluginOf(dataFolder: string, stored: StoredPackage): Promise<Plugin | undefined> {
  try {
    const {
      loaded: [first],
    } = await loadEach([readModulePackage(await verifyStored(dataFolder, stored))])
    return first?.plugin
  } catch {
    return undefined
  }
}
