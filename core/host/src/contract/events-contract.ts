import type { Plugin } from '@vmeste/sdk'
import { dialect, jsonSchemaOf, type JsonSchema } from './json-schema.ts'
import { byName, sortedBy } from './text-of.ts'

/** What a handler needs of an event, by the event's name or by what a capability's providers call it. */
export interface SubscriptionContract {
  readonly name: string
  readonly type?: string
  readonly each?: { readonly capability: string; readonly event: string }
  /** Values of the data by which an event is not delivered. */
  readonly unless?: Readonly<Record<string, unknown>>
  readonly schema: JsonSchema
}

/** `contract/events.json`: a third party may write a consumer from this file alone. */
export interface EventsContract {
  readonly dialect: string
  /** What every event guarantees. */
  readonly emits: Readonly<Record<string, JsonSchema>>
  readonly subscribes: readonly SubscriptionContract[]
}

/** @throws VmesteError `VMESTE_CONTRACT_SCHEMA` */
export function eventsOf(plugin: Plugin): EventsContract {
  const module = `of module "${plugin.id}"`
  return {
    dialect,
    emits: Object.fromEntries(
      byName(plugin.emits).map(([type, schema]) => [type, jsonSchemaOf(schema, 'output', `Event "${type}" ${module}`)]),
    ),
    subscribes: sortedBy(plugin.subscribes, ({ name }) => name).map(({ name, type, each, unless, schema }) => ({
      name,
      ...(each ? { each } : { type }),
      ...(unless ? { unless } : {}),
      schema: jsonSchemaOf(schema, 'input', `What handler "${name}" ${module} asks for`),
    })),
  }
}
