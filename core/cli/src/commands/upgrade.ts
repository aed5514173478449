import { join } from 'node:path'
import { Command } from 'commander'
import type { Upgraded } from '../upgrade/upgrade.ts'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  dryRun?: true
  keep?: string
  kept?: true
  to: string[]
  unsealed?: true
  rest?: true
  json?: true
}

/** `vmeste upgrade`: keeps what leads back, looks, migrates, and says how to go back. */
export const upgradeCommand = (): Command =>
  new Command('upgrade')
    .description('Bring the data to this version: keep what leads back, look, migrate, and say how to go back')
    .option(
      '--dry-run',
      'only look: what would be migrated, room on the disk, modules; an embedded database is migrated on a copy that is thrown away',
    )
    .option('--keep <folder>', 'where to keep what leads back; without it the folder "before" in the data folder')
    .option('--kept', 'an outer database that you have copied by your own means: keep nothing')
    .option(
      '--to <key>',
      'seal the backup of an outer database to a public key of age (age1…) instead of to VMESTE_BACKUP_PASSPHRASE; may be said again',
      (key: string, keys: string[]) => [...keys, key],
      [],
    )
    .option('--unsealed', 'leave that backup open: whoever has the file has everything')
    .option('--rest', 'let modules rest that do not go with this version')
    .option('--json', 'one JSON value')
    .action(async (options: Options) => {
      const { upgrade } = await import('../upgrade/upgrade.ts')
      const env = readEnv()
      const done = await upgrade(env, {
        keep: options.keep === undefined ? join(env.dataFolder, 'before') : givenPath(options.keep),
        dryRun: options.dryRun ?? false,
        kept: options.kept ?? false,
        to: options.to,
        unsealed: options.unsealed ?? false,
        rest: options.rest ?? false,
        say: (line) => {
          ;(options.json ? console.error : console.log)(line)
        },
      })
      if (options.json) console.log(JSON.stringify(done))
      else console.log(told(done, options.dryRun ?? false))
    })

function told({ from, to, applied, pending, kept, back }: Upgraded, dryRun: boolean): string {
  if (from === undefined) return `Nothing to update. Start the platform.`
  if (dryRun)
    return `${pending.length === 0 ? 'Nothing would be migrated' : `${pending.length} migrations would be applied`}. Nothing was changed.`
  const lines = [`The data is of ${to} now: ${applied.length} migrations applied. Start the platform.`]
  const place = kept.how === 'folder' ? kept.copy : 'file' in kept ? kept.file : undefined
  if (place !== undefined)
    lines.push(`Kept for the way back: ${place}. Delete it when nobody wants to go back any more.`)
  if (back.length > 0)
    lines.push(`To go back to ${from}, stop the platform and, in its folder; what was written since is lost then:`)
  lines.push(...back.map((line) => `  ${line}`))
  return lines.join('\n')
}
