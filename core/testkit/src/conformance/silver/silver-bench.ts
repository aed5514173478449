import { join } from 'node:path'
import type { GraphQLSchema } from 'graphql'
import type { Plugin } from '@vmeste/sdk'
import { createTestHost, uzda, zhodino, type TestHost } from '../../create-test-host.ts'
import type { RuleSubject } from '../rule.ts'
import { recordedOperations, type RecordedOperation } from '../bench/recorded-operations.ts'
import { once } from '../workbench.ts'
import { rootFields } from '../rules/guarded.ts'
import { ForeignContent, namesIn, type Names } from './bench/foreign-content.ts'
import type { CityDump } from './bench/dump-city.ts'
import type { Furnishing } from './furnishing.ts'
import { furnishCity, silverCity, type FurnishedCity } from './silver-city.ts'
import { silverIdentity } from './silver-identity.ts'

export interface SilverOptions {
  /** Folder of the module's package: its recorded operations and `test/rights.md` are read there. */
  readonly folder: string
  readonly furnishing: Furnishing
}

/** What a silver rule looks at: a module that runs in two furnished cities. */
export interface SilverBench extends RuleSubject {
  readonly folder: string
  readonly furnishing: Furnishing
  /** Its recorded documents. */
  readonly operations: readonly RecordedOperation[]
  /** Two furnished cities on one host; made once, when the first rule asks. */
  readonly town: () => Promise<SilverTown>
  readonly close: () => Promise<void>
}

export interface SilverTown {
  readonly host: TestHost
  readonly schema: GraphQLSchema
  /** Names of the module's own root fields. */
  readonly own: ReadonlySet<string>
  /** Where those who ask are at home. */
  readonly home: FurnishedCity
  /** Whose rows, links and files nobody at home may see. */
  readonly away: FurnishedCity
  readonly foreign: ForeignContent
  readonly names: Names
  /** One role for each set of rights that the module tells apart, `guest` and `citizen` among them. */
  readonly roles: readonly string[]
}

/** @param postgres owner's URL of a PostgreSQL in which databases may be made */
export function openSilverBench(plugin: Plugin, options: SilverOptions, postgres: string): SilverBench {
  const { folder, furnishing } = options
  const operations = recordedOperations(folder)
  const town = once(
    () => openTown({ plugin, furnishing, postgres, folders: operations.length > 0 ? [folder] : [] }),
    'silver/furnished',
  )
  return {
    plugin,
    folder,
    furnishing,
    operations,
    waiting: new Map(),
    town: town.get,
    close: async () => {
      await town.made?.then(
        ({ host }) => host.stop(),
        () => undefined,
      )
    },
  }
}

interface TownOptions {
  readonly plugin: Plugin
  readonly furnishing: Furnishing
  readonly postgres: string
  readonly folders: readonly string[]
}

async function openTown({ plugin, furnishing, postgres, folders }: TownOptions): Promise<SilverTown> {
  const { companions = [] } = furnishing
  const host = await createTestHost({
    postgres,
    modules: [...companions, plugin],
    // alike in everything that is not a name, so that one answer can be held against the other
    cities: [
      { ...uzda, demonstration: true },
      { ...zhodino, centre: uzda.centre, demonstration: true },
    ],
    host: { packageFolders: folders, identity: async () => silverIdentity(rolesOf([...companions, plugin])) },
  })
  try {
    const home = await furnishCity(silverCity(host, 'uzda', 'UZ', 'МЕТКА-УЗДА'), [furnishing])
    const away = await furnishCity(silverCity(host, 'zhodino', 'ZH', 'МЕТКА-ЖОДИНО'), [furnishing])
    const [own, theirs] = await Promise.all([home.dump(), away.dump()])
    return {
      host,
      schema: schemaIn(host, 'uzda'),
      own: new Set(rootFields(plugin).map(({ field }) => field.name.value)),
      home,
      away,
      foreign: foreignOf(away, theirs, own),
      names: namesIn(theirs, away.known),
      roles: rolesApart(plugin),
    }
  } catch (error) {
    await host.stop()
    throw error
  }
}

export const foreignOf = (city: FurnishedCity, theirs: CityDump, own: CityDump): ForeignContent =>
  new ForeignContent(theirs, own, city.known, city.city.mark)

export const schemaIn = ({ host }: TestHost, slug: string): GraphQLSchema =>
  host.graphs.for(host.store.bySlug(slug)!).graph.schema

/** The page of a module that says who may ask for what. */
export const rightsFile = (folder: string): string => join(folder, 'test/rights.md')

/** Every role that a permission is given to, and those that staff have anyway. */
export const rolesOf = (plugins: readonly Plugin[]): string[] => [
  ...new Set([
    'citizen',
    'operator',
    'executor',
    'head',
    'city-admin',
    ...plugins.flatMap(({ permissions = {} }) => Object.values(permissions).flatMap((each) => each.default)),
  ]),
]

/** Roles with different rights in a module: whoever may do the same there is asked for once. */
function rolesApart({ permissions = {} }: Plugin): string[] {
  const byRights = new Map<string, string>()
  for (const role of rolesOf([{ permissions } as Plugin])) {
    const rights = Object.keys(permissions).filter((name) => permissions[name]!.default.includes(role))
    const key = rights.join(' ')
    if (rights.length > 0 && !byRights.has(key)) byRights.set(key, role)
  }
  return ['guest', 'citizen', ...byRights.values()]
}
