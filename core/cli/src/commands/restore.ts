import { Command } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import type { NamedBackup } from '../backup/named-backup.ts'
import { withDiskSaid } from '../backup/restore-fault.ts'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  at?: string
  copy?: string
  city?: string
  erasures?: string
  replace?: true
  without?: string
  key?: string
  json?: true
}

/** `vmeste restore monday.backup`: brings a whole installation back while no host runs. */
export const restoreCommand = (): Command =>
  new Command('restore')
    .description(
      'Bring back what vmeste backup has written, into an empty database and data folder, while no host runs',
    )
    .argument(
      '<file>',
      'what vmeste backup has written; or what VMESTE_BACKUP names, a folder or s3://…: one of its daily copies with --copy, else a moment of the embedded database',
    )
    .option('--copy <which>', 'a daily copy of a folder or bucket: latest, a day (2026-11-29), or the name of one')
    .option(
      '--city <slug>',
      'this city alone, beside a running host or without one, into the platform that it was backed up from',
    )
    .option('--replace', 'take away what is there, cities, accounts and files, for good')
    .option('--without <modules>', 'leave out the rows of modules that are not installed here, divided by commas')
    .option('--erasures <file>', 'what was erased since, where it does not lie beside the backup as "erasures"')
    .option('--key <file>', 'private key, where it is sealed to one; else VMESTE_BACKUP_PASSPHRASE')
    .option(
      '--at <moment>',
      'with a folder or bucket of VMESTE_BACKUP: the embedded database as it was then, 2026-11-29T10:00:00+03:00; without it the latest there is',
    )
    .option('--json', 'one JSON value')
    .action(async (file: string, options: Options) => {
      const { copyPlaceOf } = await import('../backup/copy-place.ts')
      const place = await copyPlaceOf(file)
      if (place && (options.at !== undefined || (options.copy ?? place.copy) === undefined)) {
        const { restoreAt } = await import('../backup/restore-at.ts')
        await withDiskSaid(() => restoreAt(place, options)).finally(() => {
          place.target.close()
        })
        return
      }
      place?.target.close()
      if (options.at !== undefined)
        throw new VmesteError(
          'VMESTE_PITR_MOMENT',
          `${file} is no folder and no bucket of VMESTE_BACKUP, and a moment is had from one: leave --at out`,
        )
      const { withBackup } = await import('../backup/named-backup.ts')
      await withBackup(file, options.copy, (backup) => restoreBackup(backup, options))
    })

async function restoreBackup(backup: NamedBackup, options: Options): Promise<void> {
  const [
    { restoreWhole },
    { unsealingOf },
    { sayProgress },
    { tellBackup, tellErased, tellLeftOut },
    { erasureBooks, tellNoBook, toldBooks },
    { erasureFile },
  ] = await Promise.all([
    import('../backup/restore-whole.ts'),
    import('../backup/seals.ts'),
    import('../backup/say-progress.ts'),
    import('../backup/tell-backup.ts'),
    import('../backup/erasure-books.ts'),
    import('@vmeste/host/backup'),
  ])
  const env = readEnv()
  const without =
    options.without
      ?.split(',')
      .map((module) => module.trim())
      .filter(Boolean) ?? []
  const unsealing = await unsealingOf(env, options.key)
  const books = await erasureBooks([backup.book.file, erasureFile(env.dataFolder)], options.erasures)
  const wishes = { replace: options.replace ?? false, without, erasures: books.files }
  const found = { from: backup.told, erasureBooks: toldBooks(books, backup.book) }
  if (options.city !== undefined) {
    if (without.length > 0)
      throw new VmesteError(
        'VMESTE_RESTORE_WITHOUT',
        'One city is restored with the rows of all its modules: leave --without out. Nothing was changed',
      )
    const { restoreOneCity } = await import('../backup/restore-one-city.ts')
    const {
      backup: from,
      city,
      rows,
      files,
      erasedAgain,
      accountsLeftOut,
    } = await withDiskSaid(() => restoreOneCity(env, options.city!, backup.open, unsealing, wishes, sayProgress()))
    if (options.json)
      console.log(
        JSON.stringify({
          backup: from,
          city,
          rows,
          files,
          ...found,
          ...(erasedAgain ? { erasedAgain } : {}),
          ...(accountsLeftOut === undefined ? {} : { accountsLeftOut }),
        }),
      )
    else
      console.log(
        `${city} is back as of ${from.at}: ${rows} rows, ${files} files, counts and hashes agree. ${tellErased(erasedAgain)}${tellLeftOut(accountsLeftOut)}`.trim(),
      )
    return
  }
  const restored = await withDiskSaid(() => restoreWhole(env, backup.open, unsealing, wishes, sayProgress()))
  if (options.json) console.log(JSON.stringify({ ...restored, ...found }))
  else
    console.log(
      `Restored from ${backup.told}, counts and hashes agree. ${tellBackup(restored)}\n${tellErased(restored.erasedAgain)}${tellNoBook(books)}Start the platform.`,
    )
}
