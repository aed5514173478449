import type { EntitySchema, MigrationObject } from '@mikro-orm/core'
import type { GraphQLResolveInfo, GraphQLScalarType } from 'graphql'
import type { z } from 'zod'
import type { Capability } from './capability.ts'
import type { City } from './city.ts'
import type { Ctx, Token } from './ctx.ts'
import type { Job, Subscription } from './event.ts'
import type { Route } from './http.ts'
import type { PersonalData } from './personal-data.ts'
import type { Clock } from './ports/clock.ts'
import type { CityDb } from './storage.ts'
import type { Text } from './text.ts'

/**
 * `(source, args, ctx, info)`: thin; parse, call one use case, return. Throws `Problem` to refuse.
 * Written as a method so that a resolver may name the types of its source and arguments.
 */
export type Resolver = {
  resolve(source: unknown, args: unknown, ctx: Ctx, info: GraphQLResolveInfo): unknown
}['resolve']
export interface SubscriptionResolver {
  subscribe(source: unknown, args: unknown, ctx: Ctx, info: GraphQLResolveInfo): AsyncIterable<unknown>
  resolve?: Resolver
}
export type ResolverMap = Record<string, GraphQLScalarType | Record<string, Resolver | SubscriptionResolver | string>>

export interface Permission {
  readonly title: Text
  /** Coarse roles of a new city that hold it; the city may change that. `guest` and `citizen` are roles too. */
  readonly default: readonly string[]
  /**
   * Lets a city give it to a role that everybody has: `citizen` to residents, `guest` to guests too. Without it, and
   * without such a role in `default`, a city can give it to its staff alone. Never for what shows data about people or
   * runs the city.
   */
  readonly openTo?: 'guest' | 'citizen'
}

export interface ServiceScope {
  /** Binds an abstract class to what makes it, once per city and snapshot. */
  bind<T>(token: Token<T>, make: () => T): void
  /** A port or a service bound by this or the civic plugin. Call it inside `make`, not before. */
  get<T>(token: Token<T>): T
  readonly city: City
  readonly clock: Clock
  readonly db: CityDb
  readonly origin: string
  /** Validated settings of this module in this city, as they are now: with other ones everything is bound anew. */
  readonly settings: Readonly<Record<string, unknown>>
  /** Key material of this installation, named by purpose: `key('tracking')`. 32 bytes. */
  key(purpose: string): Buffer
  /** Folder for files that belong to this module, outside the database. */
  readonly folder: string
}

/** Functions in the database behind one port, by name without the schema. */
export interface PortFunctions {
  readonly port: Token<unknown>
  readonly functions: readonly string[]
}

export interface PluginDefinition {
  /** Kebab case; first part of event names, permissions and addresses. */
  readonly id: string
  /** Semver range on `@vmeste/sdk`. */
  readonly engine: string
  readonly title: Text
  /** One sentence for the administrator's switchboard. */
  readonly summary: Text
  readonly settings?: z.ZodObject
  readonly permissions?: Readonly<Record<string, Permission>>
  readonly graph?: { readonly typeDefs: string; readonly resolvers: ResolverMap }
  readonly storage?: {
    /** Own PostgreSQL schema; the module's role sees nothing else. */
    readonly schema: string
    readonly entities: readonly EntitySchema[]
    readonly migrations: readonly MigrationObject[]
    /**
     * Functions of the schema that a port calls in its caller's transaction: only who declares that port may. Every
     * other is the owner's own.
     */
    readonly lends?: readonly PortFunctions[]
  }
  /** Events this module may emit, with the shape it guarantees. */
  readonly emits?: Readonly<Record<string, z.ZodType>>
  readonly subscribes?: readonly Subscription[]
  readonly provides?: readonly Capability[]
  /** Names of capabilities without which the module makes no sense; never of modules. */
  readonly requires?: readonly string[]
  /** Ports this module calls (`Files`, `Notifications`, …): shown to whoever installs it, and no other will answer. */
  readonly uses?: readonly Token<unknown>[]
  readonly jobs?: Readonly<Record<string, Job>>
  readonly routes?: readonly Route[]
  readonly services?: (scope: ServiceScope) => void
  readonly personalData?: readonly PersonalData[]
  /**
   * What a secret link of this module makes its holder's own, as `module:Type:id`; nothing for a secret that opens
   * nothing. Of that one thing alone its holder may see, take along and erase what is held: links are shown to
   * neighbours, and a contact that somebody typed proves nothing.
   */
  readonly heldBy?: (ctx: Ctx, secret: string) => Promise<readonly string[]>
  /**
   * Shown before a switch: how many things of this module are open in the city, and the same in words with the number
   * in them: «3 сообщения в работе».
   */
  readonly inUse?: (ctx: Ctx) => Promise<{ readonly count: number; readonly what: Text }>
  readonly health?: (ctx: Ctx) => Promise<void>
  /**
   * What a shared service keeps for a module (`module:Type:id`) in the city, when that module's data is deleted there:
   * a bounded part of it. Gives how much, 0 when nothing is left.
   */
  readonly forgetModule?: (ctx: Ctx, module: string) => Promise<number>
}

export interface Plugin extends PluginDefinition {
  readonly vmeste: 'plugin@1'
}

/**
 * Declares a module; its file reads as the module's table of contents. Checked, in order and with coded errors, when
 * the host starts.
 *
 * @example export default definePlugin({ id: 'stray-animals', engine: '^0.1', title, summary })
 */
export const definePlugin = (definition: PluginDefinition): Plugin =>
  Object.freeze({ ...definition, vmeste: 'plugin@1' as const })
