import express, { Router, type ErrorRequestHandler } from 'express'
import { Problem, z } from '@vmeste/sdk'
import { describeError } from '../../../log/describe-error.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import type { IdentityLogger } from '../../shared/port/identity-logger.ts'
import type { EndedSessions } from '../../shared/sessions/ended-sessions.ts'
import { checkLogoutToken, type LogoutRules } from './check-logout-token.ts'
import { toldOnce } from './logout-token-replay.ts'

/** Where Keycloak tells the host of a sign-out: the address stands in its client `portal`. */
export const logoutAddress = '/auth/backchannel-logout'

export interface LogoutReceiverParts extends LogoutRules {
  readonly db: IdentityDb
  readonly ended: EndedSessions
  readonly logger: IdentityLogger
}

const form = z.object({ logout_token: z.string().min(1).max(12_000) })

/**
 * Hears from Keycloak that a session has ended, and ends what hangs on it on every host. Anybody may knock: only the
 * token is believed. Answers 200, or 400 with the code of the refusal; 503 while the realm's keys cannot be had.
 */
export function logoutReceiver({ db, ended, logger, ...rules }: LogoutReceiverParts): Router {
  const router = Router()
  router.use(logoutAddress, (_req, res, next) => {
    res.set('cache-control', 'no-store')
    next()
  })
  router.all(logoutAddress, (req, res, next) => {
    if (req.method === 'POST') next()
    else res.status(405).set('allow', 'POST').end()
  })
  router.post(
    logoutAddress,
    express.urlencoded({ extended: false, limit: '16kb', parameterLimit: 5 }),
    async (req, res) => {
      const sent = form.safeParse(req.body)
      if (!sent.success) return void res.status(400).json({ error: 'invalid_request', code: 'TOKEN_INVALID' })
      const { sid, jti } = await checkLogoutToken(sent.data.logout_token, rules)
      await toldOnce(db, jti, () => ended.end([sid]))
      res.status(200).end()
    },
  )
  router.use(logoutAddress, refusal(logger))
  return router
}

/** What the specification answers, with our code. */
const refusal =
  (logger: IdentityLogger): ErrorRequestHandler =>
  (error: unknown, _req, res, next) => {
    if (!(error instanceof Problem)) return next(error)
    logger.warn(
      { code: error.code, reason: describeError(error.cause) },
      'a sign-out told by Keycloak was not believed',
    )
    const unavailable = error.kind.status === 503
    res
      .status(unavailable ? 503 : 400)
      .json({ error: unavailable ? 'temporarily_unavailable' : 'invalid_request', code: error.code })
  }
