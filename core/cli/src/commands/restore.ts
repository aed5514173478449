import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import { withDiskSaid } from '../backup/restore-fault.ts'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  at?: string
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
      'what vmeste backup has written; or what VMESTE_BACKUP names, for a moment of the embedded database',
    )
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
      if (options.at !== undefined || (await isTarget(file))) {
        const { restoreAt } = await import('../backup/restore-at.ts')
        await withDiskSaid(() => restoreAt(file, options))
        return
      }
      const [
        { restoreWhole },
        { fromFile },
        { unsealingOf },
        { sayProgress },
        { tellBackup, tellErased, tellLeftOut },
        { erasureBooks, tellNoBook },
        { erasureFile },
      ] = await Promise.all([
        import('../backup/restore-whole.ts'),
        import('../backup/backup-file.ts'),
        import('../backup/seals.ts'),
        import('../backup/say-progress.ts'),
        import('../backup/tell-backup.ts'),
        import('../backup/erasure-books.ts'),
        import('@vmeste/host/backup'),
      ])
      const env = readEnv()
      const path = givenPath(file)
      const without =
        options.without
          ?.split(',')
          .map((module) => module.trim())
          .filter(Boolean) ?? []
      const [open, unsealing] = [await fromFile(path), await unsealingOf(env, options.key)]
      const books = await erasureBooks([erasureFile(dirname(path)), erasureFile(env.dataFolder)], options.erasures)
      const wishes = { replace: options.replace ?? false, without, erasures: books.files }
      if (options.city !== undefined) {
        if (without.length > 0)
          throw new VmesteError(
            'VMESTE_RESTORE_WITHOUT',
            'One city is restored with the rows of all its modules: leave --without out. Nothing was changed',
          )
        const { restoreOneCity } = await import('../backup/restore-one-city.ts')
        const { backup, city, rows, files, erasedAgain, accountsLeftOut } = await withDiskSaid(() =>
          restoreOneCity(env, options.city!, open, unsealing, wishes, sayProgress()),
        )
        if (options.json)
          console.log(
            JSON.stringify({
              backup,
              city,
              rows,
              files,
              erasureBooks: books.found,
              ...(erasedAgain ? { erasedAgain } : {}),
              ...(accountsLeftOut === undefined ? {} : { accountsLeftOut }),
            }),
          )
        else
          console.log(
            `${city} is back as of ${backup.at}: ${rows} rows, ${files} files, counts and hashes agree. ${tellErased(erasedAgain)}${tellLeftOut(accountsLeftOut)}`.trim(),
          )
        return
      }
      const restored = await withDiskSaid(() => restoreWhole(env, open, unsealing, wishes, sayProgress()))
      if (options.json) console.log(JSON.stringify({ ...restored, erasureBooks: books.found }))
      else
        console.log(
          `Restored, counts and hashes agree. ${tellBackup(restored)}\n${tellErased(restored.erasedAgain)}${tellNoBook(books)}Start the platform.`,
        )
    })

/** A folder or a bucket holds many copies; a backup is a file. */
const isTarget = async (given: string): Promise<boolean> =>
  given.startsWith('s3://') ||
  (await stat(givenPath(given)).then(
    (found) => found.isDirectory(),
    () => false,
  ))
