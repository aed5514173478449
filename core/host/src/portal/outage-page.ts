import type { ErrorRequestHandler, Request, Response } from 'express'
import { Problem } from '@vmeste/sdk'
import type { TypedForm } from '@vmeste/sdk/portal'
import type { PortalHost } from './portal-host.ts'
import { langOf, snapshotIn } from '../http/city-request.ts'
import { groundOf, type Ground } from '../outage/ground.ts'
import { outageOf } from '../outage/outage-of.ts'
import { outageRetrySeconds } from '../problems/outage.ts'
import type { CityPage } from './city-page.ts'
import { contentPolicy, htmlPage } from './html-page.ts'
import { looksOf } from './looks.ts'
import { pageCity } from './page-city.ts'
import type { BuiltPortal } from './read-portal.ts'
import { sendHtml } from './send-html.ts'

/** Pages of a time in which the platform's own ground has given way. */
export interface OutagePages {
  /** How the ground is, for a page about to be made. */
  readonly ground: () => Promise<Ground>
  /** What a page says on top of itself while it can be read but nothing, or no photo, can be kept. */
  readonly notice: (req: Request, ground: Ground) => string | undefined
  /** The page instead of any other, in the city's words where there is one, with what was typed. */
  readonly send: (req: Request, res: Response, form?: TypedForm) => Promise<void>
}

/** Whether an error means that the platform could not answer, whatever was asked. */
export const isOutage = (error: unknown): boolean =>
  error instanceof Problem ? error.code === 'SERVICE_UNAVAILABLE' : outageOf(error) !== undefined

export function outagePages(
  host: Pick<PortalHost, 'readiness'>,
  { shell, manifest }: BuiltPortal,
  page: CityPage,
): OutagePages {
  return {
    ground: async () => groundOf(await host.readiness.check()),
    notice: (req, ground) =>
      ground === 'mute' || ground === 'no-photos'
        ? shell.shellText(langOf(req), `outage.${ground === 'mute' ? 'mute' : 'noPhotos'}`)
        : undefined,
    async send(req, res, form) {
      const lang = langOf(req),
        looks = looksOf(req),
        snapshot = snapshotIn(req)
      const input = { lang, looks, address: req.originalUrl, ...(form ? { form } : {}) }
      if (snapshot) {
        await page.sendRendered(req, res, await shell.outagePage({ ...input, city: pageCity(snapshot) }), {
          status: 503,
        })
        return
      }
      const rendered = await shell.outagePage(input)
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
      res.setHeader('retry-after', String(outageRetrySeconds))
      await sendHtml(req, res, { html, policy: contentPolicy(csp), status: 503 })
    },
  }
}

/** A person whose request met the outage half-way gets the page; programs get the coded answer. */
export const answerOutage =
  (pages: OutagePages): ErrorRequestHandler =>
  (error: unknown, req, res, next) => {
    const wantsPage =
      ['GET', 'HEAD', 'POST'].includes(req.method) && req.accepts(['json', 'html']) === 'html' && !res.headersSent
    if (!wantsPage || !isOutage(error)) {
      next(error)
      return
    }
    pages.send(req, res).catch(next)
  }
