import { VmesteError, type Plugin } from '@vmeste/sdk'
import type { Finding } from './rule.ts'

/** What to do about the faults by which the host refuses a module. */
const fixes: Readonly<Record<string, string>> = {
  VMESTE_PLUGIN_NOT_ONE: 'export default definePlugin({ … }) from the package’s entry',
  VMESTE_PLUGIN_ID: 'choose an id in kebab case that is no name of the platform’s own',
  VMESTE_PLUGIN_TWICE: 'choose an id that no other installed module has',
  VMESTE_PLUGIN_ENGINE_MISMATCH: "write the range of the @vmeste/sdk the module is made for: engine: '^0.1'",
  VMESTE_PLUGIN_FOREIGN_NAME: 'begin the name with the module’s own id and a dot',
  VMESTE_PLUGIN_NO_STORAGE: 'declare storage: { schema, entities, migrations }',
  VMESTE_PLUGIN_SETTINGS: 'do what the message says: a setting needs a default, bounds and a type that a form can show',
  VMESTE_ROUTE_UNGUARDED: 'give the route exactly one of permission and public: true',
  VMESTE_EVENT_NAME: 'end the name with its major version: <module>.<thing>.<what happened>@1',
  VMESTE_CAPABILITY_NAME: 'end the capability’s name with its major version: rateable@1',
  VMESTE_CAPABILITY_TYPE: 'name a type of the module’s own SDL that has a plain id',
  VMESTE_CAPABILITY_EVENT: 'add the event to emits, or name one that is there',
  VMESTE_GRAPH_SDL: 'mend the SDL where the message points',
  VMESTE_GRAPH_EACH: 'name a capability with its major version: @each(capability: "rateable@1")',
  VMESTE_GRAPH_FIELD_TWICE: 'give the added field a name of its own',
  VMESTE_GRAPH_TYPE_TWICE: 'give the type a name of its own',
  VMESTE_GRAPH_TYPE_FOREIGN:
    'add to whatever provides a capability, by @each; a type of another module is extended by nobody',
  VMESTE_GRAPH_RESOLVER_MISSING: 'write a resolver, or take the field out of the SDL',
  VMESTE_SERVICE_TWICE: 'bind an abstract class of the module’s own',
  VMESTE_SUBSCRIBER_TWICE: 'name one of the handlers: on(type, schema, handle, { name })',
  VMESTE_EVENT_UNDECLARED: 'add the event to emits',
  VMESTE_EVENT_SHAPE: 'emit what emits promises, or promise what is emitted',
  VMESTE_EVENT_UNHEARD: 'subscribe to the event with the shape that is needed',
  VMESTE_PORT_UNDECLARED: 'add the port to uses, so that whoever installs the module sees it',
  VMESTE_CONTRACT_SCHEMA: 'use what JSON carries: z.iso.datetime() instead of z.date()',
  VMESTE_MIGRATION_FAILED: 'mend the migration: the database says what is wrong with it',
  VMESTE_MIGRATION_REFUSED: 'keep to the module’s own schema; what others offer is reached through ports, at work',
  VMESTE_WALL_BROKEN: 'call rowLevelSecurity() for every table, and change neither its policies nor grants',
  VMESTE_JOB_CRON: 'write five fields in UTC: 17 3 * * *',
}

/** An error in the shape of a finding: named faults of the host bring their culprit in quotes. */
export function findingOf(error: unknown, plugin: Plugin, culprit?: string): Finding {
  const { message } = error instanceof Error ? error : new Error(String(error))
  const code = error instanceof VmesteError ? error.code : undefined
  return {
    culprit: culprit ?? (code === undefined ? undefined : culpritIn(message, plugin.id)) ?? `module "${plugin.id}"`,
    message: code === undefined ? message : `${code}: ${message}`,
    fix:
      (code === undefined ? undefined : fixes[code]) ??
      'look at the stack of the error; what is expected to be refused is refused by a Problem',
  }
}

/** What the message puts in quotes beside the module itself, or the root field it begins with. */
function culpritIn(message: string, module: string): string | undefined {
  const migration = /^Module "[^"]+": its migration (\S+) /.exec(message)?.[1]
  return migration
    ? `migration ${module}/${migration}`
    : (/^(?:Query|Mutation|Subscription)\.\w+/.exec(message)?.[0] ??
        [...message.matchAll(/"([^"]+)"/g)].map(([, quoted]) => quoted).find((quoted) => quoted !== module))
}
