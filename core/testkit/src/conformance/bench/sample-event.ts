import { uuidv7, type Ctx, type Plugin, type Subscription } from '@vmeste/sdk'
import type { GraphOptions, GraphReply, TestHost } from '../../create-test-host.ts'
import { sampleValue } from './sample-value.ts'

/** A city as a sample finds it: the module is on, and nothing has happened yet but earlier samples. */
export interface SampleCity {
  readonly slug: string
  readonly host: TestHost
  /** The platform at work as the module. */
  readonly ctx: Ctx
  /** Asks the city's graph; an error of the request is the sample's own. */
  graph<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    options?: GraphOptions,
  ): Promise<GraphReply<Data>>
}

/** Parts of an event that are not to be made up: what it is about, what it says. */
export interface SampledEvent {
  /** `module:Type:id` */
  readonly subject?: string
  readonly data?: Readonly<Record<string, unknown>>
}

/**
 * Prepares a city so that a handler has something to do, and says at which event.
 *
 * @example ({ ctx }) => plantTree(ctx).then((tree) => ({ subject: `trees:Tree:${tree}`, data: { tree } }))
 */
export type EventSample = (city: SampleCity) => SampledEvent | Promise<SampledEvent>

export function sampleCity(host: TestHost, slug: string, plugin: Plugin): SampleCity {
  const id = host.host.store.bySlug(slug)!.city.id
  return {
    slug,
    host,
    ctx: host.host.systemScope(id, 'conformance').ctx(plugin),
    graph: (query, variables, options) => host.graph(slug, query, variables, options),
  }
}

/** The event that a handler is tried with: made up from what it asks for, unless the module knows better. */
export async function sampleEvent(
  { schema }: Subscription,
  type: string,
  sample: EventSample | undefined,
  city: SampleCity,
): Promise<Required<SampledEvent>> {
  const { subject = `${type.split('.')[0]!}:Sample:${uuidv7()}`, data = {} } = (await sample?.(city)) ?? {}
  const madeUp = sampleValue(schema)
  return { subject, data: typeof madeUp === 'object' ? { ...madeUp, ...data } : data }
}
