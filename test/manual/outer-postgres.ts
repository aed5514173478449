import { openHome } from '../../core/host/src/storage/embedded/home.ts'
import { postgresBinaries } from '../../core/host/src/storage/embedded/binaries.ts'
import { end, initialise, launch } from '../../core/host/src/storage/embedded/server.ts'

/** A PostgreSQL with nothing in it but its superuser, as somebody finds one who is to make the database. */
export interface OuterPostgres {
  readonly port: number
  urlOf(role: 'superuser' | 'owner', database: string): string
  stop(): Promise<void>
}

export async function startOuterPostgres(folder: string): Promise<OuterPostgres> {
  const home = await openHome(folder)
  const binaries = await postgresBinaries(home.account)
  await initialise(home, binaries, false)
  const { pid, port } = await launch(home, binaries, false)
  return {
    port,
    // the password is the manual's
    urlOf: (role, database) =>
      `postgres://${role === 'superuser' ? `vmeste:${home.password}` : 'vmeste_owner:change-me'}@127.0.0.1:${port}/${database}`,
    stop: () => end(pid),
  }
}
