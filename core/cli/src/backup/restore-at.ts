import { eraseSince, restorePoint } from '@vmeste/host/point-in-time'
import { VmesteError } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'
import type { CopyPlace } from './copy-place.ts'
import { erasureBooks, tellNoBook, toldBooks } from './erasure-books.ts'
import { withBook } from './named-backup.ts'
import { eraseAgain } from './restore-whole.ts'
import { sayProgress } from './say-progress.ts'
import { unsealingOf } from './seals.ts'
import { tellErased } from './tell-backup.ts'

interface Options {
  readonly city?: string
  readonly erasures?: string
  readonly replace?: true
  readonly without?: string
  readonly key?: string
  readonly at?: string
  readonly copy?: string
  readonly json?: true
}

const words = { base: 'base copy', files: 'files', log: 'log', database: 'the database replays its log' } as const

/**
 * `vmeste restore /backup/vmeste --at 2026-11-29T10:00:00+03:00`: the data folder with its embedded database as it was
 * at a moment.
 *
 * @throws VmesteError `VMESTE_PITR_MOMENT`, `VMESTE_PITR_OUTER`, and those of `restorePoint`
 */
export async function restoreAt({ target, copy }: CopyPlace, options: Options): Promise<void> {
  const env = readEnv()
  if (env.databaseUrl)
    throw new VmesteError(
      'VMESTE_PITR_OUTER',
      'A moment can be had of the embedded database alone, and DATABASE_URL is set. For an outer database name a daily copy: --copy latest, or --copy 2026-11-29; moments of it are a matter of its own tools',
    )
  if (options.replace || options.without !== undefined || options.city !== undefined)
    throw new VmesteError(
      'VMESTE_PITR_MOMENT',
      'A moment is restored whole and into an empty data folder: leave --replace, --without and --city out, and set VMESTE_DATA to a new folder. A daily copy takes them: --copy latest',
    )
  if (options.copy !== undefined || copy !== undefined)
    throw new VmesteError('VMESTE_PITR_MOMENT', 'A daily copy is of one moment, its own: leave --at out, or the copy')
  const at = options.at === undefined ? undefined : momentOf(options.at)
  let erasedAgain: Awaited<ReturnType<typeof eraseSince>>
  await withBook(target, async (book) => {
    const books = await erasureBooks([book.file], options.erasures)
    const restored = await restorePoint({
      target,
      unsealing: await unsealingOf(env, options.key),
      dataFolder: env.dataFolder,
      at,
      afterwards: async () => {
        erasedAgain = await eraseSince({
          dataFolder: env.dataFolder,
          secret: env.secret,
          files: books.files,
          eraseAgain: (ownerUrl, { secret, restoring, entries }) =>
            eraseAgain(
              env,
              ownerUrl,
              { secret, opening: { dataFolder: env.dataFolder, restoring }, entries },
              sayProgress(),
            ),
        })
      },
      onStep: (step, of) => {
        process.stderr.write(
          `  … ${words[step]}${step === 'log' ? `: ${of} pieces` : step === 'base' ? `: ${(of / 1_000_000).toFixed(1)} MB` : ''}\n`,
        )
      },
    })
    if (options.json)
      console.log(
        JSON.stringify({ ...restored, erasureBooks: toldBooks(books, book), ...(erasedAgain ? { erasedAgain } : {}) }),
      )
    else
      console.log(
        `${told(env.dataFolder, restored)}\n${tellErased(erasedAgain)}${tellNoBook(books, 'into another, empty data folder, with --erasures <file>')}Start the platform.`,
      )
  })
}

const told = (
  folder: string,
  { last, cities, files, segments, hole }: Awaited<ReturnType<typeof restorePoint>>,
): string =>
  [
    `${folder} is restored: ${cities} cities, ${files} files, ${segments} pieces of log.`,
    `The last change in it is of ${last?.toISOString() ?? 'the base copy'}.`,
    ...(hole ? [`The log after it has a hole (${hole}): what came later is lost.`] : []),
  ].join('\n')

/** @throws VmesteError `VMESTE_PITR_MOMENT` */
function momentOf(text: string): Date {
  const at = new Date(text)
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(at.getTime())) {
    throw new VmesteError(
      'VMESTE_PITR_MOMENT',
      `"${text.slice(0, 50)}" is no moment. Write date, time and zone: 2026-11-29T10:00:00+03:00`,
    )
  }
  return at
}
