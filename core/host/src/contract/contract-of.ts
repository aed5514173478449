import { describeSettings, type Plugin } from '@vmeste/sdk'
import type { WebDefinition } from '@vmeste/sdk/web'
import { eventsOf } from './events-contract.ts'
import { manifestOf, type PackageName } from './manifest.ts'
import { sdlOf } from './sdl-contract.ts'
import { tablesOf } from './tables-contract.ts'
import { byName, textOf } from './text-of.ts'
import { webOf } from './web-contract.ts'

/** Texts of the files below `contract/` by their names. */
export type Contract = Readonly<Record<string, string>>

export interface ModuleWeb {
  readonly definition: WebDefinition
  /** Names of the slots that its own pages have for others. */
  readonly offers?: readonly string[]
}

/**
 * What a running module is held to: what was granted to it and what others lean on. Its tables are none of this:
 * nothing at run time reads the entities, and the migrations are what they are.
 */
export const runningContract = (plugin: Plugin, pkg: PackageName): Contract => ({
  'module.json': textOf(manifestOf(plugin, pkg)),
  'schema.graphql': sdlOf(plugin),
  'events.json': textOf(eventsOf(plugin)),
  'settings.json': textOf(describeSettings(plugin.settings)),
  'permissions.json': textOf(
    Object.fromEntries(
      byName(plugin.permissions).map(([id, { title, default: roles, openTo }]) => [
        id,
        { title, default: [...roles].sort(), ...(openTo ? { openTo } : {}) },
      ]),
    ),
  ),
})

/**
 * Everything a module shows to the outside as files to commit, so that a change of it is a diff. Equal modules give
 * equal bytes, whatever order their sources are in. Pure: reads no file and connects to nothing.
 *
 * @param web its `defineWeb`; none for a module without pages
 * @throws VmesteError `VMESTE_CONTRACT_SCHEMA` when an event has a shape that JSON cannot carry
 */
export const contractOf = (plugin: Plugin, pkg: PackageName, web?: ModuleWeb): Contract => ({
  ...runningContract(plugin, pkg),
  'tables.json': textOf(tablesOf(plugin)),
  'web.json': textOf(webOf(web?.definition, web?.offers)),
})
