import { Command } from 'commander'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  copy?: string
  list?: true
  key?: string
  json?: true
}

/** `vmeste verify monday.backup`: reads all of it and says what is in it. Needs no database. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description(
      'Read a backup to its end, hold everything in it to its hashes, and say what is in it; without a database',
    )
    .argument('<file>', 'what vmeste backup has written; or a folder or bucket (s3://…) of VMESTE_BACKUP')
    .option('--copy <which>', 'of a folder or bucket: latest (as without it), a day (2026-11-29), or the name of one')
    .option('--list', 'only say which copies a folder or bucket holds')
    .option('--key <file>', 'private key, where it is sealed to one; else VMESTE_BACKUP_PASSPHRASE')
    .option('--json', 'one JSON value')
    .action(async (given: string, { copy, list, key, json }: Options) => {
      if (list) {
        const { listCopies } = await import('../backup/list-copies.ts')
        await listCopies(given, { json: json ?? false })
        return
      }
      const [{ readBackup }, { withBackup }, { copyPlaceOf }, { unsealingOf }, { sayProgress }, { tellBackup }] =
        await Promise.all([
          import('@vmeste/host/backup'),
          import('../backup/named-backup.ts'),
          import('../backup/copy-place.ts'),
          import('../backup/seals.ts'),
          import('../backup/say-progress.ts'),
          import('../backup/tell-backup.ts'),
        ])
      const place = await copyPlaceOf(given)
      place?.target.close()
      const wanted = copy ?? place?.copy ?? (place ? 'latest' : undefined)
      await withBackup(given, wanted, async ({ told, open }) => {
        const summary = await readBackup(open(), await unsealingOf(readEnv(), key), {}, sayProgress())
        if (json) console.log(JSON.stringify({ from: told, ...summary }))
        else console.log(`${told} is whole. ${tellBackup(summary)}`)
      })
    })
