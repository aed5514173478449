import { textSchema, z, type Plugin } from '@vmeste/sdk'
import { byName, sortedBy } from './text-of.ts'

const bounded = z.string().min(1).max(300)

/** `contract/module.json`: what can be known of a module before a line of it has run. */
export const manifestSchema = z.object({
  /** Version of this file's own shape. */
  contract: z.literal(1),
  id: bounded,
  package: bounded,
  version: bounded,
  engine: bounded,
  title: textSchema,
  summary: textSchema,
  provides: z
    .array(
      z.object({
        capability: bounded,
        type: bounded,
        views: z.array(bounded).max(100).optional(),
        events: z.record(bounded, bounded).optional(),
      }),
    )
    .max(200),
  requires: z.array(bounded).max(200),
  /** Ports it calls: what whoever installs it grants. */
  uses: z.array(bounded).max(200),
  personalData: z
    .array(
      z.object({ table: bounded, columns: z.array(bounded).max(500), purpose: textSchema, retentionMonths: z.int() }),
    )
    .max(500),
  jobs: z.array(z.object({ name: bounded, cron: bounded })).max(200),
  routes: z
    .array(
      z.object({ method: bounded, path: bounded, permission: bounded.optional(), public: z.literal(true).optional() }),
    )
    .max(500),
  health: z.boolean(),
})
export type ModuleManifest = z.infer<typeof manifestSchema>

/** Name and version of a module's package. */
export interface PackageName {
  readonly name: string
  readonly version: string
}

export function manifestOf(plugin: Plugin, { name, version }: PackageName): ModuleManifest {
  return {
    contract: 1,
    id: plugin.id,
    package: name,
    version,
    engine: plugin.engine,
    title: plugin.title,
    summary: plugin.summary,
    provides: sortedBy(plugin.provides, (each) => `${each.name} ${each.type}`).map(
      ({ name: capability, type, views, events }) => ({
        capability,
        type,
        ...(views ? { views: [...views].sort() } : {}),
        ...(events ? { events: Object.fromEntries(byName(events)) } : {}),
      }),
    ),
    requires: [...(plugin.requires ?? [])].sort(),
    uses: (plugin.uses ?? []).map((port) => port.name).sort(),
    personalData: sortedBy(plugin.personalData, ({ table, columns }) => `${table} ${columns.join()}`).map(
      ({ table, columns, purpose, retentionMonths }) => ({
        table,
        columns: [...columns].sort(),
        purpose,
        retentionMonths,
      }),
    ),
    jobs: byName(plugin.jobs).map(([job, { cron }]) => ({ name: job, cron })),
    routes: sortedBy(plugin.routes, ({ path, method }) => `${path} ${method}`).map(
      ({ method, path, permission, public: open }) => ({
        method,
        path,
        ...(permission === undefined ? {} : { permission }),
        ...(open ? { public: true as const } : {}),
      }),
    ),
    health: plugin.health !== undefined,
  }
}
