import type pg from 'pg'
import { VmesteError } from '@vmeste/sdk'

/** Connections of one unit where there is room for them. */
export const fullPool = 8
/** With one a slow question would hold everybody up. */
const leastPool = 2
/** Beside the pools: six of events and jobs, one that listens, one that tries whether the database can be written. */
const aside = 8
/** For commands, backups and whoever looks into the database by hand. */
const spare = 10

/** What the connections of all hosts together may come to. */
export interface ConnectionBound {
  readonly hosts: number
  readonly units: number
  /** Connections of one unit in one host. */
  readonly pool: number
  /** The most that one host opens. */
  readonly perHost: number
  /** What the server lets all of them have. */
  readonly room: number
}

/**
 * The most connections that a host opens: each unit’s own, one more of each when it is tried whether it can still sign
 * in, and those beside.
 */
export const connectionsOf = (units: number, pool: number): number => units * pool + units + aside

/**
 * How many connections each unit may open in each of so many hosts, that all of them together fit what the server
 * allows: fewer than eight where it must be.
 *
 * @param owner connected as the database's owner
 * @throws VmesteError `VMESTE_CONNECTIONS_FEW` where not even two of each fit
 */
export async function boundConnections(
  owner: pg.ClientBase,
  { hosts, units }: Pick<ConnectionBound, 'hosts' | 'units'>,
): Promise<ConnectionBound> {
  const {
    rows: [server],
  } = await owner.query<{ server: number; database: number }>(`
    select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - coalesce(current_setting('reserved_connections', true)::int, 0) as server,
      (select datconnlimit from pg_database where datname = current_database()) as database`)
  const allowed = server!.database >= 0 ? Math.min(server!.server, server!.database) : server!.server
  const room = allowed - spare
  const pool = Math.min(fullPool, Math.floor((Math.floor(room / hosts) - aside - units) / units))
  if (pool < leastPool) {
    const needed = hosts * connectionsOf(units, leastPool) + spare
    const quick = hosts * connectionsOf(units, fullPool) + spare
    throw new VmesteError(
      'VMESTE_CONNECTIONS_FEW',
      `PostgreSQL lets everybody together have ${allowed} connections, and ` +
        `${hosts === 1 ? 'a host' : `${hosts} hosts`} with ${units} parts need ${needed} at least, ${quick} to be quick. ` +
        'Raise max_connections, or start fewer hosts (VMESTE_HOSTS)',
    )
  }
  return { hosts, units, pool, perHost: connectionsOf(units, pool), room }
}
