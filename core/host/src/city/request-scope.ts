import type { Actor, Bound, Ctx, Lang, Plugin, ProvidedCapability } from '@vmeste/sdk'
import type { CitySnapshot } from './city-snapshot.ts'
import type { CityRuntime } from './city-runtime.ts'
import { isPromise } from '../health/deadline.ts'
import type { CallKind } from '../health/module-calls.ts'
import type { ModuleCall } from '../health/slow-calls.ts'
import { askedBy } from '../storage/asking.ts'
import { sessionOf } from '../identity/shared/rights/authenticate.ts'
import { permissionsOfRealm } from '../roles/role-rules.ts'
import { ModuleCtx } from './module-ctx.ts'

/** One request (or delivery, or job): the snapshot it took, who acts, and one `Ctx` for each module that takes part. */
export class RequestScope {
  readonly runtime: CityRuntime
  readonly actor: Actor
  readonly lang: Lang
  readonly requestId: string
  /** Network address the request came from, for the host's own limits; modules never see a person's. */
  readonly address: string | undefined
  readonly permissions: ReadonlySet<string> | 'all'
  readonly #isGone: (() => boolean) | undefined
  /** Who is held to account for what this request costs; nobody where the platform works by itself. */
  readonly asker: string | undefined
  readonly #contexts = new Map<string, Ctx>()
  readonly #faulty = new Set<string>()

  constructor(
    runtime: CityRuntime,
    actor: Actor,
    lang: Lang,
    requestId: string,
    address?: string,
    isGone?: () => boolean,
  ) {
    this.runtime = runtime
    this.actor = actor
    this.lang = lang
    this.requestId = requestId
    this.address = address
    this.#isGone = isGone
    this.asker = actor.kind === 'system' ? undefined : actor.kind === 'person' ? actor.key : (address ?? 'guest')
    this.permissions = actor.kind === 'system' ? 'all' : permissionsIn(runtime.snapshot, actor)
  }

  get snapshot(): CitySnapshot {
    return this.runtime.snapshot
  }

  /** Whether whoever asked over HTTP has left meanwhile. */
  isGone(): boolean {
    return this.#isGone?.() ?? false
  }

  can(permission: string): boolean {
    return this.permissions === 'all' || this.permissions.has(permission)
  }

  /**
   * Whether a later state of the city takes a right from this actor. A module that goes takes its fields along, which
   * is no loss of a right.
   */
  lostIn(snapshot: CitySnapshot): boolean {
    if (this.permissions === 'all' || this.actor.kind === 'system') return false
    const now = permissionsIn(snapshot, this.actor)
    return [...this.permissions].some((permission) => snapshot.roles.inForce(permission) && !now.has(permission))
  }

  ctx(plugin: Plugin): Ctx {
    const known = this.#contexts.get(plugin.id)
    if (known) return known
    this.runtime.requireWhole(plugin)
    const made = new ModuleCtx(this, plugin)
    this.#contexts.set(plugin.id, made)
    return made
  }

  /** Does something for whoever has asked, so that it is their question wherever it leads. */
  asked<T>(work: () => T): T {
    return this.asker === undefined ? work() : askedBy(this.asker, work)
  }

  /**
   * Calls a module for this request: with a deadline, and counted for its health.
   *
   * @param operation what is asked of it: a slow one is let alone before its module is
   */
  call<T>(kind: CallKind, plugin: Plugin, operation: string, work: () => T | PromiseLike<T>): Promise<T> {
    return this.asked(() => this.runtime.calls.call(kind, this.#callOf(plugin, operation), work))
  }

  check(plugin: Plugin): Promise<void> {
    return this.runtime.calls.check(plugin, this.snapshot.city.id, async () => plugin.health?.(this.ctx(plugin)))
  }

  /** A field of a module's own type. */
  part(plugin: Plugin, operation: string, work: () => unknown): unknown {
    try {
      const answer = this.runtime.calls.part(this.#callOf(plugin, operation), work)
      return isPromise(answer)
        ? answer.then(undefined, (error: unknown) => {
            throw this.blame(plugin, operation, error)
          })
        : answer
    } catch (error) {
      throw this.blame(plugin, operation, error)
    }
  }

  /** Counts a module's error once, however many rows of this request it spoils. */
  blame(plugin: Plugin, operation: string, error: unknown): unknown {
    const first = !this.#faulty.has(plugin.id)
    this.#faulty.add(plugin.id)
    return this.runtime.calls.blame(this.#callOf(plugin, operation), error, first)
  }

  #callOf({ id }: Plugin, operation: string): ModuleCall {
    return { module: id, city: this.snapshot.city.id, operation, asker: this.asker ?? 'system' }
  }

  /** Each implementation with its own module's `Ctx` put in: the caller never holds it. */
  capabilities<Implementation>(name: string): ProvidedCapability<Implementation>[] {
    return this.runtime.registry
      .capabilities(name, this.snapshot.enabled)
      .map(({ plugin, capability }) => ({
        module: plugin.id,
        type: capability.type,
        implementation: this.#bound(name, capability.implementation, plugin) as Bound<Implementation>,
      }))
  }

  #bound(capability: string, implementation: unknown, plugin: Plugin): Record<string, unknown> {
    const methods = Object.entries((implementation ?? {}) as Record<string, (ctx: Ctx, ...rest: unknown[]) => unknown>)
    return Object.fromEntries(
      methods.map(([name, method]) => [
        name,
        (...rest: unknown[]) =>
          this.call('capability', plugin, `${capability}.${name}`, () =>
            method.call(implementation, this.ctx(plugin), ...rest),
          ),
      ]),
    )
  }
}

/** Everyone is a guest first; whoever has signed in is a citizen too. */
const rolesOf = (actor: Exclude<Actor, { kind: 'system' }>): Iterable<string> =>
  actor.kind === 'guest' ? ['guest'] : ['guest', 'citizen', ...actor.roles]

/** What the city's roles give, and beside them what the whole platform's do. */
function permissionsIn({ roles }: CitySnapshot, actor: Exclude<Actor, { kind: 'system' }>): ReadonlySet<string> {
  const here = roles.permissionsOf(rolesOf(actor))
  const session = sessionOf(actor)
  const ofPlatform = session && permissionsOfRealm(session.realmRoles)
  return ofPlatform?.size ? new Set([...here, ...ofPlatform]) : here
}
