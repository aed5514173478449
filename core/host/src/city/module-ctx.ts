import type {
  City,
  Clock,
  Ctx,
  Actor,
  Lang,
  LiveEvent,
  OutgoingEvent,
  Person,
  Plugin,
  ProvidedCapability,
  Text,
  Token,
} from '@vmeste/sdk'
import { VmesteError } from '@vmeste/sdk'
import { signInFirst } from '../problems/access.ts'
import { typesOf } from '../events/subscribers.ts'
import { UnitCityDb } from '../storage/city-transaction.ts'
import type { RequestScope } from './request-scope.ts'

let readScope: (ctx: ModuleCtx) => RequestScope

/** The request behind a `Ctx`, for the host's own fields: no property of the `Ctx` leads a module there. */
export function scopeOfCtx(ctx: Ctx): RequestScope {
  if (!(ctx instanceof ModuleCtx)) throw new Error('the core plugin runs inside the host only')
  return readScope(ctx)
}

/** What a resolver, a handler, a job or a route of one module gets: see `Ctx`. */
export class ModuleCtx implements Ctx {
  static {
    readScope = (ctx) => ctx.#scope
  }
  readonly #scope: RequestScope
  readonly #plugin: Plugin
  #db: UnitCityDb<unknown> | undefined

  constructor(scope: RequestScope, plugin: Plugin) {
    this.#scope = scope
    this.#plugin = plugin
  }

  get revision(): number {
    return this.#scope.snapshot.revision
  }
  get permissions(): Iterable<string> {
    return this.#scope.permissions === 'all' ? [] : this.#scope.permissions
  }

  get city(): City {
    return this.#scope.snapshot.city
  }
  get actor(): Actor {
    return this.#scope.actor
  }
  get lang(): Lang {
    return this.#scope.lang
  }
  get clock(): Clock {
    return this.#scope.runtime.clock
  }
  get requestId(): string {
    return this.#scope.requestId
  }
  get origin(): string {
    return this.#scope.runtime.origin
  }
  get settings(): Readonly<Record<string, unknown>> {
    return this.#scope.runtime.settingsOf(this.#plugin)
  }

  get db(): UnitCityDb<unknown> {
    return (this.#db ??= openDb(this.#scope, this.#plugin))
  }

  can(permission: string): boolean {
    return this.#scope.can(permission)
  }

  person(): Person {
    if (this.actor.kind !== 'person') throw signInFirst()
    return this.actor
  }

  use<T>(token: Token<T>): T {
    return this.#scope.runtime.service(this.#plugin, token)
  }
  say(text: Text): string {
    return text[this.lang]
  }
  live(types: readonly string[]): AsyncIterable<LiveEvent> {
    const { registry } = this.#scope.runtime
    const hears = new Set([
      ...Object.keys(this.#plugin.emits ?? {}),
      ...(this.#plugin.subscribes ?? []).flatMap((each) => typesOf(each, registry.all)),
    ])
    for (const type of types)
      if (!hears.has(type))
        throw new VmesteError(
          'VMESTE_EVENT_UNHEARD',
          `Module "${this.#plugin.id}" follows "${type}" live, but neither emits nor subscribes to it`,
        )
    return this.#scope.runtime.live(types)
  }
  capabilities<Implementation>(name: string): readonly ProvidedCapability<Implementation>[] {
    return this.#scope.capabilities<Implementation>(name)
  }
}

function openDb(scope: RequestScope, plugin: Plugin): UnitCityDb<unknown> {
  const { runtime } = scope
  if (!plugin.storage)
    throw new VmesteError('VMESTE_PLUGIN_NO_STORAGE', `Module "${plugin.id}" uses ctx.db but declares no storage`)
  return new UnitCityDb<unknown>({
    kysely: runtime.kyselyOf(plugin.id),
    schema: plugin.storage.schema,
    actor: actorKey(scope.actor),
    now: () => runtime.clock.now(),
    wake: runtime.wake,
    checkEvent: (event) => checkEvent(plugin, event),
  })
}

/**
 * A module speaks only in its own name and only what it has declared: a field that its schema does not name stays at
 * home.
 */
export function checkEvent(plugin: Plugin, event: OutgoingEvent): OutgoingEvent {
  const schema = plugin.emits?.[event.type]
  if (!schema)
    throw new VmesteError(
      'VMESTE_EVENT_UNDECLARED',
      `Module "${plugin.id}" emitted "${event.type}", which is not in its "emits"`,
    )
  const checked = schema.safeParse(event.data)
  if (!checked.success) {
    const where = checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
    throw new VmesteError(
      'VMESTE_EVENT_SHAPE',
      `Module "${plugin.id}" emitted "${event.type}" with another shape than it guarantees (${where})`,
    )
  }
  return { ...event, data: checked.data as OutgoingEvent['data'] }
}

export const actorKey = (actor: Actor): string =>
  actor.kind === 'person' ? actor.key : actor.kind === 'system' ? `system:${actor.name}` : 'guest'
