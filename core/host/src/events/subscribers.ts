import type { Job, Plugin, Subscription } from '@vmeste/sdk'
import { VmesteError } from '@vmeste/sdk'

/** Whoever deliveries go to: a handler of an event, or a recurring job, whose every run is a delivery too. */
export type Subscriber = EventSubscriber | JobSubscriber

export interface EventSubscriber {
  readonly kind: 'event'
  /** `<plugin>/<name>` */
  readonly id: string
  readonly plugin: Plugin
  readonly subscription: Subscription
}

export interface JobSubscriber {
  readonly kind: 'job'
  /** `<plugin>/job:<name>` */
  readonly id: string
  readonly plugin: Plugin
  readonly job: Job
}

export class Subscribers {
  readonly #byId = new Map<string, Subscriber>()
  readonly #byType = new Map<string, EventSubscriber[]>()

  /** @throws VmesteError `VMESTE_SUBSCRIBER_TWICE`, `VMESTE_PLUGIN_NO_STORAGE` */
  constructor(plugins: readonly Plugin[]) {
    for (const plugin of plugins) {
      if (plugin.subscribes?.length && !plugin.storage) {
        throw new VmesteError(
          'VMESTE_PLUGIN_NO_STORAGE',
          `Module "${plugin.id}" subscribes to events but declares no storage: a handler runs in a transaction of its module`,
        )
      }
      for (const subscription of plugin.subscribes ?? []) {
        const subscriber: EventSubscriber = {
          kind: 'event',
          id: `${plugin.id}/${subscription.name}`,
          plugin,
          subscription,
        }
        this.#add(subscriber)
        for (const type of typesOf(subscription, plugins)) {
          const same = this.#byType.get(type)
          if (same) same.push(subscriber)
          else this.#byType.set(type, [subscriber])
        }
      }
      for (const [name, job] of Object.entries(plugin.jobs ?? {}))
        this.#add({ kind: 'job', id: `${plugin.id}/job:${name}`, plugin, job })
    }
  }

  /** Types of which somebody wants to hear some events and not others. */
  get told(): string[] {
    return [...this.#byType].flatMap(([type, each]) =>
      each.some(({ subscription }) => subscription.unless) ? [type] : [],
    )
  }
  find(id: string): Subscriber | undefined {
    return this.#byId.get(id)
  }
  of(type: string): readonly EventSubscriber[] {
    return this.#byType.get(type) ?? []
  }
  jobs(): JobSubscriber[] {
    return [...this.#byId.values()].filter((each) => each.kind === 'job')
  }
  idsOf(plugin: string): string[] {
    return [...this.#byId.values()].filter((each) => each.plugin.id === plugin).map((each) => each.id)
  }

  #add(subscriber: Subscriber): void {
    if (this.#byId.has(subscriber.id)) {
      throw new VmesteError(
        'VMESTE_SUBSCRIBER_TWICE',
        `Module "${subscriber.plugin.id}" has two handlers "${subscriber.id}": give one of them another name, on(type, schema, handle, { name })`,
      )
    }
    this.#byId.set(subscriber.id, subscriber)
  }
}

/** Whether what an event says makes it this subscription's business. */
export const concerns = ({ unless }: Subscription, data: Readonly<Record<string, unknown>> | null): boolean =>
  unless === undefined || !Object.entries(unless).every(([key, value]) => data?.[key] === value)

/** The events a subscription hears: the one it names, or whatever each provider of the capability calls so. */
export function typesOf({ type, each }: Subscription, plugins: readonly Plugin[]): string[] {
  if (!each) return [type]
  const named = plugins.flatMap(({ provides = [] }) =>
    provides.flatMap((provided) => (provided.name === each.capability ? (provided.events?.[each.event] ?? []) : [])),
  )
  return [...new Set(named)]
}
