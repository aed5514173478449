import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { civicPlugin, civicState } from '@vmeste/civic'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import {
  checkAll,
  codeOf,
  readBackup,
  readDisk,
  readFacts,
  readSchema,
  type Ask,
  type AskCities,
  type Check,
} from '@vmeste/host/status'
import { installedModules } from './installed-modules.ts'
import { greet } from './mail-out.ts'
import { updatesFor } from './updates-for.ts'
import type { Env } from './read-env.ts'
import { platformVersion, requireRestored } from '@vmeste/host/storage'

const patienceMs = 5_000

interface Reached {
  readonly ask: Ask
  readonly owner: Pick<pg.Client, 'query'>
  close(): Promise<void>
}

/**
 * Looks at the installation as the owner of its database, beside a running host or without one. Nothing is migrated,
 * made or changed; an embedded database that nobody runs is started for the look and stopped after it. Where there is
 * none, the rest is looked at all the same.
 */
export async function readStatus(env: Env): Promise<Check[]> {
  const modules = await installedModules({ dataFolder: env.dataFolder, faults: 'rest' })
  const { ask, owner, close } = await reach(env)
  const askCities: AskCities = (cities, text, values = []) =>
    ask(text, [cities.map(({ id }) => id), cities.map(({ country }) => country), ...values])
  const { smtpUrl } = env
  try {
    return checkAll(
      await readFacts({
        ask,
        askCities,
        civic: civicState,
        resting: modules.resting.map(({ id }) => id),
        schema: async () => {
          await requireRestored(owner, env.dataFolder)
          return readSchema(ask, [civicPlugin(), ...modules.plugins], [identityUnit])
        },
        updates: updatesFor(env, modules),
        origin: env.origin,
        version: platformVersion,
        folder: env.dataFolder,
        readDisk,
        machine: Date.now,
        today: () => new Date(),
        mail: smtpUrl ? { greet: () => greet(smtpUrl) } : undefined,
        backup: () => readBackup(owner, env.backup.target),
        remembered: (_what, look) => look(),
      }),
    )
  } finally {
    await close()
  }
}

async function reach({ databaseUrl, dataFolder, backup }: Env): Promise<Reached> {
  const folder = join(dataFolder, 'postgres')
  // a look makes no database
  if (!databaseUrl && !existsSync(folder)) return away('NOT_STARTED_YET')
  let server: { readonly url: string; stop(): Promise<void> } | undefined
  try {
    server = databaseUrl
      ? undefined
      : await startEmbeddedPostgres(folder, { inUse: 'share', ...(backup.target ? { archive: {} } : {}) })
    const owner = new pg.Client({
      connectionString: databaseUrl ?? server!.url,
      connectionTimeoutMillis: patienceMs,
      statement_timeout: patienceMs,
      query_timeout: patienceMs,
      application_name: 'vmeste status',
    })
    owner.on('error', () => undefined) // one that dies tells the query at work
    await owner.connect()
    // readings are taken side by side, a connection takes one question at a time
    let asked: Promise<unknown> = Promise.resolve()
    const query = <Row extends pg.QueryResultRow>(
      text: string,
      values: readonly unknown[] = [],
    ): Promise<pg.QueryResult<Row>> => {
      const answer = asked.then(() => owner.query<Row>(text, [...values]))
      asked = answer.catch(() => undefined)
      return answer
    }
    return {
      owner: { query: query as pg.Client['query'] },
      ask: async (text, values = []) => (await query<never>(text, values)).rows,
      close: async () => {
        await owner.end().catch(() => undefined)
        await server?.stop()
      },
    }
  } catch (error) {
    await server?.stop().catch(() => undefined)
    return away(codeOf(error))
  }
}

/** A database that is not there answers every question with the same code. */
function away(code: string): Reached {
  const query = (): Promise<never> => Promise.reject(Object.assign(new Error('the database does not answer'), { code }))
  return { ask: query, owner: { query }, close: () => Promise.resolve() }
}
