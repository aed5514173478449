import { join } from 'node:path'
import { root } from '../platform/root.ts'
import { codeBack, type CodeBack } from './code-back.ts'
import { quoted } from './shell-word.ts'

/** What was kept, and of what release. */
export type Kept =
  | { readonly how: 'folder'; readonly release: string; readonly copy: string; readonly place: string }
  | { readonly how: 'dump'; readonly release: string; readonly file: string }
  | { readonly how: 'backup'; readonly release: string; readonly file: string; readonly sealedTo: SealedTo }
  | { readonly how: 'nothing' }
  | { readonly how: 'elsewhere'; readonly release: string }

export type SealedTo = 'passphrase' | 'keys' | 'nobody'

/** What stood there before. */
export interface Before {
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  /**
   * Whether the data folder said whose it is: a release that knows nothing of that leaves it, and the next update would
   * refuse the folder.
   */
  readonly hadMark: boolean
  /** Who may make a database beside an outer one: another than its owner, as a rule. */
  readonly creator?: Creator | undefined
  /** The platform's folder, this one's when left out. */
  readonly platform?: string
}

export interface Creator {
  readonly role: string
  readonly isOwner: boolean
}

/**
 * The literal commands that lead back to the release before, for whoever has a shell at the platform's folder, with the
 * environment of the update. `test/release/upgrade*.long.test.ts` runs what stands here.
 */
export async function wayBack(
  kept: Kept,
  { dataFolder, databaseUrl, hadMark, creator, platform = root }: Before,
): Promise<readonly string[]> {
  if (kept.how === 'nothing' || kept.how === 'elsewhere') return []
  const unmark = hadMark || kept.how === 'backup' ? [] : [`rm ${quoted(join(dataFolder, 'installation'))}`]
  const code = await codeBack(kept.release, platform)
  return [
    // an archive's folder first: nothing is to be done in the wrong one
    ...(code.lines[0]!.startsWith('cd ') ? code.lines : []),
    ...(kept.how === 'folder' ? folderBack(kept) : databaseBack(kept, databaseUrl!, creator)),
    ...unmark,
    ...(code.lines[0]!.startsWith('cd ') ? [] : code.lines),
    ...(kept.how === 'backup' ? restoring(kept, dataFolder, code) : []),
    code.start,
  ]
}

const folderBack = ({ copy, place }: Extract<Kept, { how: 'folder' }>): string[] => [
  `mv ${quoted(place)} ${quoted(`${place}-updated`)}`,
  `cp -a ${quoted(copy)} ${quoted(place)}`,
]

/** A backup has the photos too, and is brought back into a folder of its own. */
function restoring(
  { file, sealedTo }: Extract<Kept, { how: 'backup' }>,
  dataFolder: string,
  { vmeste }: CodeBack,
): string[] {
  const key =
    sealedTo === 'keys'
      ? ' --key "${KEY:?set it first to the file with the private half of the key: export KEY=...}"'
      : ''
  return [`export VMESTE_DATA=${quoted(`${dataFolder}-before`)}`, `${vmeste} restore ${quoted(file)}${key}`]
}

/** The database that was updated stays as it is; a password stands in the environment, and on no screen. */
function databaseBack(
  kept: Extract<Kept, { how: 'dump' | 'backup' }>,
  databaseUrl: string,
  creator: Creator = { role: 'postgres', isOwner: false },
): string[] {
  const { pathname, username } = new URL(databaseUrl)
  const name = `${pathname.slice(1)}_before`
  const make = [
    'createdb',
    `--maintenance-db=${quoted(serverOf(databaseUrl, creator.role))}`,
    ...(creator.isOwner ? [] : [`--owner=${quoted(decodeURIComponent(username))}`]),
    '--template=template0',
    quoted(decodeURIComponent(name)),
    ...(creator.isOwner ? [] : ['  # as the superuser of PostgreSQL']),
  ]
  return [
    make.join(' '),
    // what follows a question mark stays, slashes in it too
    `export DATABASE_URL="$(printf %s "$DATABASE_URL" | sed -E 's#/[^/?]*(\\?.*)?$#/${name}\\1#')"`,
    ...(kept.how === 'dump' ? [`pg_restore --exit-on-error --dbname="$DATABASE_URL" ${quoted(kept.file)}`] : []),
  ]
}

/** What PostgreSQL's own programs take of an address; a password is none of it, wherever it stood. */
const taken = new Set(['host', 'port', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'channel_binding', 'options'])

/** The same server and database, for another role. */
function serverOf(databaseUrl: string, role: string): string {
  const url = new URL(databaseUrl)
  url.username = encodeURIComponent(role)
  url.password = ''
  for (const name of [...url.searchParams.keys()]) if (!taken.has(name)) url.searchParams.delete(name)
  // as node says it; programs of PostgreSQL know it by another name
  if (url.searchParams.get('sslmode') === 'no-verify') url.searchParams.set('sslmode', 'require')
  return url.href
}
