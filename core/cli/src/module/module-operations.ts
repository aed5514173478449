import { existsSync } from 'node:fs'
import { civicPlugin } from '@vmeste/civic'
import { composeSdl } from '@vmeste/host'
import { operationPlaces, staleOperations, writeOperations } from '@vmeste/web/operations'
import { VmesteError, type Plugin } from '@vmeste/sdk'

/** A folder with an `operations.graphql` and the modules it may ask, beside the core and the civic services. */
export interface OperationsUnit {
  readonly folder: string
  readonly isModule: boolean
  readonly plugins: readonly Plugin[]
}

/**
 * Makes the typed operations of one folder from its `operations.graphql`; says whether anything was written.
 *
 * @param options.check write nothing, fail with `VMESTE_OPERATIONS_STALE` instead
 */
export function makeOperations(
  { folder, isModule, plugins }: OperationsUnit,
  { check = false } = {},
): string | undefined {
  const places = operationPlaces(folder, isModule)
  if (!existsSync(places.graphql)) return undefined
  const sdl = composeSdl([civicPlugin(), ...plugins])
  if (!check) return writeOperations(sdl, places) ? places.code : undefined
  if (staleOperations(sdl, places))
    throw new VmesteError(
      'VMESTE_OPERATIONS_STALE',
      `${places.code} is older than ${places.graphql} or the graph; run npm run -s vmeste -- operations`,
    )
  return undefined
}
