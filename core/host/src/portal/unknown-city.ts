import type { ErrorRequestHandler } from 'express'
import { Problem } from '@vmeste/sdk'
import { langOf } from '../http/city-request.ts'
import { contentPolicy, htmlPage } from './html-page.ts'
import { looksOf } from './looks.ts'
import type { BuiltPortal } from './read-portal.ts'
import { sendHtml } from './send-html.ts'

/** Somebody opened an address of a city that is not here: a page in words and the way to the list; programs get the coded answer. */
export const unknownCity = ({ manifest, shell }: BuiltPortal): ErrorRequestHandler => (error: unknown, req, res, next) => {
  const wantsPage = req.method === 'GET' && req.accepts(['json', 'html']) === 'html' && !res.headersSent
  if (!(error instanceof Problem) || error.code !== 'CITY_UNKNOWN' || !wantsPage) { next(error); return }
  const lang = langOf(req), looks = looksOf(req)
  shell.unknownCityPage({ lang, looks }).then((rendered) => {
    const { html, csp } = htmlPage({ lang, looks, title: rendered.title, body: rendered.html, css: manifest.css, icon: '/icon.svg', ownFont: true, noindex: true })
    return sendHtml(req, res, { html, policy: contentPolicy(csp), status: 404 })
  }).catch(next)
}
