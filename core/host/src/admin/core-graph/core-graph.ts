import type { PersonalData, ResolverMap, Route } from '@vmeste/sdk'

/** One part of the host's own graph (settings, roles, …), merged into the core plugin. */
export interface CoreGraph {
  readonly typeDefs: string
  readonly resolvers: ResolverMap
  readonly routes?: readonly Route[]
  readonly personalData?: readonly PersonalData[]
}
