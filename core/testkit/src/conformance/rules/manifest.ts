import { verifyPlugin } from '@vmeste/host'
import { VmesteError } from '@vmeste/sdk'
import { findingOf } from '../finding-of.ts'
import type { Rule } from '../rule.ts'

/** Rules of their own look at these, all of them and not at the first alone. */
const elsewhere = new Set(['VMESTE_GRAPH_FIELD_UNGUARDED', 'VMESTE_GRAPH_PERMISSION_UNKNOWN', 'VMESTE_PLUGIN_TEXT_MISSING', 'VMESTE_PLUGIN_SCHEMA'])

export const manifest: Rule = {
  id: 'bronze/manifest',
  title: 'its definition is one the host takes: id, engine, names, capabilities, settings',
  run: ({ plugin, others }) => {
    try {
      verifyPlugin(plugin, others.map((other) => other.plugin))
    } catch (error) {
      if (!(error instanceof VmesteError) || !elsewhere.has(error.code)) return [findingOf(error, plugin)]
    }
    return []
  },
}
