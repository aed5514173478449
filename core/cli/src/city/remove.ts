import { join } from 'node:path'
import type { CityExport, HoldingsOfCity, RemovalSteps } from '@vmeste/host/removal'
import type { IdentityPort } from '@vmeste/host/identity'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'
import { asking } from '../platform/say-yes.ts'
import { openTarget } from './export-target.ts'

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
    { bucketBook },
    { unwrittenBooks, sayUnwritten },
  ] = await Promise.all([
    import('../platform/open-accounts.ts'),
    import('@vmeste/host/removal'),
    import('@vmeste/civic'),
    import('@vmeste/host/backup'),
    import('@vmeste/host/backup-schedule'),
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
      const books = unwrittenBooks(
        await spreadErasures(storage.pool('core'), env.dataFolder, { elsewhere: bucketBook(env.backup.target) }),
      )
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
