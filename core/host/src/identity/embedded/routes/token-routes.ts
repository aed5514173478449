import express, { Router, type Request } from 'express'
import { decodeJwt } from 'jose'
import { isUuid, Problem, z } from '@vmeste/sdk'
import type { VerifiedToken } from '../../shared/port/identity-port.ts'
import { gatewayClient } from '../../shared/tokens/city-roles.ts'
import type { Account, AccountStore } from '../accounts/account-store.ts'
import { oidcPath } from '../options/embedded-options.ts'
import { profileClaims } from '../provider/account-claims.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import { isClient } from './client-auth.ts'

export interface TokenRoutesParts {
  readonly db: IdentityDb
  readonly accounts: AccountStore
  readonly verify: (bearer: string) => Promise<VerifiedToken>
  readonly gatewaySecret: string
}

const bearerOf = (req: Request) => /^Bearer ([\w.-]+)$/i.exec(req.headers.authorization ?? '')?.[1] ?? ''
const introspection = z.object({
  token: z.string().max(20_000),
  client_id: z.string().max(200).optional(),
  client_secret: z.string().max(200).optional(),
})

/** Answers about our access tokens. oidc-provider refuses to speak about those that are JWTs; Keycloak does not. */
export function tokenRoutes({ db, accounts, verify, gatewaySecret }: TokenRoutesParts): Router {
  /** The account behind a token that is good, whose session is open and who may still come in. */
  const holder = async (bearer: string): Promise<Account | undefined> => {
    try {
      const { key, sid } = await verify(bearer)
      const session =
        sid &&
        (await db
          .selectFrom('artefact')
          .select('id')
          .where('type', '=', 'Session')
          .where('uid', '=', sid)
          .executeTakeFirst())
      const id = key.split('|').at(-1)
      const account = (sid && !session) || !isUuid(id) ? undefined : await accounts.byId(id)
      return account?.enabled ? account : undefined
    } catch (error) {
      if (error instanceof Problem && error.code !== 'IDENTITY_UNAVAILABLE') return undefined
      throw error
    }
  }
  const router = Router()
  router.use([`${oidcPath}/userinfo`, `${oidcPath}/token/introspect`, '/account'], (_req, res, next) => {
    res.set('cache-control', 'no-store')
    next()
  })

  const answer = (path: string, body: (account: Account) => unknown) =>
    router.all(path, async (req, res) => {
      if (req.method !== 'GET' && req.method !== 'POST') return void res.status(405).set('allow', 'GET, POST').end()
      const account = await holder(bearerOf(req))
      if (!account)
        return void res
          .status(401)
          .set('www-authenticate', 'Bearer error="invalid_token"')
          .json({ error: 'invalid_token' })
      res.json(body(account))
    })
  answer(`${oidcPath}/userinfo`, (account) => ({ sub: account.id, ...profileClaims(account) }))
  answer('/account', (account) => ({
    id: account.id,
    username: account.username,
    firstName: account.given_name,
    lastName: account.family_name,
    email: account.email ?? undefined,
    emailVerified: account.email_verified,
    attributes: {},
  }))

  router.post(
    `${oidcPath}/token/introspect`,
    express.urlencoded({ extended: false, limit: '32kb', parameterLimit: 10 }),
    async (req, res) => {
      const form = introspection.safeParse(req.body)
      if (!form.success) return void res.status(400).json({ error: 'invalid_request' })
      if (!isClient({ id: gatewayClient, secret: gatewaySecret }, req.headers.authorization, form.data)) {
        return void res.status(401).set('www-authenticate', 'Basic realm="vmeste"').json({ error: 'invalid_client' })
      }
      const account = await holder(form.data.token)
      if (!account) return void res.json({ active: false })
      const claims = decodeJwt(form.data.token)
      res.json({ ...claims, active: true, token_type: 'Bearer', username: account.username, client_id: claims.azp })
    },
  )
  return router
}
