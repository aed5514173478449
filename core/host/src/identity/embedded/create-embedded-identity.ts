import { createHash } from 'node:crypto'
import { Router } from 'express'
import type { IdentityPort, VerifiedToken } from '../shared/port/identity-port.ts'
import { KeySource } from '../shared/tokens/key-source.ts'
import { createTokenVerifier } from '../shared/tokens/token-verifier.ts'
import { administratorsOf } from './accounts/administrators.ts'
import { accountPhones } from './accounts/account-phones.ts'
import { EndedSessions } from '../shared/sessions/ended-sessions.ts'
import { IdentityNews } from '../shared/sessions/identity-news.ts'
import { accountStore } from './accounts/account-store.ts'
import { cityRules } from './accounts/city-rules.ts'
import { handOver } from './accounts/hand-over.ts'
import { inviter } from './accounts/invite.ts'
import { InventedPeople } from './accounts/invented-people.ts'
import { knownPlaces } from './accounts/known-places.ts'
import { mailLinks } from './accounts/mail-links.ts'
import { secondFactors } from './accounts/second-factors.ts'
import { createUsers } from './accounts/users.ts'
import {
  portalClient,
  realm,
  realmPath,
  redirectPath,
  type EmbeddedIdentityOptions,
} from './options/embedded-options.ts'
import { attemptLimits } from './interaction/attempt-limits.ts'
import { createLetters } from './letters/letters.ts'
import { loginActions } from './interaction/login-actions.ts'
import { createVisits } from './interaction/visits.ts'
import { tokenIssuer } from './issue-token.ts'
import { keyIssuer } from './keys/key-issuer.ts'
import { rotateSigningKeys } from './keys/rotate-signing-keys.ts'
import { sealingPurpose } from '../shared/tables/signing-key-opens.ts'
import { loadSigningKeys, publicJwk, type PrivateJwk } from './keys/signing-keys.ts'
import { createProvider } from './provider/create-provider.ts'
import { providerPages } from './provider/provider-pages.ts'
import { realmRouter } from './routes/realm-router.ts'
import { keepSessionMark, sessionIframe } from './pages/session-iframe.ts'
import { tokenRoutes } from './routes/token-routes.ts'
import { identityDb, type IdentityDb } from '../shared/tables/identity-tables.ts'
import { startSweeping } from '../shared/tables/sweep-expired.ts'

/**
 * The identity provider inside the host: Keycloak's addresses and claims without Keycloak, for a trial, a town, a test.
 *
 * @throws VmesteError `VMESTE_IDENTITY_KEY_SEALED` when the stored signing key belongs to another `VMESTE_SECRET`
 * @example const identity = await createEmbeddedIdentity({ pool, origin, key, mail, logger });
 *   app.use(identity.router())
 */
