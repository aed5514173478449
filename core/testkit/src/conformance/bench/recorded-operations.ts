import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GraphQLSchema } from 'graphql'
import { misfitOf } from '../../misfit-of.ts'
import type { Finding } from '../rule.ts'

export interface RecordedOperation {
  readonly id: string
  readonly name: string
  readonly kind: 'query' | 'mutation' | 'subscription'
  readonly document: string
}

/** What the pages of a package ask, as recorded when they were built. */
export function recordedOperations(folder: string): RecordedOperation[] {
  const file = join(folder, 'contract/operations.json')
  if (!existsSync(file)) return []
  return Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Omit<RecordedOperation, 'id'>>).map(
    ([id, operation]) => ({ id, ...operation }),
  )
}

/** Operations of a module's pages that a graph does not answer. */
export function misfits(schema: GraphQLSchema, module: string, folder: string, fix: string): Finding[] {
  return recordedOperations(folder).flatMap(({ name, document }) => {
    const message = misfitOf(schema, document)
    return message === undefined ? [] : [{ culprit: `operation "${name}" of "${module}"`, message, fix }]
  })
}
