import { Container, type ServiceIdentifier } from 'inversify'
import type { Kysely } from 'kysely'
import { join } from 'node:path'
import { Cities, Clock, VmesteError, type LiveEvent, type Plugin, type ServiceScope, type Token } from '@vmeste/sdk'
import { runAs } from '../health/acting-module.ts'
import { UnitCityDb } from '../storage/city-transaction.ts'
import type { ModuleCalls } from '../health/module-calls.ts'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import { readSettings } from '../settings/read-settings.ts'
import { secretBox } from '../settings/secret-fields.ts'
import type { CitySnapshot } from './city-snapshot.ts'
import { checkEvent } from './module-ctx.ts'
import { NearCities } from './near-cities.ts'

/** What every city's runtime shares: made once in the composition root. */
export interface RuntimeParts {
  readonly registry: PluginRegistry
  readonly hostContainer: Container
  readonly clock: Clock
  readonly origin: string
  readonly dataFolder: string
  key(purpose: string): Buffer
  kyselyOf(unit: string, city: number): Kysely<unknown>
  live(city: number, types: readonly string[]): AsyncIterable<LiveEvent>
  readonly wake: () => void
  readonly calls: ModuleCalls
}

/** Ports that the platform itself gives to every module. */
const ofThePlatform = new Set<Token<unknown>>([Clock, Cities])

/** A snapshot at work: its service container and database doors. Lives exactly as long as the snapshot. */
export class CityRuntime {
  readonly snapshot: CitySnapshot
  readonly container: Container
  readonly #parts: RuntimeParts
  readonly #kyselys = new Map<string, Kysely<unknown>>()
  /** Which module bound a token: its own is always at hand, another's is a port that must be declared. */
  readonly #owners = new Map<Token<unknown>, string>()
  /** Modules whose services could not be set up: each answers with its own error, and hurts nobody else. */
  readonly #broken = new Map<string, unknown>()
  readonly #opened = new Set<string>()
  readonly #settings = new Map<string, Readonly<Record<string, unknown>>>()

  /** @param all runtimes of every city, this one as well */
  constructor(snapshot: CitySnapshot, parts: RuntimeParts, all: () => Iterable<CityRuntime> = () => []) {
    this.snapshot = snapshot
    this.#parts = parts
    this.container = new Container({ parent: parts.hostContainer })
    this.container.bind(Cities).toConstantValue(new NearCities(snapshot.city, all))
    for (const plugin of parts.registry.activeIn(snapshot.enabled)) this.#open(plugin)
  }

  #open(plugin: Plugin): void {
    this.#opened.add(plugin.id)
    try {
      runAs(plugin.id, () => plugin.services?.(this.#scopeFor(plugin)))
    } catch (error) {
      if (!this.registry.installed.has(plugin.id)) throw error
      this.#broken.set(plugin.id, error)
    }
  }

  /** @throws what the module threw when its services were set up */
  requireWhole(plugin: Plugin): void {
    if (this.#broken.has(plugin.id)) throw this.#broken.get(plugin.id)
  }

  get registry(): PluginRegistry {
    return this.#parts.registry
  }
  get clock(): Clock {
    return this.#parts.clock
  }
  get origin(): string {
    return this.#parts.origin
  }
  get wake(): () => void {
    return this.#parts.wake
  }
  get calls(): ModuleCalls {
    return this.#parts.calls
  }

  /**
   * @throws VmesteError `VMESTE_PORT_UNDECLARED` for what is neither the module's own nor in its `uses`, and for what no
   *   module gets
   */
  service<T>(plugin: Plugin, token: Token<T>): T {
    // what it holds about people is told and erased while it is off, too
    if (!this.#opened.has(plugin.id)) this.#open(plugin)
    const owner = this.#owners.get(token)
    // what the host tells the services that are always there is for no module: people's addresses are in it
    if (owner === 'core' && this.registry.installed.has(plugin.id))
      throw new VmesteError(
        'VMESTE_PORT_UNDECLARED',
        `Module "${plugin.id}" asks for ${token.name}, which is for the platform's own services alone; whom the city employs says Directory`,
      )
    if (owner !== undefined && owner !== plugin.id && !plugin.uses?.includes(token)) {
      throw new VmesteError(
        'VMESTE_PORT_UNDECLARED',
        `Module "${plugin.id}" asks for ${token.name}, which is not in its "uses"; add it there, so that whoever installs the module sees it`,
      )
    }
    return this.container.get<T>(token as ServiceIdentifier<T>)
  }

  live(types: readonly string[]): AsyncIterable<LiveEvent> {
    return this.#parts.live(this.snapshot.city.id, types)
  }

  kyselyOf(unit: string): Kysely<unknown> {
    const known = this.#kyselys.get(unit)
    if (known) return known
    const made = this.#parts.kyselyOf(unit, this.snapshot.city.id)
    this.#kyselys.set(unit, made)
    return made
  }

  /** Stored settings with the schema's defaults filled in and secrets opened. */
  settingsOf(plugin: Plugin): Readonly<Record<string, unknown>> {
    const known = this.#settings.get(plugin.id)
    if (known) return known
    const made = Object.freeze(
      readSettings(
        plugin.settings,
        this.snapshot.settingsOf(plugin.id),
        secretBox(this.#parts.key('settings'), this.snapshot.city.id, plugin.id),
      ).values,
    )
    this.#settings.set(plugin.id, made)
    return made
  }

  /** Bindings are singletons of this city and this snapshot: none can outlive either or leak to a neighbour. */
  #scopeFor(plugin: Plugin): ServiceScope {
    const { container } = this
    const parts = this.#parts
    const openSettings = () => this.settingsOf(plugin)
    const openDb = (): UnitCityDb<unknown> =>
      new UnitCityDb<unknown>({
        kysely: this.kyselyOf(plugin.id),
        schema: plugin.storage?.schema ?? plugin.id,
        actor: `system:${plugin.id}`,
        now: () => parts.clock.now(),
        wake: parts.wake,
        checkEvent: (event) => checkEvent(plugin, event),
      })
    return {
      bind: <T>(token: Token<T>, make: () => T) => {
        const owner = this.#owners.get(token)
        if (owner !== undefined || ofThePlatform.has(token))
          throw new VmesteError(
            'VMESTE_SERVICE_TWICE',
            `Module "${plugin.id}" binds ${token.name}, which "${owner ?? 'core'}" has bound already`,
          )
        this.#owners.set(token, plugin.id)
        container
          .bind<T>(token as ServiceIdentifier<T>)
          .toDynamicValue(make)
          .inSingletonScope()
      },
      get: (token) => this.service(plugin, token),
      city: this.snapshot.city,
      clock: parts.clock,
      origin: parts.origin,
      key: (purpose) => parts.key(`${plugin.id}/${purpose}`),
      folder: join(parts.dataFolder, plugin.id),
      get settings() {
        return openSettings()
      },
      get db() {
        return openDb()
      },
    }
  }
}
