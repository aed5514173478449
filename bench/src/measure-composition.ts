import appeals from '@vmeste/appeals'
import { civicPlugin } from '@vmeste/civic'
import { composeSchema } from '@vmeste/host'
import { median } from './median.ts'
import { spareModule } from './spare-module.ts'

export interface Composition {
  readonly modules: number
  readonly milliseconds: number
}

/**
 * Milliseconds to compose the graph of a set of modules that no city had before; later cities with the same set pay
 * nothing.
 */
export function measureComposition(sizes = [4, 10, 30], times = 15): Composition[] {
  const civic = civicPlugin()
  return sizes.map((modules) => {
    const plugins = [civic, appeals, ...Array.from({ length: modules - 1 }, (_, at) => spareModule(at + 1))]
    const taken = Array.from({ length: times }, () => {
      const at = performance.now()
      composeSchema(plugins)
      return performance.now() - at
    })
    return { modules, milliseconds: median(taken) }
  })
}
