import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { packagesFolder } from '@vmeste/host/packages'
import type { Storage } from '@vmeste/host/storage'
import { VmesteError } from '@vmeste/sdk'
import { addedModules, recordModule, storedOf } from '../platform/added-modules.ts'
import { withAccounts } from '../platform/open-accounts.ts'
import type { Env } from '../platform/read-env.ts'
import { takeRows, type TakenRows } from './take-rows.ts'

export interface Removal {
  /** File for every row it keeps. */
  readonly exportTo?: string
  readonly purge: boolean
  /** Without asking the database whether a city has it on. */
  readonly force: boolean
}
export interface Removed extends TakenRows {
  readonly id: string
  /** Cities in which it was on while no host ran. */
  readonly wasOn: readonly string[]
}

/**
 * Takes an added module out: its rows are written down first where that is asked for, then the record goes, then its
 * files.
 *
 * @throws VmesteError `VMESTE_REMOVE_UNKNOWN`, `VMESTE_REMOVE_ON`, `VMESTE_REMOVE_EXPORT`
 */
export async function removeModule(env: Env, id: string, { exportTo, purge, force }: Removal): Promise<Removed> {
  if (!storedOf(await addedModules(env.dataFolder)).some((each) => each.id === id))
    throw new VmesteError(
      'VMESTE_REMOVE_UNKNOWN',
      `"${id}" was not added to this installation. What plugins.config.json of the project names is taken out there`,
    )
  if (purge && exportTo === undefined)
    throw new VmesteError(
      'VMESTE_REMOVE_EXPORT',
      `The rows of "${id}" are deleted only after they were written down: vmeste remove ${id} --export <file> --purge`,
    )
  // without its code: it may be what keeps the platform from starting
  const { on, running } = force
    ? { on: [], running: false }
    : await withAccounts(env, ({ storage }) => whereOn(storage, id), { except: id })
  if (on.length > 0 && running)
    throw new VmesteError(
      'VMESTE_REMOVE_ON',
      `"${id}" is on in ${on.join(', ')} while a host runs; switch it off there, or stop every host first`,
    )
  const taken = exportTo === undefined ? {} : await takeRows(env, id, exportTo, purge)
  await recordModule(env.dataFolder, id, undefined)
  await rm(join(packagesFolder(env.dataFolder), id), { recursive: true, force: true })
  return { id, wasOn: on, ...taken }
}

/**
 * Where it is on, and whether anybody is there to notice: every host listens to the others on a connection of that
 * name.
 */
async function whereOn(storage: Storage, id: string): Promise<{ on: string[]; running: boolean }> {
  const {
    rows: [found],
  } = await storage.pool('core').query<{ on: string[]; running: boolean }>(
    `select array(select c.slug::text from core.city_module m join core.city c on c.id = m.city where m.module = $1
      and m.enabled order by 1) as on,
       exists (select from pg_stat_activity where datname = current_database() and usename = current_user
         and application_name = 'vmeste live') as running`,
    [id],
  )
  return found!
}
