import { printSchema } from 'graphql'
import type { Plugin } from '@vmeste/sdk'
import { corePlugin } from '../core-plugin/core-plugin.ts'
import { composeGraph } from './compose-graph.ts'

/** The whole graph of these plugins as SDL: what recorded operations are checked and typed against. Needs no database. */
export function composeSdl(plugins: readonly Plugin[]): string {
  const core = corePlugin(() => { throw new Error('this graph is for reading, not for running') })
  return printSchema(composeGraph([core, ...plugins]))
}
