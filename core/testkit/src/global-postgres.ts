import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endLeftServer, startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /**
     * Connection string of the test run's own PostgreSQL, as a role that may create roles and databases and is no
     * superuser.
     */
    postgres: string
    /** The same as a superuser, for what only one may: nothing of the platform works as it. */
    superuser: string
    /** A folder that goes with the run, for what nobody else clears away. */
    folder: string
  }
}

const prefix = 'vmeste-test-'

/** One real PostgreSQL for a test run, careless of power cuts and therefore quick. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  const postgres = await startEmbeddedPostgres(folder, { durable: false, createDatabases: true })
  project.provide('postgres', postgres.url)
  project.provide('superuser', postgres.superuserUrl)
  project.provide('folder', folder)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** A run that was killed could not stop its server: the next one does, but leaves alone what may just be starting. */
async function sweep(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((each) => each.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    const made = await stat(folder).then(
      ({ birthtimeMs }) => birthtimeMs,
      () => Date.now(),
    )
    if (Date.now() - made > 60_000 && (await endLeftServer(folder))) await rm(folder, { recursive: true, force: true })
  }
}
