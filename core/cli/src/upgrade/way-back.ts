import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../platform/root.ts'

/** What was kept, and of what release. */
export type Kept =
  | { readonly how: 'folder'; readonly release: string; readonly copy: string; readonly place: string }
  | { readonly how: 'dump' | 'backup'; readonly release: string; readonly file: string }
  | { readonly how: 'nothing' }
  | { readonly how: 'elsewhere'; readonly release: string }

/** What stood there before. */
export interface Before {
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  /**
   * Whether the data folder said whose it is: a release that knows nothing of that leaves it, and the next update would
   * refuse the folder.
   */
  readonly hadMark: boolean
}

/**
 * The literal commands that lead back to the release before, for whoever has a shell at the platform's folder.
 * `test/release/upgrade*.long.test.ts` runs what stands here.
 */
export async function wayBack(kept: Kept, { dataFolder, databaseUrl, hadMark }: Before): Promise<readonly string[]> {
  if (kept.how === 'nothing' || kept.how === 'elsewhere') return []
  const unmark = hadMark || kept.how === 'backup' ? [] : [`rm ${quoted(join(dataFolder, 'installation'))}`]
  // a backup has the photos too, and is brought back into a folder of its own
  const restore =
    kept.how !== 'backup'
      ? []
      : [`export VMESTE_DATA=${quoted(`${dataFolder}-before`)}`, `npm run -s vmeste -- restore ${quoted(kept.file)}`]
  return [
    ...databaseBack(kept, databaseUrl),
    ...unmark,
    `git checkout ${await commitOf(kept.release)}`,
    ...restore,
    'npm start',
  ]
}

function databaseBack(
  kept: Exclude<Kept, { how: 'nothing' | 'elsewhere' }>,
  databaseUrl: string | undefined,
): string[] {
  if (kept.how === 'folder')
    return [
      `mv ${quoted(kept.place)} ${quoted(`${kept.place}-updated`)}`,
      `cp -a ${quoted(kept.copy)} ${quoted(kept.place)}`,
    ]
  // the database that was updated stays as it is; its password stands in the environment, and on no screen
  const { pathname, search, username } = new URL(databaseUrl!)
  const name = `${pathname.slice(1)}_before`
  return [
    `createdb --owner=${decodeURIComponent(username)} --template=template0 ${name}   # as the superuser of PostgreSQL`,
    `export DATABASE_URL="\${DATABASE_URL%/*}/${name}${search}"`,
    ...(kept.how === 'dump' ? [`pg_restore --exit-on-error --dbname="$DATABASE_URL" ${quoted(kept.file)}`] : []),
  ]
}

/** The commit of a release; where it is none that is known, its version is what a tag would be called. */
async function commitOf(release: string): Promise<string> {
  const releases = JSON.parse(await readFile(join(root, 'releases.json'), 'utf8')) as Partial<
    Record<string, { commit: string }>
  >
  return releases[release]?.commit ?? `v${release}`
}

const quoted = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
