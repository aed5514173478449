import type { GraphQLSchema } from 'graphql'
import type { Plugin } from '@vmeste/sdk'
import { composeGraph } from './compose-graph.ts'

/**
 * The graph of everything that goes together. Where two are at odds the earlier in the order of installation stays, for
 * others rely on it already.
 *
 * @param always the platform's own; what is wrong with them is thrown
 * @param leftOut told of each module that the rest does without
 */
export function composeWhatFits(
  always: readonly Plugin[],
  modules: readonly Plugin[],
  leftOut: (plugin: Plugin, error: unknown) => void,
): { schema: GraphQLSchema; modules: readonly Plugin[] } {
  try {
    return { schema: composeGraph([...always, ...modules]), modules }
  } catch {
    /* somebody does not fit: one after another shows who */
  }
  let schema = composeGraph(always)
  const kept: Plugin[] = []
  for (const plugin of modules) {
    try {
      schema = composeGraph([...always, ...kept, plugin])
      kept.push(plugin)
    } catch (error) {
      leftOut(plugin, error)
    }
  }
  return { schema, modules: kept }
}