export async function createEmbeddedIdentity(options: EmbeddedIdentityOptions): Promise<IdentityPort> {
  const { pool, origin, key, mail, logger, clock, demonstrationAccounts, cityOf = () => undefined } = options
  const open = demonstrationAccounts !== undefined
  const now = clock ? () => clock.now().getTime() : Date.now
  const db = identityDb(pool)
  const sealing = key(sealingPurpose)
  const loadKeys = () => loadSigningKeys(db, sealing)
  const [issuerOfKeys, firstKeys] = await Promise.all([keyIssuer(db, realm, `${origin}${realmPath}`), loadKeys()])
  const accounts = accountStore(db, open)
  const ended = new EndedSessions(pool)
  const invented = new InventedPeople(db, issuerOfKeys, open)
  const gatewaySecret = key('identity.gateway-client').toString('base64url')
  // no HTTP to ourselves; read again from the database, where another host may have put a newer key
  const keySource = new KeySource({ now, load: async () => ({ keys: (await loadKeys()).map(publicJwk) }) })
  const checkToken = createTokenVerifier({
    serverUrl: origin,
    realm,
    authorizedParties: [portalClient],
    keyIssuer: issuerOfKeys,
    now,
    isRevoked: (sid) => ended.has(sid),
    keys: keySource,
  })
  const verify = async (bearer: string): Promise<VerifiedToken> => invented.check(await checkToken(bearer))
  const linksIn = (tx: IdentityDb) => mailLinks(tx, key('identity.mail-links'))
  const letters = createLetters({ mail, demonstration: open, logger })
  const door = {
    db,
    accounts,
    origin,
    cityOf,
    ended,
    rules: cityRules(db),
    demonstration: demonstrationAccounts ?? [],
    factors: secondFactors(db, {
      sealing: key('identity.second-factor'),
      hashing: key('identity.recovery-codes'),
      now,
    }),
    linksIn,
    links: linksIn(db),
    letters,
    limits: attemptLimits(pool, key('identity.limits')),
    places: knownPlaces(db, key('identity.known-places')),
  }
  const answerTokens = tokenRoutes({ db, accounts, verify, gatewaySecret })
  /**
   * oidc-provider takes its keys once, so other keys are another provider; sessions and all the rest lie in the
   * database.
   */
  const routerWith = (keys: readonly PrivateJwk[]): Router => {
    const provider = createProvider({
      origin,
      db,
      accounts,
      keys,
      gatewaySecret,
      ended,
      logger,
      pages: providerPages(origin),
      cookieKeys: [key('identity.cookies').toString('base64url')],
      refreshKey: createHash('sha512').update(key('identity.refresh-tokens')).digest(),
    })
    keepSessionMark(provider)
    return realmRouter({
      origin,
      provider,
      keys,
      logger,
      cityOf,
      tokenRoutes: answerTokens,
      sessionIframe: sessionIframe(provider, origin),
      loginActions: loginActions({
        ...door,
        visits: createVisits({
          provider,
          csrfKey: key('identity.csrf'),
          cityOf,
          places: door.places,
          secure: origin.startsWith('https:'),
        }),
      }),
    })
  }
  const current = { keys: firstKeys, router: routerWith(firstKeys) }
  const renewKeys = async (): Promise<void> => {
    const keys = await loadKeys()
    if (namesOf(keys) === namesOf(current.keys)) return
    Object.assign(current, { keys, router: routerWith(keys) })
    await keySource.refresh()
  }
  const news = new IdentityNews(pool, logger, {
    hear: (kind, value) => {
      if (kind === 'ended') return ended.hear(value)
      if (kind === 'keys') return renewKeys()
      if (kind === 'invented') return invented.read()
    },
    catchUp: async () => {
      await Promise.all([ended.catchUp(), renewKeys(), invented.read()])
    },
  })
  await news.start()
  // a host that serves, not a command beside one that may know better whether there is a demonstration
  if (!open && options.cityOf) await invented.endSessions(ended)
  const router = Router().use(realmPath, (req, res, next) => {
    current.router(req, res, next)
  })
  const stopSweeping = startSweeping(db, logger)

  return {
    router: () => router,
    verify,
    portalConfig: () => ({ url: origin, realm, clientId: portalClient, redirectPath }),
    users: createUsers({
      db,
      accounts,
      keyIssuer: issuerOfKeys,
      ended,
      invite: inviter({ db, open, letters, origin, linksIn }),
    }),
    handOver: handOver({ accounts, links: linksIn(db), origin }),
    phones: accountPhones(db, issuerOfKeys),
    administrators: administratorsOf(db),
    onSessionEnd: (listener) => ended.onEnd(listener),
    rotateKeys: (rotation) => rotateSigningKeys(db, sealing, rotation),
    ...(demonstrationAccounts ? { issueToken: tokenIssuer({ accounts, keys: () => current.keys, origin, now }) } : {}),
    stop: async () => {
      await Promise.all([stopSweeping(), news.stop()])
    },
  }
}

/** The first signs, so their order matters too. */
const namesOf = (keys: readonly PrivateJwk[]): string => keys.map(({ kid }) => kid).join(' ')
