import { makeExecutableSchema } from '@graphql-tools/schema'
import type { IResolvers } from '@graphql-tools/utils'
import { Kind, parse, type DocumentNode, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql'
import { VmesteError, type Plugin, type Resolver, type SubscriptionResolver } from '@vmeste/sdk'
import { expandEach, type EachTarget } from './expand-each.ts'
import type { GraphContext } from './graph-context.ts'
import { guardOf, roots } from '../plugins/field-guards.ts'
import { guardedRoot } from './guard-fields.ts'
import { guardedSubscription } from './guard-subscription.ts'
import { requireOwnTypes } from './own-types.ts'
import { scalars } from './scalars.ts'

type Fields = Record<string, unknown>

/**
 * One schema out of the always-on units and the enabled modules. Only what is enabled is composed:
 * a field of a module that is off does not exist, so nothing can forget to hide it.
 */
export function composeGraph(plugins: readonly Plugin[]): GraphQLSchema {
  const documents: DocumentNode[] = []
  const resolvers: Record<string, unknown> = { ...scalars }
  const extended: (() => void)[] = []
  const own = plugins
    .filter((plugin) => plugin.graph?.typeDefs.trim())
    .map((plugin) => ({ plugin, document: parseSdl(plugin) }))
  requireOwnTypes(own)
  for (const { plugin, document: written } of own) {
    const { document, targets } = expandEach(written, plugin, plugins)
    documents.push(document)
    addRoots(resolvers, plugin, document)
    addTypes(resolvers, plugin, targets)
    // after all types have their own resolvers, whichever module comes first
    for (const [placeholder, types] of targets)
      for (const target of types)
        extended.push(() => {
          addEach(resolvers, plugin, placeholder, target)
        })
  }
  for (const extend of extended) extend()
  return makeExecutableSchema({
    typeDefs: documents,
    resolvers: resolvers as IResolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  })
}

function parseSdl(plugin: Plugin): DocumentNode {
  try {
    return parse(plugin.graph?.typeDefs ?? '', { noLocation: true })
  } catch (cause) {
    throw new VmesteError(
      'VMESTE_GRAPH_SDL',
      `The SDL of module "${plugin.id}" does not parse: ${(cause as Error).message}`,
      { cause },
    )
  }
}

function addRoots(resolvers: Record<string, unknown>, plugin: Plugin, document: DocumentNode): void {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue
    const root = definition.name.value
    if (!roots.has(root)) continue
    const fields = (resolvers[root] ??= {}) as Fields
    for (const field of definition.fields ?? []) {
      const name = field.name.value
      const guard = guardOf(plugin, root, field)
      const resolver = (plugin.graph?.resolvers[root] as Fields | undefined)?.[name]
      if (!resolver)
        throw new VmesteError(
          'VMESTE_GRAPH_RESOLVER_MISSING',
          `${root}.${name} of module "${plugin.id}" has no resolver`,
        )
      fields[name] =
        root === 'Subscription'
          ? guardedSubscription(plugin, guard, resolver as SubscriptionResolver)
          : guardedRoot(plugin, guard, resolver as Resolver, root === 'Mutation' ? 'mutation' : 'field')
    }
  }
}

/** Fields of the module's own types get the module's own `Ctx` too. */
function addTypes(
  resolvers: Record<string, unknown>,
  plugin: Plugin,
  placeholders: ReadonlyMap<string, unknown>,
): void {
  for (const [type, map] of Object.entries(plugin.graph?.resolvers ?? {})) {
    if (roots.has(type) || placeholders.has(type)) continue
    if (type in resolvers)
      throw new VmesteError(
        'VMESTE_GRAPH_TYPE_TWICE',
        `Module "${plugin.id}" resolves the type "${type}", which another module owns`,
      )
    resolvers[type] = isScalar(map)
      ? map
      : Object.fromEntries(
          Object.entries(map).map(([name, resolver]) => [name, ownCtx(plugin, `${type}.${name}`, resolver)]),
        )
  }
}

/**
 * A field that one module adds to the type of another runs with the adder's `Ctx`, and is told of the thing by
 * reference only.
 */
function addEach(
  resolvers: Record<string, unknown>,
  plugin: Plugin,
  placeholder: string,
  { type, sourceOf }: EachTarget,
): void {
  const fields = (resolvers[type] = { ...(resolvers[type] as Fields | undefined) })
  for (const [name, resolver] of Object.entries(
    (plugin.graph?.resolvers[placeholder] ?? {}) as Record<string, Resolver>,
  )) {
    if (name in fields)
      throw new VmesteError(
        'VMESTE_GRAPH_FIELD_TWICE',
        `Module "${plugin.id}" adds the field "${name}" to each "${placeholder}", but ${type} has it already; give it a name of its own`,
      )
    fields[name] = (value: unknown, args: unknown, { scope }: GraphContext, info: GraphQLResolveInfo) =>
      scope.call('capability', plugin, `${placeholder}.${name}`, () =>
        resolver(sourceOf(value), args, scope.ctx(plugin), info),
      )
  }
}

const isScalar = (map: unknown): boolean => typeof (map as { serialize?: unknown }).serialize === 'function'

function ownCtx(plugin: Plugin, operation: string, resolver: unknown): unknown {
  if (typeof resolver !== 'function') return resolver
  const call = resolver as (source: unknown, args: unknown, ctx: unknown, info: unknown) => unknown
  // `__resolveType` and `__isTypeOf` take the context second; every other resolver takes it third
  if (resolver.name.startsWith('__')) return resolver
  return (source: unknown, args: unknown, { scope }: GraphContext, info: unknown) =>
    scope.part(plugin, operation, () => call(source, args, scope.ctx(plugin), info))
}
