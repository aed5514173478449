import { printSchema, type GraphQLSchema } from 'graphql'
import type { Plugin } from '@vmeste/sdk'
import { corePlugin } from '../core-plugin/core-plugin.ts'
import { composeGraph } from './compose-graph.ts'

/** The whole graph of these plugins and the host's own part, for reading, not for running. Needs no database. */
export function composeSchema(plugins: readonly Plugin[]): GraphQLSchema {
  const core = corePlugin(() => { throw new Error('this graph is for reading, not for running') })
  return composeGraph([core, ...plugins])
}

/** The same as SDL: what recorded operations are checked and typed against. */
export const composeSdl = (plugins: readonly Plugin[]): string => printSchema(composeSchema(plugins))
