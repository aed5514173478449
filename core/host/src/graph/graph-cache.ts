import type { GraphQLSchema } from 'graphql'
import { LRUCache } from 'lru-cache'
import type { CitySnapshot } from '../city/city-snapshot.ts'
import { describeError } from '../log/describe-error.ts'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import { ApolloDoor } from './apollo-door.ts'
import { CityGraph } from './city-graph.ts'
import { composeWhatFits } from './compose-what-fits.ts'
import { DocumentCache } from './document-cache.ts'
import { FieldOwners } from './field-owners.ts'
import { forgetCode } from './forget-code.ts'
import type { Logger } from 'pino'

export interface OpenGraph {
  readonly graph: CityGraph
  readonly apollo: ApolloDoor
}

/** One composed graph per distinct set of enabled modules, shared by every city that has this set. */
export class GraphCache {
  readonly owners: FieldOwners
  readonly #registry: PluginRegistry
  readonly #logger: Logger
  readonly #documents = new DocumentCache()
  readonly #open: LRUCache<string, OpenGraph>

  constructor(registry: PluginRegistry, logger: Logger) {
    forgetCode()
    this.#registry = registry
    this.#logger = logger
    this.owners = new FieldOwners(registry.all)
    this.#open = new LRUCache({ max: 64, dispose: ({ apollo }) => void apollo.stop() })
  }

  for(snapshot: CitySnapshot): OpenGraph {
    const known = this.#open.get(snapshot.enabledKey)
    if (known) return known
    const graph = new CityGraph(this.#compose(snapshot.enabled), this.#documents)
    const made = { graph, apollo: new ApolloDoor(graph, this.owners, this.#logger, this.#documents) }
    this.#open.set(snapshot.enabledKey, made)
    return made
  }

  /** A module that leans on another which is off here is left out: for its sake no city may lose its graph. */
  #compose(enabled: ReadonlySet<string>): GraphQLSchema {
    const { always } = this.#registry
    return composeWhatFits(always, this.#registry.activeIn(enabled).slice(always.length), ({ id }, error) => {
      this.#logger.error(
        { module: id, beside: [...enabled], error: describeError(error) },
        'a module is left out of the graph of cities with this set',
      )
    }).schema
  }

  stop(): void {
    this.#open.clear()
  }
}
