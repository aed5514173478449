import { Kind, parse, type DocumentNode } from 'graphql'
import { guardOf } from '@vmeste/host'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import { Untried, type Finding, type Rule } from '../rule.ts'

const roots = ['Query', 'Mutation', 'Subscription']

/** Root fields of a module's SDL, `Query.report`. */
export const rootFields = (plugin: Plugin) =>
  documentOf(plugin).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_EXTENSION && definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return []
    const root = definition.name.value
    return roots.includes(root)
      ? (definition.fields ?? []).map((field) => ({ root, field, name: `${root}.${field.name.value}` }))
      : []
  })

const fixes: Record<string, string> = {
  VMESTE_GRAPH_PERMISSION_UNKNOWN: 'declare the permission in permissions, or ask for one that is there',
  VMESTE_GRAPH_ASSURANCE_UNKNOWN: 'ask for one of the levels that there are, as a bare word: assurance: PHONE',
}

export const guarded: Rule = {
  id: 'bronze/guarded',
  title: 'every root field and route says who may call it: everyone, or whoever holds a permission of the module',
  run: ({ plugin }) => [
    ...rootFields(plugin).flatMap(({ root, field, name }): Finding[] => {
      try {
        guardOf(plugin, root, field)
        return []
      } catch (error) {
        if (!(error instanceof VmesteError)) throw error
        return [
          {
            culprit: name,
            message: `${error.code}: ${error.message}`,
            fix: fixes[error.code] ?? 'write exactly one of @public and @allow(permission: "…") behind the field',
          },
        ]
      }
    }),
    ...(plugin.routes ?? [])
      .filter(
        ({ permission, public: open }) =>
          (permission === undefined) === (open === undefined) ||
          (permission !== undefined && !(permission in (plugin.permissions ?? {}))),
      )
      .map(({ method, path }) => ({
        culprit: `${method} ${path}`,
        message: 'the route is neither open to everyone nor kept by a permission of the module',
        fix: 'give it exactly one of public: true and permission, and declare the permission',
      })),
  ],
}

function documentOf(plugin: Plugin): DocumentNode {
  try {
    return parse(plugin.graph?.typeDefs.trim() || 'scalar _Nothing', { noLocation: true })
  } catch (error) {
    throw new Untried('bronze/manifest', error)
  }
}
