import type { z } from 'zod'
import type { Ctx } from './ctx.ts'
import type { CityTransaction } from './storage.ts'

/** CloudEvents 1.0 in JSON, with the city as an extension attribute. */
export interface CloudEvent<Data = Record<string, unknown>> {
  readonly specversion: '1.0'
  readonly id: string
  /** `<module>.<thing>.<what happened>@<major>` */
  readonly type: string
  /** `/c/<slug>` */
  readonly source: string
  /** `module:Type:id` */
  readonly subject: string
  /** RFC 3339 */
  readonly time: string
  readonly datacontenttype: 'application/json'
  readonly data: Data
}

export interface Subscription {
  /** Of the event; for `onEach` empty, the providers name it. */
  readonly type: string
  /** Instead of a type: whatever every provider of a capability calls so. */
  readonly each?: { readonly capability: string; readonly event: string }
  /** Stable name of the handler, unique within the module: `<type>` unless given. */
  readonly name: string
  readonly schema: z.ZodType
  /** What the data says of an event that is none of this handler's business: it is not delivered and costs nothing. */
  readonly unless?: Readonly<Record<string, unknown>>
  handle(ctx: Ctx, event: CloudEvent<unknown>, tx: CityTransaction): Promise<void>
}

/**
 * Subscribes to an event by the shape the consumer needs; nothing is imported from the producer.
 * Delivered at least once, in one transaction with its own receipt: what the handler writes through `tx`
 * happens exactly once. If nobody emits the event, the subscription sleeps.
 *
 * @param options.name stable name of the handler, where a module hears one event twice; the type unless given
 * @param options.unless values of the data by which an event is none of this handler's business: where all of them
 *   stand so, it is not delivered. One that says nothing of them is
 *
 * @example on('direct-line.call.converted@1', z.object({ call: z.string() }), registerFromCall)
 * @example on('appeals.report.routed@1', routed, tellAgain, { unless: { again: false } })
 */
export function on<S extends z.ZodType>(
  type: string,
  schema: S,
  handle: { handle(ctx: Ctx, event: CloudEvent<z.infer<S>>, tx: CityTransaction): Promise<void> }['handle'],
  options: { name?: string; unless?: Plain<z.input<S>> } = {},
): Subscription {
  const { name = type, unless } = options
  return { type, schema, name, ...(unless ? { unless } : {}), handle }
}

/** Of what a schema asks for, the parts that can be compared as they are. */
type Plain<T> = { readonly [K in keyof T as NonNullable<T[K]> extends boolean | number | string ? K : never]?: T[K] }

/**
 * Subscribes to what every provider of a capability calls by one name, whoever they are and will be.
 *
 * @example onEach('rateable@1', 'finished', z.object({}), inviteToRate)
 */
export function onEach<S extends z.ZodType>(
  capability: string,
  event: string,
  schema: S,
  handle: { handle(ctx: Ctx, event: CloudEvent<z.infer<S>>, tx: CityTransaction): Promise<void> }['handle'],
): Subscription {
  return { type: '', each: { capability, event }, name: `${capability}/${event}`, schema, handle }
}

/** A recurring task, run once per city in which the module is on, whichever host gets it. */
export interface Job {
  /** Five-field cron in UTC. */
  readonly cron: string
  readonly run: (ctx: Ctx) => Promise<void>
}
