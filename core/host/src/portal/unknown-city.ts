import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express'
import { Problem } from '@vmeste/sdk'
import { langOf } from '../http/city-request.ts'
import { contentPolicy, htmlPage } from './html-page.ts'
import { looksOf } from './looks.ts'
import type { BuiltPortal } from './read-portal.ts'
import { sendHtml } from './send-html.ts'

/** Whether a person's browser asks, and not a program. */
const wantsPage = (req: Request, res: Response): boolean =>
  ['GET', 'HEAD'].includes(req.method) && req.accepts(['json', 'html']) === 'html' && !res.headersSent

/** An address that belongs to no city and to nothing else. */
export const unknownRoot =
  (portal: BuiltPortal): RequestHandler =>
  (req, res, next) => {
    if (wantsPage(req, res)) sendUnknown(req, res, portal, 'address').catch(next)
    else next()
  }

/**
 * Somebody opened an address of a city that is not here: a page in words and the way to the list; programs get the
 * coded answer.
 */
export const unknownCity =
  (portal: BuiltPortal): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    if (!(error instanceof Problem) || error.code !== 'CITY_UNKNOWN' || !wantsPage(req, res)) {
      next(error)
      return
    }
    sendUnknown(req, res, portal, 'city').catch(next)
  }

async function sendUnknown(
  req: Request,
  res: Response,
  { manifest, shell }: BuiltPortal,
  what: 'city' | 'address',
): Promise<void> {
  const lang = langOf(req),
    looks = looksOf(req)
  const rendered = await shell.unknownCityPage({ lang, looks, what })
  const { html, csp } = htmlPage({
    lang,
    looks,
    title: rendered.title,
    body: rendered.html,
    css: manifest.css,
    icon: '/icon.svg',
    ownFont: true,
    noindex: true,
  })
  await sendHtml(req, res, { html, policy: contentPolicy(csp), status: 404 })
}
