import { Command } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  city?: string
  yes?: true
  json?: true
}

/**
 * `vmeste erase vera`: what is held about one person goes, in every module, and stays gone when an older backup is
 * restored.
 */
export const eraseCommand = (): Command =>
  new Command('erase')
    .description(
      'Erase what modules hold about one person, and their account; also out of every backup that is restored later',
    )
    .argument('<person>', 'user name, or the key <issuer>|<id>')
    .option('--city <slug>', 'in this city alone; the account stays')
    .option('--yes', 'do not ask: for scripts')
    .option('--json', 'one JSON value; asks nothing, so it needs --yes')
    .action(async (who: string, { city, yes, json }: Options) => {
      const [{ openPlatform }, { erasePerson }, { unwrittenBooks, sayUnwritten }] = await Promise.all([
        import('../platform/open-platform.ts'),
        import('@vmeste/host/backup'),
        import('../backup/tell-unwritten.ts'),
      ])
      const platform = await openPlatform(readEnv(), { inUse: 'share', logTo: 'stderr' })
      try {
        const { host } = platform
        if (city !== undefined && !host.store.bySlug(city))
          throw new VmesteError('VMESTE_CITY_UNKNOWN', `There is no city "${city}" here`)
        const person = /^[^|]+\|[^|]+$/.test(who) ? who : (await host.identity!.users.find(who))?.key
        if (person === undefined)
          throw new VmesteError(
            'VMESTE_ERASE_UNKNOWN',
            `Nobody here has the user name "${who}". Give the key, <issuer>|<id>, of whoever has no account any more`,
          )
        if (
          !yes &&
          (json ||
            !(await (
              await import('../platform/say-yes.ts')
            ).saysYes(
              `Erase what is held about ${who}${city === undefined ? ', in every city, and the account' : ` in ${city}`}, for good? (y/N) `,
            )))
        )
          throw new VmesteError(
            'VMESTE_ERASE_DECLINED',
            'Nothing was erased: nobody said yes. Scripts say it with --yes',
          )
        const note = (): Promise<void> =>
          host.erasures.record(host.storage.pool('core'), {
            kind: 'person',
            person,
            ...(city === undefined ? {} : { city }),
          })
        await note()
        const erased = await erasePerson(host, person, city)
        // a backup that was made meanwhile has heard of the first and may hold the rows
        await note()
        const books = unwrittenBooks(await host.erasures.spread())
        sayUnwritten(json ? {} : books)
        if (json) console.log(JSON.stringify({ ...erased, ...books }))
        else
          console.log(
            `Erased: ${
              Object.entries(erased.rows)
                .map(([table, n]) => `${n} in ${table}`)
                .join(', ') || 'no rows'
            }${erased.account ? ', and the account' : ''}. A restore of an older backup erases it again.`,
          )
      } finally {
        await platform.stop()
      }
    })
