import type { Actor, Bound, Ctx, Lang, Plugin, ProvidedCapability } from '@vmeste/sdk'
import type { CitySnapshot } from './city-snapshot.ts'
import type { CityRuntime } from './city-runtime.ts'
import { ModuleCtx } from './module-ctx.ts'

/** One request (or delivery, or job): the snapshot it took, who acts, and one `Ctx` for each module that takes part. */
export class RequestScope {
  readonly runtime: CityRuntime
  readonly actor: Actor
  readonly lang: Lang
  readonly requestId: string
  readonly permissions: ReadonlySet<string> | 'all'
  readonly #contexts = new Map<string, Ctx>()

  constructor(runtime: CityRuntime, actor: Actor, lang: Lang, requestId: string) {
    this.runtime = runtime
    this.actor = actor
    this.lang = lang
    this.requestId = requestId
    this.permissions = actor.kind === 'system' ? 'all' : runtime.snapshot.permissionsOf(rolesOf(actor))
  }

  get snapshot(): CitySnapshot { return this.runtime.snapshot }

  can(permission: string): boolean { return this.permissions === 'all' || this.permissions.has(permission) }

  ctx(plugin: Plugin): Ctx {
    const known = this.#contexts.get(plugin.id)
    if (known) return known
    const made = new ModuleCtx(this, plugin)
    this.#contexts.set(plugin.id, made)
    return made
  }

  /** Each implementation with its own module's `Ctx` put in: the caller never holds it. */
  capabilities<Implementation>(name: string): ProvidedCapability<Implementation>[] {
    return this.runtime.registry.capabilities(name, this.snapshot.enabled).map(({ plugin, capability }) => ({
      module: plugin.id, type: capability.type, implementation: bound(capability.implementation, this.ctx(plugin)) as Bound<Implementation>,
    }))
  }
}

function bound(implementation: unknown, ctx: Ctx): Record<string, unknown> {
  const methods = Object.entries((implementation ?? {}) as Record<string, (ctx: Ctx, ...rest: unknown[]) => unknown>)
  return Object.fromEntries(methods.map(([name, method]) => [name, (...rest: unknown[]) => method.call(implementation, ctx, ...rest)]))
}

/** Everyone is a guest first; whoever has signed in is a citizen too. */
const rolesOf = (actor: Exclude<Actor, { kind: 'system' }>): Iterable<string> =>
  actor.kind === 'guest' ? ['guest'] : ['guest', 'citizen', ...actor.roles]
