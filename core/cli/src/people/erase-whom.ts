import type { Host } from '@vmeste/host'
import { VmesteError, type PersonSubject } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'
import { noteCommand } from './note-command.ts'
import { findPerson, inWords, type Whom } from './whom.ts'

export interface EraseOptions extends Whom {
  readonly yes?: true
  readonly json?: true
}

/**
 * Asks, erases somebody in every module, and writes it into the book of erasures, so that an older backup that is
 * restored erases them again.
 */
export async function eraseWhom({ yes, json, ...whom }: EraseOptions): Promise<void> {
  const [{ openPlatform }, { erasePerson }, { namesOf }, { unwrittenBooks, sayUnwritten }] = await Promise.all([
    import('../platform/open-platform.ts'),
    import('@vmeste/host/backup'),
    import('@vmeste/host/people'),
    import('../backup/tell-unwritten.ts'),
  ])
  const platform = await openPlatform(readEnv(), { inUse: 'share', logTo: 'stderr' })
  try {
    const { host } = platform
    const { subject, accounts, note } = await findPerson(host, whom)
    if (note !== undefined) console.error(note)
    if (whom.city === undefined) await warnOfAlone(host, subject)
    const where = whom.city === undefined ? ', in every city, and the account' : ` in ${whom.city}`
    if (
      !yes &&
      (json ||
        !(await (
          await import('../platform/say-yes.ts')
        ).saysYes(`Erase what is held about ${inWords(whom)}${where}, for good? (y/N) `)))
    )
      throw new VmesteError('VMESTE_ERASE_DECLINED', 'Nothing was erased: nobody said yes. Scripts say it with --yes')
    const book = (): Promise<void> =>
      host.erasures.record(
        host.storage.pool('core'),
        ...namesOf(subject).map((person) => ({
          kind: 'person' as const,
          person,
          ...(whom.city === undefined ? {} : { city: whom.city }),
        })),
      )
    await book()
    await noteCommand(host, subject, 'ERASE', whom.city)
    const erased = await erasePerson(host, subject, whom.city)
    // a backup that was made meanwhile has heard of the first and may hold the rows
    await book()
    const books = unwrittenBooks(await host.erasures.spread())
    sayUnwritten(json ? {} : books)
    if (json) console.log(JSON.stringify({ ...erased, accounts, ...books }))
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
}

/** Whoever runs the platform may leave a city without an administrator, and is told. */
async function warnOfAlone(host: Host, { keys }: PersonSubject): Promise<void> {
  const { citiesLeftAlone } = await import('@vmeste/host/people')
  const cities = host.store.all().map(({ city }) => city)
  for (const { slug } of await citiesLeftAlone(host.identity?.users, keys, cities))
    console.error(`Nobody else administers ${slug}: give it somebody, vmeste admin <name> --city ${slug}`)
}
