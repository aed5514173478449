import pg from 'pg'
import { inject } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import type { Plugin } from '@vmeste/sdk'
import { createTestHost, fakeIdentity, testSecret, type TestHost } from '@vmeste/testkit'

export interface TwoHosts {
  readonly one: TestHost
  readonly two: Host
  readonly twoUrl: string
  /** The owner of the database: lays down what another version, or an administrator, may have left. */
  readonly owner: pg.Client
  stop(): Promise<void>
}

/** Two hosts on one database, with one clock. */
export async function startTwoHosts(modules: readonly Plugin[]): Promise<TwoHosts> {
  const one = await createTestHost({ postgres: inject('postgres'), modules })
  const two = await createHost({
    databaseUrl: one.databaseUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: one.dataFolder,
    civic: civicPlugin(),
    modules,
    clock: one.clock,
    logger: one.host.logger,
    identity: async () => fakeIdentity,
  })
  const twoUrl = `http://127.0.0.1:${await two.listen(0)}`
  const owner = new pg.Client({ connectionString: one.databaseUrl })
  await owner.connect()
  return {
    one,
    two,
    twoUrl,
    owner,
    stop: async () => {
      await owner.end()
      await two.stop()
      await one.stop()
    },
  }
}
