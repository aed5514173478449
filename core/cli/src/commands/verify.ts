import { Command } from 'commander'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'

/** `vmeste verify monday.backup`: reads all of it and says what is in it. Needs no database. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description(
      'Read a backup to its end, hold everything in it to its hashes, and say what is in it; without a database',
    )
    .argument('<file>', 'what vmeste backup has written')
    .option('--key <file>', 'private key, where it is sealed to one; else VMESTE_BACKUP_PASSPHRASE')
    .option('--json', 'one JSON value')
    .action(async (file: string, { key, json }: { key?: string; json?: true }) => {
      const [{ readBackup }, { fromFile }, { unsealingOf }, { sayProgress }, { tellBackup }] = await Promise.all([
        import('@vmeste/host/backup'),
        import('../backup/backup-file.ts'),
        import('../backup/seals.ts'),
        import('../backup/say-progress.ts'),
        import('../backup/tell-backup.ts'),
      ])
      const open = await fromFile(givenPath(file))
      const summary = await readBackup(open(), await unsealingOf(readEnv(), key), {}, sayProgress())
      if (json) console.log(JSON.stringify(summary))
      else console.log(`${givenPath(file)} is whole. ${tellBackup(summary)}`)
    })
