import { join } from 'node:path'
import type { Readable } from 'node:stream'
import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { takeAway, type IfBusy } from '../../removal/remove-cities.ts'
import { handOver } from '../../../storage/opening/hand-over.ts'
import type { Storage } from '../../../storage/open-storage.ts'
import type { BackupSummary, Manifest } from '../archive/format.ts'
import type { Unsealing } from '../archive/sealing.ts'
import type { ErasureEntry } from '../../erasures/erasure-file.ts'
import type { Replayed } from '../../removal/replay-erasures.ts'
import { nobodyLooks, type OnProgress } from '../whole/progress.ts'
import { readBackup } from '../whole/read-backup.ts'
import { linesOf, textOf } from '../rows/city-lines.ts'
import { schemasIn } from '../rows/tables.ts'
import { CityRowsIn } from './city-rows-in.ts'
import { erasedAccounts } from './erased-accounts.ts'
import { entriesOf } from './erased-since.ts'
import { firstLook } from './first-look.ts'
import { takeTurn } from './target.ts'
import { requireFiles, takeFile } from './take-files.ts'

/** The platform that gets a city back; it may run meanwhile. */
export interface CityTarget {
  readonly ownerUrl: string
  readonly storage: Storage
  readonly secret: string
  readonly dataFolder: string
  readonly slug: string
  /** The city as it is there may go. */
  readonly replace?: boolean
  readonly foldersOf: (slug: string) => readonly string[]
  /** Files with what was erased, beside the backup and elsewhere; the platform's own book counts by itself. */
  readonly erasures?: readonly string[]
  readonly eraseAgain: (entries: readonly ErasureEntry[]) => Promise<Replayed>
}
export interface CityResult {
  readonly backup: Pick<BackupSummary, 'platform' | 'at'>
  readonly city: string
  readonly rows: number
  readonly files: number
  readonly erasedAgain?: Replayed
  /** Accounts of the backup that were not brought: whoever they are of is erased everywhere. */
  readonly accountsLeftOut?: number
}

/**
 * Brings one city back into a platform that has lost it, with its rows, its files and those who work for it; accounts
 * that are there stay as they are. Others are not touched. Hosts see it only once it is whole; killed in between, it is
 * called once more.
 *
 * @param open opens the backup from its beginning; called twice
 * @throws VmesteError `VMESTE_RESTORE_…`, `VMESTE_BACKUP_…`
 */
export async function restoreCity(
  open: () => Readable,
  unsealing: Unsealing,
  target: CityTarget,
  progress: OnProgress = nobodyLooks,
): Promise<CityResult> {
  const { slug, secret, dataFolder, ownerUrl, storage, foldersOf } = target
  const staff = new Set<string>(),
    heard = new Set<string>()
  const look = await firstLook(open(), unsealing, progress, (table, lines) => {
    const at = (column: string): number => table.columns.indexOf(column)
    if (table.schema === 'identity' && table.name === 'city_role')
      for (const line of linesOf(lines))
        if (textOf(line, at('city')) === slug) staff.add(textOf(line, at('account_id')))
    if (table.schema === 'core' && table.name === 'erasure')
      for (const line of linesOf(lines)) heard.add(textOf(line, at('id')))
  })
  const owner = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'vmeste restore',
  })
  owner.on('error', () => undefined)
  try {
    const { manifest } = look
    const city = manifest.cities.find((each) => each.slug === slug)
    if (!city)
      throw new VmesteError(
        'VMESTE_CITY_UNKNOWN',
        `The backup has no city "${slug}". It has: ${manifest.cities.map((each) => each.slug).join(', ') || 'none'}`,
      )
    if (look.secret !== secret)
      throw new VmesteError(
        'VMESTE_RESTORE_SECRET',
        'The backup is of another installation: its keys and links would not open here. One city goes back only to the installation that it was backed up from',
      )
    await owner.connect()
    await takeTurn(owner)
    await requireSameMigrations(owner, manifest)
    const {
      rows: [there],
    } = await owner.query<{ id: number; half: boolean }>(
      'select id, leaving_at is not null as half from core.city where slug = $1',
      [slug],
    )
    if (there && !there.half && !target.replace)
      throw new VmesteError(
        'VMESTE_RESTORE_NOT_EMPTY',
        `The city "${slug}" is there. Nothing was changed. --replace takes it away for good and brings the one of the backup`,
      )
    const book = await entriesOf(owner, target.erasures ?? [], manifest.installation)
    if (there) await takeAway({ storage, ownerUrl, foldersOf }, [there.id], busy(slug))
    const files = join(dataFolder, 'files')
    const erased = await erasedAccounts(owner, secret, book, staff)
    const rowsIn = new CityRowsIn(owner, manifest, { slug, was: city.id, staff, erased })
    const mine = (name: string): boolean => name.startsWith(`civic/files/${slug}/`)
    let id = 0,
      rows = 0,
      count = 0
    await readBackup(
      open(),
      unsealing,
      {
        begin: async () => {
          id = await rowsIn.begin()
        },
        rows: (table, lines) => rowsIn.take(table, lines),
        rowsEnd: async () => {
          rows = await rowsIn.end()
        },
        file: async (name, content) => {
          if (!mine(name)) return
          await takeFile(files, name, content)
          count++
        },
        hashes: (hashes) => requireFiles(files, new Map([...hashes].filter(([name]) => mine(name)))),
      },
      progress,
    )
    await owner.query(
      `select setval('core.outbox_position', greatest((select last_value
        from core.outbox_position), (select coalesce(max(position), 1) from core.outbox where city = $1)))`,
      [id],
    )
    await owner.query('commit')
    await handOver(dataFolder, ['postgres'])
    // read once more: a host that runs may have erased somebody meanwhile
    const entries = (await entriesOf(owner, target.erasures ?? [], manifest.installation)).filter(
      (each) => !heard.has(each.id),
    )
    const erasedAgain = entries.length > 0 ? await target.eraseAgain(entries) : undefined
    await owner.query('update core.city set leaving_at = null, revision = revision + 1 where id = $1', [id])
    await owner.query(`select pg_notify('vmeste_city', $1)`, [String(id)])
    return {
      backup: { platform: manifest.platform, at: manifest.at },
      city: slug,
      rows,
      files: count,
      ...(erasedAgain ? { erasedAgain } : {}),
      ...(erased.size > 0 ? { accountsLeftOut: erased.size } : {}),
    }
  } finally {
    await owner.end().catch(() => undefined)
    await look.close()
  }
}

/** What is said of hosts that go on writing into the city that goes. */
const busy = (slug: string): IfBusy => ({
  code: 'VMESTE_CITY_BUSY',
  command: `vmeste restore --city ${slug} --replace`,
})

/** Rows of one version do not belong into tables of another. @throws VmesteError `VMESTE_RESTORE_MIGRATIONS` */
async function requireSameMigrations(owner: pg.Client, { schemas, platform }: Manifest): Promise<void> {
  const here = new Map((await schemasIn(owner)).map(({ name, migrations }) => [name, migrations.join()]))
  const differ = schemas.filter(({ name, migrations }) => here.get(name) !== migrations.join()).map(({ name }) => name)
  if (differ.length > 0)
    throw new VmesteError(
      'VMESTE_RESTORE_MIGRATIONS',
      `The backup (platform ${platform}) and this database have run other migrations in ${differ.join(', ')}. Nothing was changed. Restore the whole backup beside, update it to this version, and take the city from a backup of that`,
    )
}
