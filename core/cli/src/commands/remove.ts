import { Command } from 'commander'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  export?: string
  purge?: true
  force?: true
  json?: true
}

/** `vmeste remove stray-animals --export rows.jsonl`: an added module goes, and what it kept is written down before. */
export const removeCommand = (): Command =>
  new Command('remove')
    .description('Take an added module out of this installation; its rows stay unless --purge is given')
    .argument('<id>', 'of a module that vmeste add has brought')
    .option('--export <file>', 'write every row it keeps, of all cities, as JSON Lines; the file must not exist')
    .option('--purge', 'delete every row it keeps, of all cities, for good; needs --export')
    .option('--force', 'though it is on in a city while a host runs, or though the database cannot be asked')
    .option('--json', 'one JSON value')
    .action(async (id: string, options: Options) => {
      const { removeModule } = await import('../module/remove-module.ts')
      const removed = await removeModule(readEnv(), id, {
        purge: options.purge ?? false,
        force: options.force ?? false,
        ...(options.export === undefined ? {} : { exportTo: givenPath(options.export) }),
      })
      if (options.json) console.log(JSON.stringify(removed))
      else {
        console.log(
          [
            `${id} is taken out. Restart the hosts one by one.`,
            ...(removed.exported === undefined ? [] : [`${removed.exported} rows are in ${options.export}.`]),
            removed.purged === undefined
              ? 'Its rows are still in the database, should it come back.'
              : `${removed.purged} rows were deleted.`,
            ...(removed.wasOn.length === 0
              ? []
              : [`It was on in ${removed.wasOn.join(', ')}: added again, it is on there again.`]),
          ].join('\n'),
        )
      }
    })
