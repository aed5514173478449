import { createHash } from 'node:crypto'
import { Router } from 'express'
import type { IdentityPort } from '../identity-port.ts'
import { KeySource } from '../keycloak/key-source.ts'
import { createTokenVerifier } from '../keycloak/token-verifier.ts'
import { accountStore } from './accounts/account-store.ts'
import { cityRules } from './accounts/city-rules.ts'
import { mailLinks } from './accounts/mail-links.ts'
import { RevokedSessions } from './accounts/revoked-sessions.ts'
import { secondFactors } from './accounts/second-factors.ts'
import { createUsers } from './accounts/users.ts'
import { portalClient, realm, realmPath, redirectPath, type EmbeddedIdentityOptions } from './embedded-options.ts'
import { attemptLimits } from './interaction/attempt-limits.ts'
import { createLetters } from './interaction/letters.ts'
import { loginActions } from './interaction/login-actions.ts'
import { createVisits } from './interaction/visits.ts'
import { tokenIssuer } from './issue-token.ts'
import { keyIssuer } from './keys/key-issuer.ts'
import { loadSigningKeys, publicJwk } from './keys/signing-keys.ts'
import { createProvider } from './provider/create-provider.ts'
import { providerPages } from './provider/provider-pages.ts'
import { realmRouter } from './routes/realm-router.ts'
import { keepSessionMark, sessionIframe } from './routes/session-iframe.ts'
import { tokenRoutes } from './routes/token-routes.ts'
import { identityDb } from './storage/identity-tables.ts'
import { startSweeping } from './storage/sweep-expired.ts'

/**
 * The identity provider inside the host: Keycloak's addresses and claims without Keycloak, for a trial, a town, a test.
 *
 * @throws VmesteError `VMESTE_IDENTITY_KEY_SEALED` when the stored signing key belongs to another `VMESTE_SECRET`
 * @example const identity = await createEmbeddedIdentity({ pool, origin, key, mail, logger }); app.use(identity.router())
 */
export async function createEmbeddedIdentity(options: EmbeddedIdentityOptions): Promise<IdentityPort> {
  const { pool, origin, key, mail, logger, clock, demonstrationAccounts } = options
  const now = clock ? () => clock.now().getTime() : Date.now
  const db = identityDb(pool)
  const sealing = key('identity.signing-keys')
  const [issuerOfKeys, keys] = await Promise.all([keyIssuer(db, realm, `${origin}${realmPath}`), loadSigningKeys(db, sealing)])
  const accounts = accountStore(db)
  const revoked = new RevokedSessions()
  const factors = secondFactors(db, { sealing: key('identity.second-factor'), hashing: key('identity.recovery-codes'), now })
  const gatewaySecret = key('identity.gateway-client').toString('base64url')

  const provider = createProvider({
    origin, db, accounts, keys, gatewaySecret, revoked, logger, pages: providerPages(origin),
    cookieKeys: [key('identity.cookies').toString('base64url')],
    refreshKey: createHash('sha512').update(key('identity.refresh-tokens')).digest(),
  })
  keepSessionMark(provider)
  const verify = createTokenVerifier({
    serverUrl: origin, realm, authorizedParties: [portalClient], keyIssuer: issuerOfKeys, now, isRevoked: (sid) => revoked.has(sid),
    // no HTTP to ourselves; read again from the database, where another host may have put a newer key
    keys: new KeySource({ now, load: async () => ({ keys: (await loadSigningKeys(db, sealing)).map(publicJwk) }) }),
  })
  const router = Router().use(realmPath, realmRouter({
    origin, provider, keys, logger,
    loginActions: loginActions({
      visits: createVisits(provider, key('identity.csrf')), db, accounts, origin, revoked,
      links: mailLinks(db, key('identity.mail-links')), letters: createLetters({ mail, shown: demonstrationAccounts !== undefined, logger }),
      factors, rules: cityRules(db),
      limits: attemptLimits(pool, key('identity.limits')), demonstration: demonstrationAccounts ?? [],
    }),
    tokenRoutes: tokenRoutes({ db, accounts, verify, gatewaySecret }),
    sessionIframe: sessionIframe(provider, origin),
  }))
  const stopSweeping = startSweeping(db, logger)

  return {
    router: () => router,
    verify,
    portalConfig: () => ({ url: origin, realm, clientId: portalClient, redirectPath }),
    users: createUsers(db, issuerOfKeys, revoked),
    ...(demonstrationAccounts ? { issueToken: tokenIssuer({ accounts, keys, origin, now }) } : {}),
    stop: stopSweeping,
  }
}
