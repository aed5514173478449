import { stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  to: string[]
  unsealed?: true
  json?: true
}

/** `vmeste backup /backup/monday.backup`: everything in one file, beside a running host or without one. */
export const backupCommand = (): Command =>
  new Command('backup')
    .description(
      'Write one file with everything: all cities, their photos, the secret, added modules; beside a running host or without one',
    )
    .argument('<file>', 'must not exist yet')
    .option(
      '--to <key>',
      'seal to a public key of age (age1…) instead of to VMESTE_BACKUP_PASSPHRASE; may be said again',
      (key: string, keys: string[]) => [...keys, key],
      [],
    )
    .option('--unsealed', 'leave it open: whoever has the file has everything')
    .option('--json', 'one JSON value')
    .action(async (file: string, options: Options) => {
      const [
        { writeBackup },
        { bucketBook, noteByHand },
        { openDatabase },
        { intoFile },
        { sealingOf },
        { sayProgress },
        { tellBackup },
        { bringErasures },
        unwritten,
      ] = await Promise.all([
        import('@vmeste/host/backup'),
        import('@vmeste/host/backup-schedule'),
        import('../platform/open-database.ts'),
        import('../backup/backup-file.ts'),
        import('../backup/seals.ts'),
        import('../backup/say-progress.ts'),
        import('../backup/tell-backup.ts'),
        import('../backup/bring-erasures.ts'),
        import('../backup/tell-unwritten.ts'),
      ])
      if (/^s3:/i.test(file))
        throw new VmesteError(
          'VMESTE_BACKUP_FILE',
          'A backup by hand goes into a file. Into a bucket copies go on their own: set VMESTE_BACKUP',
        )
      const env = readEnv()
      const path = givenPath(file)
      const sealing = sealingOf(env, { to: options.to, unsealed: options.unsealed ?? false })
      const summary = await openDatabase(env, { inUse: 'share' }, {}, async ({ url, secret, stop }) => {
        try {
          const started = performance.now()
          const written = await intoFile(path, (sink) =>
            writeBackup({ ownerUrl: url, secret, dataFolder: env.dataFolder }, sink, sealing, sayProgress()),
          )
          const books = unwritten.unwrittenBooks(
            await bringErasures(url, env.dataFolder, dirname(path), bucketBook(env.backup.target)),
          )
          const { size } = await stat(path)
          if (!(await noteByHand(url, new Date(), { bytes: size, tookMs: performance.now() - started }))) {
            process.stderr.write(
              '  … it could not be noted in the database: vmeste status will not know of this backup\n',
            )
          }
          return { ...written, ...books }
        } finally {
          await stop()
        }
      })
      unwritten.sayUnwritten(options.json ? {} : summary)
      if (options.json) console.log(JSON.stringify({ file: path, ...summary }))
      else
        console.log(
          `${path} is written. ${tellBackup(summary)}${'unsealed' in sealing ? '\nIt is not sealed: whoever has it has everything.' : ''}`,
        )
    })

/** `vmeste backup-key /safe/vmeste.key`: a pair of keys; only the public half is needed where backups are made. */
export const backupKeyCommand = (): Command =>
  new Command('backup-key')
    .description(
      'Make a pair of keys for backups: the private half into a file that is kept away from the server, the public half on the screen',
    )
    .argument('<file>', 'for the private half; must not exist yet')
    .option('--json', 'one JSON value')
    .action(async (file: string, { json }: { json?: true }) => {
      const { makeBackupKey } = await import('@vmeste/host/backup')
      const { identity, recipient } = await makeBackupKey()
      const path = givenPath(file)
      await writeFile(path, `# public key: ${recipient}\n${identity}\n`, { flag: 'wx', mode: 0o600 }).catch(
        async (cause: NodeJS.ErrnoException) => {
          if (cause.code === 'ENOENT') throw (await import('../backup/backup-file.ts')).noFolder(path, cause)
          throw new VmesteError('VMESTE_BACKUP_FILE', `${path} cannot be written: ${(cause as Error).message}`, {
            cause,
          })
        },
      )
      if (json) console.log(JSON.stringify({ file: path, recipient }))
      else
        console.log(
          `${recipient}\nThe private half is in ${path}. Take it away from this machine: without it no backup that is sealed to this key can be opened, by anybody.`,
        )
    })
