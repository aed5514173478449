import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createKeycloakIdentity, type AdminApi, type keycloakIdentity } from '@vmeste/host/keycloak-identity'
import { z } from '@vmeste/sdk'
import { serveTestPortal } from '../../core/host/src/identity/embedded/test-portal.ts'
import { setUpRealm } from '../../deploy/keycloak/set-up-realm.ts'
import { freePort, startKeycloak } from '../../deploy/keycloak/start-keycloak.ts'
import { putFault } from './faults.ts'
import { addPeople, type ContractProvider, type SigningKey } from './provider.ts'
import { ShiftingClock } from './shifting-clock.ts'

const realm = '/vmeste'
const keyProvider = 'org.keycloak.keys.KeyProvider'
const component = z.looseObject({ id: z.string(), name: z.string(), providerId: z.string() })

/** With a Keycloak the host and the portal stand elsewhere, and can be started beside the checks. */
export interface KeycloakProvider extends ContractProvider {
  readonly hostOptions: Parameters<typeof keycloakIdentity>[0]
  /** Gives the realm another portal, at a free port, and leaves the one that keycloak-js was tried on. */
  movePortal(): Promise<string>
}

/** A real Keycloak with the realm of `deploy/keycloak`, and the portal on another origin. */
export async function startKeycloakProvider(): Promise<KeycloakProvider> {
  const app = express()
  const server = createServer(app).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  let portal = `http://localhost:${(server.address() as AddressInfo).port}`
  const gatewaySecret = 'the secret of the gateway in tests'
  const closing: (() => Promise<void>)[] = [async () => { server.closeAllConnections(); server.close() }]
  const stop = async (): Promise<void> => { for (const close of closing.splice(0).reverse()) await close() }
  try {
    const keycloak = await startKeycloak()
    closing.push(keycloak.stop)
    const { url, admin } = keycloak
    await setUpRealm(admin, { portal, gatewaySecret })
    await putFault(admin)
    const options = { url, realm: 'vmeste', clientId: 'portal', gatewaySecret, knowsRole: (city: string, role: string) => city === 'uzda' && role === 'bell-ringer' }
    const identity = createKeycloakIdentity(options)
    serveTestPortal(app, identity.portalConfig())
    await addPeople(identity)
    const keys = await ownKeys(admin)
    await keys.rotate()
    return {
      url, gatewaySecret, identity, stop, hostOptions: options,
      get portal() { return portal },
      movePortal: async () => {
        portal = `http://localhost:${await freePort()}`
        await setUpRealm(admin, { portal, gatewaySecret })
        return portal
      },
      signingKey: async () => keys.newest(), rotateKeys: keys.rotate, withdrawOldKeys: keys.withdrawOld,
      freshHost: async () => {
        const clock = new ShiftingClock()
        const counting = await countingProxy(url)
        closing.push(counting.close)
        return { identity: createKeycloakIdentity({ ...options, internalUrl: counting.url, clock }), keyRequests: counting.count, advance: (milliseconds) => { clock.advance(milliseconds) } }
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Keys that we made and Keycloak signs with: so the checks can sign as it does. */
async function ownKeys(admin: AdminApi): Promise<{ newest: () => SigningKey; rotate: () => Promise<void>; withdrawOld: () => Promise<void> }> {
  const { id: parentId } = await admin.get(realm, z.looseObject({ id: z.string() })) ?? { id: '' }
  let newest: SigningKey | undefined
  let priority = 200
  const components = async () => (await admin.get(`${realm}/components?type=${keyProvider}`, z.array(component)) ?? [])
  return {
    newest: () => newest!,
    rotate: async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      priority += 1
      const config = { priority: [String(priority)], enabled: ['true'], active: ['true'], algorithm: ['RS256'], privateKey: [privateKey.export({ type: 'pkcs8', format: 'pem' })] }
      await admin.post(`${realm}/components`, { name: `ours-${priority}`, providerId: 'rsa', providerType: keyProvider, parentId, config })
      const published = await admin.get(`${realm}/keys`, z.object({ active: z.object({ RS256: z.string() }) }))
      newest = { kid: published!.active.RS256, privateKey }
    },
    withdrawOld: async () => {
      for (const { id, name, providerId } of await components()) {
        if (name !== `ours-${priority}` && ['rsa', 'rsa-generated'].includes(providerId)) await admin.delete(`${realm}/components/${id}`)
      }
    },
  }
}

/** Stands between a host and Keycloak and counts how often keys are asked for. */
async function countingProxy(target: string): Promise<{ url: string; count: () => number; close: () => Promise<void> }> {
  let count = 0
  const server = createServer((req, res) => {
    if (req.url?.endsWith('/certs')) count++
    fetch(`${target}${req.url ?? ''}`).then(async (reply) => { res.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text()) })
      .catch(() => { res.writeHead(502).end() })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, count: () => count,
    close: async () => { server.closeAllConnections(); server.close() },
  }
}
