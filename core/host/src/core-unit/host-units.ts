import type { Plugin } from '@vmeste/sdk'
import { unitsOf } from '../storage/migrate-for.ts'
import type { StorageUnit } from '../storage/units/unit.ts'
import { coreUnit } from './core-unit.ts'

/**
 * All owners of tables in a database: the host's own first, then those beside the plugins, then the plugins'.
 *
 * @param extra units of no plugin: identity
 */
export const hostUnits = (
  plugins: readonly Plugin[],
  extra: readonly StorageUnit[] = [],
): readonly [StorageUnit, ...StorageUnit[]] => [coreUnit, ...extra, ...unitsOf(plugins)]
