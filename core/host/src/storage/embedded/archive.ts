import { chown, mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { postgresBinaries } from './binaries.ts'
import type { Home } from './home.ts'
import type { FurtherSettings } from './server.ts'

export interface ArchiveOptions {
  /**
   * A segment that is not full is finished after so many seconds, if anything was written: what is lost at most, and
   * the carrying. Default 240.
   */
  readonly afterS?: number
}

/** Where a server puts what it has written, until it is carried on. */
export const archiveFolderOf = (home: Pick<Home, 'data'>): string => join(dirname(home.data), 'archive')

/**
 * Settings with which a server keeps its log. PostgreSQL's own `basic_archive` copies each segment, makes sure that it
 * is on the disk and gives it its name last, without a shell and so on every system alike. Where the package lacks it
 * none is kept, and whoever wants to make a base copy is told: a start must not fail of that.
 */
export async function archiveSettings(home: Home, { afterS = 240 }: ArchiveOptions): Promise<FurtherSettings> {
  const { postgres } = await postgresBinaries(home.account)
  const libraries = await Promise.all(
    ['lib/postgresql', 'lib'].map((folder) => readdir(join(dirname(dirname(postgres)), folder)).catch(() => [])),
  )
  if (!libraries.flat().some((name) => /^basic_archive\.(so|dylib|dll)$/.test(name))) return {}
  const folder = archiveFolderOf(home)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { uid, gid } = home.account
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid)
  return {
    archive_mode: 'on',
    archive_library: 'basic_archive',
    'basic_archive.archive_directory': folder,
    archive_timeout: String(afterS),
  }
}
