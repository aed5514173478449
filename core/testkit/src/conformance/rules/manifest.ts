import { verifyPlugin } from '@vmeste/host'
import { VmesteError } from '@vmeste/sdk'
import { findingOf } from '../finding-of.ts'
import type { Rule } from '../rule.ts'

/** Rules of their own look at these, all of them and not at the first alone. */
export const rulesOfCodes: ReadonlyMap<string, string> = new Map([
  ['VMESTE_GRAPH_FIELD_UNGUARDED', 'bronze/guarded'],
  ['VMESTE_GRAPH_PERMISSION_UNKNOWN', 'bronze/guarded'],
  ['VMESTE_GRAPH_ASSURANCE_UNKNOWN', 'bronze/guarded'],
  ['VMESTE_PLUGIN_TEXT_MISSING', 'bronze/texts'],
  ['VMESTE_PLUGIN_SCHEMA', 'bronze/own-schema'],
])

export const manifest: Rule = {
  id: 'bronze/manifest',
  title: 'its definition is one the host takes: id, engine, names, capabilities, settings',
  run: ({ plugin, others }) => {
    try {
      verifyPlugin(
        plugin,
        others.map((other) => other.plugin),
      )
    } catch (error) {
      if (!(error instanceof VmesteError) || !rulesOfCodes.has(error.code)) return [findingOf(error, plugin)]
    }
    return []
  },
}
