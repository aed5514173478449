import type { ResolverMap } from './define-plugin.ts'
import { VmesteError } from './problem.ts'

type Fields = Exclude<ResolverMap[string], { serialize: unknown }>

/**
 * Puts the resolvers of several parts of a module together. None gives way to another in silence: what two parts give
 * is refused.
 *
 * @param clash makes the error, given a type and a field of it, or a scalar
 * @throws VmesteError `VMESTE_GRAPH_RESOLVER_TWICE`, unless `clash` makes another
 * @example const resolvers = mergeResolvers([publicResolvers, staffResolvers])
 */
export function mergeResolvers(
  parts: readonly ResolverMap[],
  clash: (type: string, field?: string) => VmesteError = resolverTwice,
): ResolverMap {
  const scalars: ResolverMap = {}
  const types = new Map<string, Map<string, Fields[string]>>()
  for (const [type, given] of parts.flatMap((part) => Object.entries(part))) {
    if (type in scalars || (isScalar(given) && types.has(type))) throw clash(type)
    if (isScalar(given)) {
      scalars[type] = given
      continue
    }
    const fields = types.get(type) ?? new Map<string, Fields[string]>()
    types.set(type, fields)
    for (const [field, resolver] of Object.entries(given)) {
      if (fields.has(field)) throw clash(type, field)
      fields.set(field, resolver)
    }
  }
  return { ...scalars, ...Object.fromEntries([...types].map(([type, fields]) => [type, Object.fromEntries(fields)])) }
}

const isScalar = (given: ResolverMap[string]): given is Exclude<ResolverMap[string], Fields> =>
  typeof (given as { serialize?: unknown }).serialize === 'function' && 'parseLiteral' in given

function resolverTwice(type: string, field?: string): VmesteError {
  return new VmesteError(
    'VMESTE_GRAPH_RESOLVER_TWICE',
    `Two parts of one module resolve ${field === undefined ? type : `${type}.${field}`}: remove one of the two`,
  )
}
