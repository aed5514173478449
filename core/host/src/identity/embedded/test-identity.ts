import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type Express } from 'express'
import pino from 'pino'
import { openStorage, type Storage } from '@vmeste/host/storage'
import { createTestDatabase, testSecret } from '@vmeste/testkit'
import { inject } from 'vitest'
import { keyOf } from '../../storage/units/installation.ts'
import type { IdentityMail, IdentityPort } from '../shared/port/identity-port.ts'
import { createEmbeddedIdentity } from './create-embedded-identity.ts'
import type { EmbeddedIdentityOptions } from './options/embedded-options.ts'
import { identityUnit } from '../shared/tables/identity-unit.ts'

export interface TestIdentity {
  readonly identity: IdentityPort
  readonly origin: string
  readonly app: Express
  readonly storage: Storage
  readonly mails: IdentityMail[]
  readonly log: string[]
  key(purpose: string): Buffer
  /** One more host on the same database; it serves nobody. Stop it. */
  another(options?: Other): Promise<IdentityPort>
  /** The host starts again: what it read at its start it reads anew. */
  restart(options?: Other): Promise<void>
  stop(): Promise<void>
}

/** What another host is started with; `undefined` takes away. */
type Other = {
  readonly [K in 'clock' | 'pool' | 'mail' | 'demonstrationAccounts' | 'cityOf']?:
    | EmbeddedIdentityOptions[K]
    | undefined
}

export interface TestIdentityOptions {
  readonly demonstration?: boolean
  /** Whether letters leave. */
  readonly letters?: boolean
  readonly people?: boolean
  /** How they leave. Default: into `mails`. */
  readonly mail?: ((message: IdentityMail) => Promise<void>) | undefined
}

export const password = 'правильный конь 42'

/** The address in a letter. */
export const linkIn = (mail: IdentityMail): string => /https?:\/\/\S+/.exec(mail.text)?.[0] ?? ''

/** The embedded provider on a fresh database, listening on a free port, with a few people in it. */
export async function startTestIdentity({
  demonstration = true,
  letters = true,
  people = true,
  mail,
}: TestIdentityOptions = {}): Promise<TestIdentity> {
  const database = await createTestDatabase(inject('postgres'), [], [identityUnit])
  const storage = await openStorage(database.url, testSecret, [], [identityUnit])
  const app = express().set('trust proxy', 'loopback')
  const server = createServer(app).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const mails: IdentityMail[] = []
  const log: string[] = []
  const key = (purpose: string) => keyOf(testSecret, purpose)

  const another: TestIdentity['another'] = (options) =>
    createEmbeddedIdentity({
      pool: storage.pool('identity'),
      origin,
      key,
      ...(letters
        ? {
            mail:
              mail ??
              (async (message) => {
                mails.push(message)
              }),
          }
        : {}),
      cityOf: (slug) =>
        slug === 'uzda'
          ? { slug, name: { ru: 'Узда', be: 'Узда', en: 'Uzda' }, brand: { colour: '#15447f', onColour: '#ffffff' } }
          : undefined,
      logger: pino(
        { level: 'info' },
        {
          write: (line: string) => {
            log.push(line)
          },
        },
      ),
      ...(demonstration
        ? {
            demonstrationAccounts: [
              {
                username: 'operator.uzda',
                title: { ru: 'Оператор, Узда', be: 'Аператар, Узда', en: 'Operator, Uzda' },
              },
            ],
          }
        : {}),
      ...(options as Partial<EmbeddedIdentityOptions>),
    })
  let identity = await another()
  app.use((req, res, next) => {
    void identity.router()(req, res, next)
  })
  if (people) {
    await identity.users.create({
      username: 'citizen',
      givenName: 'Иван',
      familyName: 'Петров',
      email: 'ivan@example.test',
      password,
    })
    await identity.users.create({
      username: 'operator.uzda',
      givenName: 'Ольга',
      password,
      cityRoles: [{ city: 'uzda', role: 'operator' }],
      demonstration: true,
    })
  }
  return {
    get identity() {
      return identity
    },
    origin,
    app,
    storage,
    mails,
    log,
    key,
    another,
    restart: async (options) => {
      await identity.stop()
      identity = await another(options)
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await identity.stop()
      await storage.close()
      await database.drop()
    },
  }
}
