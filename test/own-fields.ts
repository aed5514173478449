import { Kind, parse } from 'graphql'
import type { Plugin } from '@vmeste/sdk'

const roots = ['Query', 'Mutation', 'Subscription']

/** Names of the root fields that some modules bring. */
export const ownFields = (plugins: readonly Plugin[]): ReadonlySet<string> =>
  new Set(
    plugins.flatMap(({ graph }) =>
      parse(graph?.typeDefs.trim() || 'scalar _Nothing', { noLocation: true }).definitions.flatMap((definition) =>
        (definition.kind === Kind.OBJECT_TYPE_EXTENSION || definition.kind === Kind.OBJECT_TYPE_DEFINITION) &&
        roots.includes(definition.name.value)
          ? (definition.fields ?? []).map(({ name }) => name.value)
          : [],
      ),
    ),
  )
