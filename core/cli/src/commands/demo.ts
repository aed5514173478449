import { join } from 'node:path'
import { Command } from 'commander'
import type { DemonstrationHoldings } from '@vmeste/host/demonstration'
import { VmesteError } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  yes?: true
  json?: true
}

/**
 * `vmeste demo remove`: the demonstration's cities, people and files go at once and for good; every other city stays as
 * it is.
 */
export const demoCommand = (): Command =>
  new Command('demo')
    .description('The demonstration: invented cities and people')
    .addCommand(
      new Command('remove')
        .description(
          'Take its cities, people and files away, beside a running host or without one: says what goes, and asks',
        )
        .option('--yes', 'do not ask: for scripts')
        .option('--json', 'one JSON value; asks nothing, so it needs --yes')
        .action(remove),
    )

async function remove(options: Options): Promise<void> {
  const [
    { withAccounts },
    { demonstrationHoldings, removeDemonstration },
    { pictureFolders },
    { unmarkTold },
    { spreadErasures },
    { bucketBook },
    { unwrittenBooks, sayUnwritten },
  ] = await Promise.all([
    import('../platform/open-accounts.ts'),
    import('@vmeste/host/demonstration'),
    import('@vmeste/civic'),
    import('../platform/told-mark.ts'),
    import('@vmeste/host/backup'),
    import('@vmeste/host/backup-schedule'),
    import('../backup/tell-unwritten.ts'),
  ])
  const env = readEnv()
  await withAccounts(env, async ({ storage, ownerUrl, erasureKey }) => {
    const parts = {
      storage,
      ownerUrl,
      erasureKey,
      foldersOf: (slug: string) => pictureFolders(join(env.dataFolder, 'files', 'civic'), slug),
    }
    const holdings = await demonstrationHoldings(parts)
    const isThere = holdings.cities.length > 0 || holdings.accounts > 0
    if (!options.json)
      console.log(isThere ? whatGoes(holdings) : 'There is no demonstration here: nothing to take away.')
    if (isThere && !options.yes && (options.json || !(await isMeant())))
      throw new VmesteError(
        'VMESTE_DEMO_DECLINED',
        'Nothing was taken away: nobody said yes. Scripts say it with --yes',
      )
    const taken = isThere ? await removeDemonstration(parts) : { rows: 0, files: 0 }
    const books = unwrittenBooks(
      await spreadErasures(storage.pool('core'), env.dataFolder, { elsewhere: bucketBook(env.backup.target) }),
    )
    sayUnwritten(options.json ? {} : books)
    await unmarkTold(env)
    const left = await demonstrationHoldings(parts)
    if (options.json)
      console.log(
        JSON.stringify({
          ...holdings,
          taken,
          left: { cities: left.cities.length, accounts: left.accounts, rows: rowsOf(left) },
          ...books,
        }),
      )
    else if (isThere)
      console.log(
        `Taken away: ${taken.rows} rows and ${taken.files} files. Left of it: ${rowsOf(left)} rows.${env.demonstration ? ' Start with VMESTE_DEMO=off from now on, or the next start tells it anew.' : ''}`,
      )
  })
}

const isMeant = async (): Promise<boolean> =>
  (await import('../platform/say-yes.ts')).saysYes('Take all of it away for good? (y/N) ')
const rowsOf = ({ tables }: DemonstrationHoldings): number => Object.values(tables).reduce((sum, n) => sum + n, 0)

const whatGoes = (holdings: DemonstrationHoldings): string =>
  [
    'The demonstration, and nothing else:',
    ...holdings.cities.map(({ slug, name, rows, files }) => `  · ${name} (/c/${slug}/): ${rows} rows, ${files} files`),
    `  · ${holdings.accounts} invented people`,
    `  ${rowsOf(holdings)} rows in ${Object.keys(holdings.tables).length} tables.`,
  ].join('\n')
