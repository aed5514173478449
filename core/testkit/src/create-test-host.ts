import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { civicPlugin } from '@vmeste/civic'
import { createHost, hostLogger, type Host, type HostOptions, type NewCity } from '@vmeste/host'
import type { StorageUnit } from '@vmeste/host/storage'
import type { Ctx, Plugin } from '@vmeste/sdk'
import { FakeClock } from './fake-clock.ts'
import { fakeIdentity } from './fake-identity.ts'
import { createTestDatabase, testSecret } from './test-database.ts'

export interface TestHostOptions {
  /** Owner's URL of the run's PostgreSQL: `inject('postgres')` in a `.db.test.ts`. */
  readonly postgres: string
  readonly modules?: readonly Plugin[]
  readonly cities?: readonly NewCity[]
  /** Default: a free one. Needed where the origin must be known before. */
  readonly port?: number
  /** Where the fake clock starts. */
  readonly now?: string
  readonly units?: readonly StorageUnit[]
  /** Anything of the host that a test wants otherwise: a real identity, a portal. */
  readonly host?: Partial<HostOptions>
}

export interface GraphOptions {
  /** User name at the fake identity (`operator.uzda`), or a real bearer; a guest unless given. */
  readonly as?: string
  readonly device?: string
  readonly lang?: 'ru' | 'be' | 'en'
  readonly headers?: Record<string, string>
}
export interface GraphReply<Data> {
  readonly status: number
  readonly data: Data
  readonly errors?: {
    message: string
    path?: (string | number)[]
    extensions: { code: string } & Record<string, unknown>
  }[]
}

export interface TestHost {
  readonly host: Host
  readonly url: string
  readonly databaseUrl: string
  readonly clock: FakeClock
  readonly dataFolder: string
  /** Lines the host logged. */
  readonly log: string[]
  /** Asks a city's graph over real HTTP. */
  graph<Data = Record<string, unknown>>(
    city: string,
    query: string,
    variables?: Record<string, unknown>,
    options?: GraphOptions,
  ): Promise<GraphReply<Data>>
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** What a module gets in a city when nobody but the platform acts. */
  ctxIn(city: string, plugin: string): Ctx
  stop(): Promise<void>
}

export const uzda: NewCity = {
  slug: 'uzda',
  name: { ru: 'Узда', be: 'Узда', en: 'Uzda' },
  numberPrefix: 'УЗ',
  centre: { lat: 53.4627, lon: 27.2138 },
  brand: { colour: '#1d4d3c', onColour: '#ffffff' },
}
export const zhodino: NewCity = {
  slug: 'zhodino',
  name: { ru: 'Жодино', be: 'Жодзіна', en: 'Zhodzina' },
  numberPrefix: 'ЖО',
  centre: { lat: 54.0985, lon: 28.3331 },
  brand: { colour: '#1f4f8b', onColour: '#ffffff' },
}

/**
 * A whole host on a fresh database, listening on a free port, with a clock that stands still.
 *
 * @example const city = await createTestHost({ postgres: inject('postgres'), modules: [appeals] })
 */
export async function createTestHost(options: TestHostOptions): Promise<TestHost> {
  const civic = options.host?.civic ?? civicPlugin({ mailLater: true })
  const modules = options.modules ?? []
  const units = options.units ?? []
  const database = await createTestDatabase(options.postgres, [civic, ...modules], units)
  const dataFolder = await mkdtemp(join(tmpdir(), 'vmeste-host-'))
  const clock = new FakeClock(options.now ?? '2026-04-16T15:42:00Z')
  const log: string[] = []
  const host = await createHost({
    databaseUrl: database.url,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder,
    civic,
    modules,
    units,
    clock,
    logger: hostLogger(
      { level: 'info' },
      {
        write: (line: string) => {
          log.push(line)
        },
      },
    ),
    identity: async () => fakeIdentity,
    ...options.host,
    eventsTuning: { jobsByClock: false, ...options.host?.eventsTuning },
  })
  for (const city of options.cities ?? [uzda, zhodino])
    await host.createCity(
      city,
      modules.map((module) => module.id),
    )
  const url = `http://127.0.0.1:${await host.listen(options.port ?? 0)}`

  return {
    host,
    url,
    databaseUrl: database.url,
    clock,
    dataFolder,
    log,
    fetch: (path, init) => fetch(url + path, init),
    ctxIn: (city, plugin) =>
      host.systemScope(host.store.bySlug(city)!.city.id, 'test').ctx(host.registry.find(plugin)!),
    graph: async <Data>(
      city: string,
      query: string,
      variables: Record<string, unknown> = {},
      { as, device, lang, headers }: GraphOptions = {},
    ) => {
      const response = await fetch(`${url}/c/${city}/graphql`, {
        method: 'POST',
        body: JSON.stringify({ query, variables }),
        headers: {
          'content-type': 'application/json',
          'accept-language': lang ?? 'ru',
          ...(as ? { authorization: `Bearer ${as}` } : {}),
          ...(device ? { 'x-device': device } : {}),
          ...headers,
        },
      })
      return { status: response.status, ...((await response.json()) as { data: Data }) }
    },
    stop: async () => {
      await host.stop()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}
