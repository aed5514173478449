import { printSchema, type GraphQLSchema } from 'graphql'
import type { Plugin } from '@vmeste/sdk'
import { readableCore } from './whole-core.ts'
import { composeGraph } from '../graph/compose-graph.ts'

/** The whole graph of these plugins and the host's own part, for reading, not for running. Needs no database. */
export function composeSchema(plugins: readonly Plugin[]): GraphQLSchema {
  return composeGraph([readableCore(), ...plugins])
}

/** The same as SDL: what recorded operations are checked and typed against. */
export const composeSdl = (plugins: readonly Plugin[]): string => printSchema(composeSchema(plugins))
