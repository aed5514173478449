import { createWriteStream } from 'node:fs'
import { access, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import type { CityExport, HoldingsOfCity, RemovalSteps } from '@vmeste/host/removal'
import type { IdentityPort } from '@vmeste/host/identity'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'
import { asking } from '../platform/say-yes.ts'

interface Options {
  export?: string
  yes?: string
  json?: true
}

/** `vmeste city remove luban`: says what goes, offers an export, and has the slug typed. */
export async function remove(slug: string, options: Options): Promise<void> {
  const [
    { withAccounts },
    { holdingsOfCity, removeCity, exportCity },
    { pictureFolders },
    { spreadErasures },
    { unwrittenBooks, sayUnwritten },
  ] = await Promise.all([
    import('../platform/open-accounts.ts'),
    import('@vmeste/host/removal'),
    import('@vmeste/civic'),
    import('@vmeste/host/backup'),
    import('../backup/tell-unwritten.ts'),
  ])
  const env = readEnv()
  await withAccounts(env, async ({ storage, ownerUrl, identity, erasureKey }) => {
    const foldersOf = (of: string): readonly string[] => pictureFolders(join(env.dataFolder, 'files', 'civic'), of)
    const parts = { storage, ownerUrl, foldersOf, erasureKey }
    const held = await holdingsOfCity(parts, slug)
    if (!options.json) console.log(whatGoes(held))
    const to = await agreed(slug, options)
    const target = to === undefined ? undefined : await openTarget(to)
    try {
      let exported: CityExport | undefined
      const steps: RemovalSteps = {
        ...(target
          ? {
              before: async (doors, city) => {
                exported = await target.write((sink) => exportCity(doors, city, foldersOf(slug), new Date(), sink))
              },
            }
          : {}),
        ...(env.keycloak ? { withdraw: (of) => withdrawAll(identity, of) } : {}),
      }
      const taken = await removeCity(parts, slug, steps)
      const books = unwrittenBooks(await spreadErasures(storage.pool('core'), env.dataFolder))
      sayUnwritten(options.json ? {} : books)
      const kept = exported && { file: to, rows: exported.rows, files: exported.files }
      if (options.json) console.log(JSON.stringify({ ...held, taken, ...(kept ? { export: kept } : {}), ...books }))
      else {
        if (kept) console.log(`Written to ${kept.file}: ${kept.rows} rows and ${kept.files} files.`)
        console.log(`Taken away: ${taken.rows} rows, ${taken.files} files, ${taken.accounts} accounts.`)
      }
    } finally {
      await target?.drop()
    }
  })
}

/** Where the export goes, once the slug has been said a second time. @throws VmesteError `VMESTE_CITY_DECLINED` */
async function agreed(slug: string, { export: file, yes, json }: Options): Promise<string | undefined> {
  const declined = (): VmesteError =>
    new VmesteError('VMESTE_CITY_DECLINED', `Nothing was taken away: nobody typed ${slug}. Scripts say --yes ${slug}`)
  if (yes !== undefined || json) {
    if (yes !== slug) throw declined()
    return file === undefined ? undefined : givenPath(file)
  }
  return asking(async (ask) => {
    const wanted = file ?? (await ask('Write everything of it into a file first? Its name, or Enter for none: '))
    if ((await ask(`To take the city away for good, type ${slug}: `)) !== slug) throw declined()
    return wanted === '' ? undefined : givenPath(wanted)
  })
}

interface Target {
  write(work: (sink: Writable) => Promise<CityExport>): Promise<CityExport>
  drop(): Promise<void>
}

/**
 * A file that has its name only once it is whole; whether it can be written is found out before anything happens to the
 * city.
 */
async function openTarget(to: string): Promise<Target> {
  const half = `${to}.part`
  const refused = (cause: unknown, and: string): VmesteError =>
    new VmesteError('VMESTE_CITY_EXPORT', `${to} cannot be written (${(cause as Error).message}). ${and}`, { cause })
  const untouched = 'Nothing was changed: name another file'
  if (
    await access(to).then(
      () => true,
      () => false,
    )
  )
    throw refused(new Error('there is such a file'), untouched)
  // left by a call that was killed: this one is called once more in the same words
  await rm(half, { force: true }).catch(() => undefined)
  await writeFile(half, '', { flag: 'wx', mode: 0o600 }).catch((cause: unknown) => {
    throw refused(cause, untouched)
  })
  return {
    drop: () => rm(half, { force: true }),
    async write(work) {
      try {
        const made = await work(createWriteStream(half, { flush: true }))
        await rename(half, to)
        return made
      } catch (cause) {
        throw refused(
          cause,
          'The city is closed and nothing of it was deleted: call it once more with another file, or without one',
        )
      }
    },
  }
}

/** Where accounts are a Keycloak's they stay there; their roles in the city go. */
async function withdrawAll({ users }: IdentityPort, city: string): Promise<void> {
  for (let after = ''; ;) {
    const page = await users.list({ city, after, limit: 100 })
    for (const { username, cityRoles } of page) {
      for (const role of cityRoles.filter((each) => each.city === city)) await users.withdraw(username, role)
    }
    if (page.length < 100) return
    after = page.at(-1)!.username
  }
}

const whatGoes = ({ slug, name, rows, files, accounts, staying, tables, leaving }: HoldingsOfCity): string =>
  [
    `${name} (/c/${slug}/)${leaving ? ', which somebody has begun to remove' : ''}:`,
    `  · ${rows} rows in ${Object.keys(tables).length} tables, ${files} files`,
    `  · ${accounts} accounts of people who belong to it alone`,
    ...(staying > 0
      ? [`  · ${staying} people lose their role in it and keep their account: they are needed elsewhere`]
      : []),
  ].join('\n')
