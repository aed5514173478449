import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import type { IdentityPort } from '@vmeste/host/identity'
import { createKeycloakIdentity, type KeycloakSettings } from '@vmeste/host/keycloak-identity'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { openStorage } from '@vmeste/host/storage'
import { z } from '@vmeste/sdk'
import { createTestDatabase, testSecret } from '@vmeste/testkit'
import { inject } from 'vitest'
import { errorHandler } from '../../core/host/src/http/error-handler.ts'
import { serveTestPortal } from '../../core/host/test/doubles/bare-portal.ts'
import { mailServer } from '../../deploy/keycloak/mail-server.ts'
import { setUpRealm } from '../../deploy/keycloak/set-up-realm.ts'
import { freePort, startKeycloak } from '../../deploy/keycloak/start-keycloak.ts'
import { keycloakDoor } from './doors/keycloak-door.ts'
import { putFault } from './faults.ts'
import { fewHosts } from './few-hosts.ts'
import { ownKeys } from './keycloak-keys.ts'
import { openMailbox } from './mailbox.ts'
import { addPeople, password, type ContractProvider } from './provider.ts'
import { ShiftingClock } from './shifting-clock.ts'
import { watchedProxy } from './watched-proxy.ts'

const realm = '/vmeste'

/** With a Keycloak the host and the portal stand elsewhere, and can be started beside the checks. */
export interface KeycloakProvider extends ContractProvider {
  readonly hostOptions: KeycloakSettings
  /** Gives the realm another portal, at a free port, and leaves the one that keycloak-js was tried on. */
  movePortal(): Promise<string>
  /** A host of the portal where it is now. */
  hostAtPortal(): Promise<IdentityPort>
  /** Does something while the realm has no mail server. */
  withoutMail(work: () => Promise<void>): Promise<void>
}

/**
 * A real Keycloak with the realm of `deploy/keycloak`; the portal, and the host that hears of sign-outs, on another
 * origin.
 */
export async function startKeycloakProvider(): Promise<KeycloakProvider> {
  const app = express()
  const server = createServer(app).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  let portal = `http://localhost:${(server.address() as AddressInfo).port}`
  const gatewaySecret = 'the secret of the gateway in tests'
  const closing: (() => Promise<void>)[] = [
    async () => {
      server.closeAllConnections()
      server.close()
    },
  ]
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    const keycloak = await startKeycloak()
    closing.push(keycloak.stop)
    const { url, admin } = keycloak
    const mailbox = await openMailbox()
    closing.push(mailbox.stop)
    const database = await createTestDatabase(inject('postgres'), [], [identityUnit])
    closing.push(database.drop)
    const storage = await openStorage(database.url, testSecret, [], [identityUnit])
    const others = fewHosts()
    closing.push(storage.close, others.stop)
    const mail = mailServer(mailbox.url, 'no-reply@example.test')
    await setUpRealm(admin, { portal, gatewaySecret, mail })
    await putFault(admin)
    const options = { url, realm: 'vmeste', clientId: 'portal', gatewaySecret }
    const parts = {
      portal,
      pool: storage.pool(identityUnit.id),
      logger: pino({ level: 'silent' }),
      knowsRole: (city: string, role: string) => city === 'uzda' && role === 'bell-ringer',
    }
    const identity = await createKeycloakIdentity({ ...options, ...parts })
    closing.push(() => identity.stop())
    app.use(identity.router())
    serveTestPortal(app, identity.portalConfig())
    app.use(errorHandler(parts.logger))
    await addPeople(identity)
    const keys = await ownKeys(admin, realm)
    await keys.rotate()
    return {
      url,
      gatewaySecret,
      identity,
      stop,
      hostOptions: options,
      door: keycloakDoor,
      tellsSignOuts: true,
      linkTo: mailbox.linkTo,
      lettersTo: mailbox.lettersTo,
      get portal() {
        return portal
      },
      movePortal: async () => {
        portal = `http://localhost:${await freePort()}`
        await setUpRealm(admin, { portal, gatewaySecret })
        return portal
      },
      forgetAttempts: async (username) => {
        const [found] =
          (await admin.get(
            `${realm}/users?exact=true&username=${encodeURIComponent(username)}`,
            z.array(z.looseObject({ id: z.string() })),
          )) ?? []
        await admin.delete(`${realm}/attack-detection/brute-force/users/${found?.id ?? ''}`)
      },
      addUnproven: async (email) => {
        await admin.post(`${realm}/users`, {
          username: email,
          email,
          enabled: true,
          emailVerified: false,
          credentials: [{ type: 'password', value: password, temporary: false }],
        })
      },
      hostAtPortal: async () => {
        const host = await createKeycloakIdentity({ ...options, ...parts, portal })
        await others.add(host)
        return host
      },
      withoutMail: async (work) => {
        await admin.put(realm, { smtpServer: {} })
        try {
          await work()
        } finally {
          await admin.put(realm, { smtpServer: mail })
        }
      },
      signingKey: async () => keys.newest(),
      rotateKeys: keys.rotate,
      withdrawOldKeys: keys.withdrawOld,
      freshHost: async () => {
        const clock = new ShiftingClock()
        const proxy = await watchedProxy(url)
        closing.push(proxy.close)
        const host = await createKeycloakIdentity({ ...options, ...parts, internalUrl: proxy.url, clock })
        await others.add(host)
        return {
          identity: host,
          keyRequests: proxy.count,
          advance: (milliseconds) => {
            clock.advance(milliseconds)
          },
          hang: proxy.hang,
        }
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
