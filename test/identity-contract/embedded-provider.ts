import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { loadSigningKeys } from '../../core/host/src/identity/embedded/keys/signing-keys.ts'
import { identityDb } from '../../core/host/src/identity/embedded/storage/identity-tables.ts'
import { startTestIdentity } from '../../core/host/src/identity/embedded/test-identity.ts'
import { serveTestPortal } from '../../core/host/src/identity/embedded/test-portal.ts'
import { seal } from '../../core/host/src/storage/seal.ts'
import type { IdentityPort } from '@vmeste/host/identity'
import { addPeople, type ContractProvider } from './provider.ts'
import { ShiftingClock } from './shifting-clock.ts'

/** The embedded provider on a database of its own; the portal stands beside it on one origin. */
export async function startEmbeddedProvider(): Promise<ContractProvider> {
  const here = await startTestIdentity({ people: false })
  serveTestPortal(here.app, here.identity.portalConfig())
  await addPeople(here.identity)
  const pool = here.storage.pool('identity')
  const sealing = here.key('identity.signing-keys')
  const others: IdentityPort[] = []
  return {
    url: here.origin, portal: here.origin, gatewaySecret: here.key('identity.gateway-client').toString('base64url'),
    get identity() { return here.identity },
    freshHost: async () => {
      const clock = new ShiftingClock()
      const counted = countConnections(pool)
      const identity = await here.another({ clock, pool: counted.pool })
      others.push(identity)
      // each holds a connection, to hear of sign-outs; no check needs more than two at once beside one of its group
      if (others.length > 3) await others.shift()?.stop()
      const from = counted.count()
      return { identity, keyRequests: () => counted.count() - from, advance: (milliseconds) => { clock.advance(milliseconds) } }
    },
    signingKey: async () => {
      const [key] = await loadSigningKeys(identityDb(pool), sealing)
      return { kid: key!.kid, privateKey: createPrivateKey({ key: key!, format: 'jwk' }) }
    },
    rotateKeys: async () => {
      const kid = randomBytes(24).toString('base64url')
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      await pool.query('insert into identity.signing_key (kid, sealed) values ($1, $2)', [kid, seal(sealing, `identity.signing_key:${kid}`, JSON.stringify(privateKey.export({ format: 'jwk' })))])
      await here.restart()
    },
    withdrawOldKeys: async () => {
      await pool.query('update identity.signing_key set retired_at = now() where created_at < (select max(created_at) from identity.signing_key)')
      await here.restart()
    },
    stop: async () => {
      for (const other of others) await other.stop()
      await here.stop()
    },
  }
}

/** The verifier needs the database for its keys and for nothing else: every connection it takes is a request for keys. */
function countConnections(pool: Pool): { pool: Pool; count: () => number } {
  let taken = 0
  return {
    count: () => taken,
    pool: new Proxy(pool, {
      get(target, name): unknown {
        if (name === 'connect') taken++
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value
      },
    }),
  }
}
