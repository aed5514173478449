import type { PluginDefinition, ResolverMap } from '@vmeste/sdk'

type Storage = NonNullable<PluginDefinition['storage']>

/** What one folder of the civic services adds to the civic plugin. */
export interface Part extends Pick<
  PluginDefinition,
  'permissions' | 'emits' | 'subscribes' | 'jobs' | 'routes' | 'services' | 'settings' | 'personalData'
> {
  readonly entities?: Storage['entities']
  readonly migrations?: Storage['migrations']
  readonly lends?: Storage['lends']
  readonly typeDefs?: string
  readonly resolvers?: ResolverMap
}
