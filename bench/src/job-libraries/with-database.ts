import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import pg from 'pg'

export interface BenchDatabase {
  readonly ownerUrl: string
  readonly hostUrl: string
  readonly hostRole: string
}

/** A database of its own and a login role that owns nothing, as the host runs; both are gone afterwards. */
export async function withDatabase(work: (database: BenchDatabase) => Promise<void>): Promise<void> {
  const server = process.env['DATABASE_URL'] ? undefined : await embedded()
  const serverUrl = process.env['DATABASE_URL'] ?? server?.url ?? ''
  const name = `bench_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client({ connectionString: serverUrl })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.query(`create role ${name}_host login password '${name}'`)
  const ownerUrl = new URL(serverUrl)
  ownerUrl.pathname = `/${name}`
  const hostUrl = new URL(ownerUrl)
  hostUrl.username = `${name}_host`
  hostUrl.password = name
  try {
    await work({ ownerUrl: ownerUrl.href, hostUrl: hostUrl.href, hostRole: `${name}_host` })
  } finally {
    await admin.query(`drop database ${name} with (force)`)
    await admin.query(`drop role ${name}_host`)
    await admin.end()
    await server?.stop()
  }
}

async function embedded(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-bench-'))
  const server = await startEmbeddedPostgres(folder, { createDatabases: true })
  return {
    url: server.url,
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
