import { Command } from 'commander'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'

interface Options { replace?: true; without?: string; key?: string; json?: true }

/** `vmeste restore monday.backup`: brings a whole installation back while no host runs. */
export const restoreCommand = (): Command => new Command('restore')
  .description('Bring back what vmeste backup has written, into an empty database and data folder, while no host runs')
  .argument('<file>', 'what vmeste backup has written')
  .option('--replace', 'take away what is there, cities, accounts and files, for good')
  .option('--without <modules>', 'leave out the rows of modules that are not installed here, divided by commas')
  .option('--key <file>', 'private key, where it is sealed to one; else VMESTE_BACKUP_PASSPHRASE')
  .option('--json', 'one JSON value')
  .action(async (file: string, options: Options) => {
    const [{ restoreWhole }, { fromFile }, { unsealingOf }, { sayProgress }, { tellBackup }] = await Promise.all([
      import('../backup/restore-whole.ts'), import('../backup/backup-file.ts'), import('../backup/seals.ts'), import('../backup/say-progress.ts'), import('../backup/tell-backup.ts'),
    ])
    const env = readEnv()
    const path = givenPath(file)
    const without = options.without?.split(',').map((module) => module.trim()).filter(Boolean) ?? []
    const restored = await restoreWhole(env, await fromFile(path), await unsealingOf(env, options.key), { replace: options.replace ?? false, without }, sayProgress())
    if (options.json) console.log(JSON.stringify(restored))
    else console.log(`Restored, counts and hashes agree. ${tellBackup(restored)}\nStart the platform.`)
  })
