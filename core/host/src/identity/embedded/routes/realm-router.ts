import { createPublicKey } from 'node:crypto'
import { Router, type ErrorRequestHandler } from 'express'
import { errors } from 'oidc-provider'
import type Provider from 'oidc-provider'
import { Problem, z } from '@vmeste/sdk'
import { brandStyle } from '../../../look/brand-style.ts'
import { describeError } from '../../../log/describe-error.ts'
import { outageOf } from '../../../outage/outage-of.ts'
import { outageRetrySeconds } from '../../../problems/outage.ts'
import type { IdentityLogger } from '../../shared/port/identity-logger.ts'
import { oidcPath, realm, realmPath, type CityOf } from '../options/embedded-options.ts'
import { publicJwk, type PrivateJwk } from '../keys/signing-keys.ts'
import { cityStylePath } from '../pages/layout.ts'
import { messagePage } from '../pages/message-pages.ts'
import { pageHeaders } from '../pages/page-headers.ts'
import { style, stylePath } from '../pages/style.ts'
import { withDefaultScopes } from '../provider/realm-scope.ts'
import { requestLang } from '../pages/request-lang.ts'

export interface RealmRouterParts {
  readonly origin: string
  readonly provider: Provider
  readonly keys: readonly PrivateJwk[]
  readonly loginActions: Router
  readonly tokenRoutes: Router
  readonly sessionIframe: Router
  readonly logger: IdentityLogger
  readonly cityOf: CityOf
}

/** Everything below `/realms/vmeste`: our own addresses first, the rest is oidc-provider's. */
export function realmRouter({
  origin,
  provider,
  keys,
  loginActions,
  tokenRoutes,
  sessionIframe,
  logger,
  cityOf,
}: RealmRouterParts): Router {
  const issuer = `${origin}${realmPath}`
  const { protocol, host } = new URL(origin)
  const router = Router({ caseSensitive: true })

  router.use((req, _res, next) => {
    // addresses and cookies follow the public origin, not what a client or a proxy writes into its headers
    req.headers['x-forwarded-proto'] = protocol.slice(0, -1)
    req.headers['x-forwarded-host'] = host
    next()
  })
  router.get('/', (_req, res) => {
    const [key] = keys
    const der = key && createPublicKey({ key: publicJwk(key), format: 'jwk' }).export({ type: 'spki', format: 'der' })
    res.json({
      realm,
      public_key: der?.toString('base64'),
      'token-service': `${issuer}${oidcPath}`,
      'account-service': `${issuer}/account`,
      'tokens-not-before': 0,
    })
  })
  router.get(stylePath, (_req, res) => {
    res
      .set({ 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' })
      .type('css')
      .send(style)
  })
  router.get(`${cityStylePath}/:file`, (req, res) => {
    const city = req.params.file.endsWith('.css') ? cityOf(req.params.file.slice(0, -4)) : undefined
    if (!city) return void res.status(404).end()
    res
      .set({ 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' })
      .type('css')
      .send(brandStyle(city.brand))
  })
  router.use(sessionIframe)
  router.use(tokenRoutes)
  router.use(
    '/login-actions',
    (_req, res, next) => {
      res.set(pageHeaders(origin))
      next()
    },
    loginActions,
  )

  router.get(`${oidcPath}/registrations`, (req, res) => {
    const query = new URL(req.url, origin).searchParams
    query.set('prompt', 'create')
    res.set('cache-control', 'no-store').redirect(303, `${issuer}${oidcPath}/auth?${query.toString()}`)
  })
  router.get(`${oidcPath}/auth`, (req, _res, next) => {
    const url = new URL(req.url, origin)
    // whoever changes how they sign in shows once more who they are
    if (url.searchParams.get('kc_action') === 'CONFIGURE_TOTP') url.searchParams.set('prompt', 'login')
    url.searchParams.set('scope', withDefaultScopes(url.searchParams.get('scope')))
    req.url = `${url.pathname}${url.search}`
    next()
  })
  const answer = provider.callback()
  router.use((req, res, next) => {
    res.set(pageHeaders(origin))
    answer(req, res).catch(next)
  })
  router.use(failure(origin, logger))
  return router
}

/** An error of our own addresses, as a page in the visitor's language. */
const failure =
  (origin: string, logger: IdentityLogger): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error)
    const expired = error instanceof errors.SessionNotFound
    const refused = error instanceof Problem || error instanceof z.ZodError || isClientFault(error)
    const outage = outageOf(error)
    if (!expired && !refused)
      logger[outage ? 'warn' : 'error'](
        { outage, error: describeError(error) },
        'a page of the identity provider failed',
      )
    const status = expired ? 400 : error instanceof Problem ? error.kind.status : refused ? 400 : outage ? 503 : 500
    if (outage) res.set('retry-after', String(outageRetrySeconds))
    res
      .set(pageHeaders(origin))
      .status(status)
      .type('html')
      .send(
        messagePage({
          lang: requestLang(req, res),
          message: expired ? 'expired' : refused ? 'refused' : 'server_error',
          home: origin,
        }),
      )
  }

/** What Express itself refuses: a body too large, a malformed address. */
const isClientFault = (error: unknown): boolean =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500
