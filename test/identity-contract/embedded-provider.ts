import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { MailWatch } from '@vmeste/host/status'
import { mailOut } from '../../core/cli/src/platform/mail-out.ts'
import { loadSigningKeys } from '../../core/host/src/identity/embedded/keys/signing-keys.ts'
import { identityDb } from '../../core/host/src/identity/shared/tables/identity-tables.ts'
import { startTestIdentity } from '../../core/host/test/doubles/embedded-identity.ts'
import { serveTestPortal } from '../../core/host/test/doubles/bare-portal.ts'
import { seal } from '../../core/host/src/storage/seal.ts'
import { embeddedDoor } from './doors/embedded-door.ts'
import { fewHosts } from './few-hosts.ts'
import { openMailbox } from './mailbox.ts'
import { addPeople, password, type ContractProvider } from './provider.ts'
import { ShiftingClock } from './shifting-clock.ts'
import { watchedPool } from './watched-pool.ts'

/** The embedded provider on a database of its own; the portal stands beside it on one origin. */
export async function startEmbeddedProvider(): Promise<ContractProvider> {
  const mailbox = await openMailbox()
  const here = await startTestIdentity({
    people: false,
    mail: mailOut({ smtpUrl: mailbox.url, mailFrom: undefined }, new MailWatch({ warn: () => undefined }))!.send,
  })
  serveTestPortal(here.app, here.identity.portalConfig())
  await addPeople(here.identity)
  const pool = here.storage.pool('identity')
  const sealing = here.key('identity.signing-keys')
  const others = fewHosts()
  return {
    url: here.origin,
    portal: here.origin,
    gatewaySecret: here.key('identity.gateway-client').toString('base64url'),
    get identity() {
      return here.identity
    },
    door: embeddedDoor,
    tellsSignOuts: false,
    linkTo: mailbox.linkTo,
    lettersTo: mailbox.lettersTo,
    freshHost: async () => {
      const clock = new ShiftingClock()
      const watched = watchedPool(pool)
      const identity = await here.another({ clock, pool: watched.pool })
      await others.add(identity)
      const from = watched.count()
      return {
        identity,
        keyRequests: () => watched.count() - from,
        advance: (milliseconds) => {
          clock.advance(milliseconds)
        },
        hang: watched.hang,
      }
    },
    addUnproven: async (email) => {
      await here.identity.users.create({ username: email.replace('@', '-'), givenName: 'Вера', email, password })
    },
    // whose they are stands there by a keyed hash only
    forgetAttempts: async () => {
      await pool.query('delete from identity.attempt')
    },
    signingKey: async () => {
      const [key] = await loadSigningKeys(identityDb(pool), sealing)
      return { kid: key!.kid, privateKey: createPrivateKey({ key: key!, format: 'jwk' }) }
    },
    rotateKeys: async () => {
      const kid = randomBytes(24).toString('base64url')
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      await pool.query('insert into identity.signing_key (kid, sealed) values ($1, $2)', [
        kid,
        seal(sealing, `identity.signing_key:${kid}`, JSON.stringify(privateKey.export({ format: 'jwk' }))),
      ])
      await here.restart()
    },
    withdrawOldKeys: async () => {
      await pool.query(
        'update identity.signing_key set retired_at = now() where created_at < (select max(created_at) from identity.signing_key)',
      )
      await here.restart()
    },
    stop: async () => {
      await others.stop()
      await here.stop()
      await mailbox.stop()
    },
  }
}
