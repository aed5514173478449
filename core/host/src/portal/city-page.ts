import type { Request, Response } from 'express'
import type { PortalHost } from './portal-host.ts'
import { langOf, snapshotOf } from '../http/city-request.ts'
import { outageRetrySeconds } from '../problems/outage.ts'
import type { Basemap } from './basemap.ts'
import { brandStyle } from '../look/brand-style.ts'
import { contentPolicy, escapeHtml, htmlPage } from './html-page.ts'
import { looksOf } from './looks.ts'
import { pageCity } from './page-city.ts'
import type { Rendered } from '@vmeste/sdk/portal'
import type { BuiltPortal } from './read-portal.ts'
import { sendHtml } from './send-html.ts'

export interface CityPage {
  /** A page finished on the server, which the app takes over when `boot` says what it was made from. */
  readonly sendRendered: (
    req: Request,
    res: Response,
    rendered: Rendered,
    options: { status: number; boot?: unknown; notice?: string | undefined },
  ) => Promise<void>
  /** The app: everything it needs for its first picture is in the document or fetched in one go with it. */
  readonly sendApp: (
    req: Request,
    res: Response,
    options?: { status?: number; notice?: string | undefined },
  ) => Promise<void>
}

const originOf = (url: string | undefined): string[] => {
  try {
    return url?.startsWith('http') ? [new URL(url).origin] : []
  } catch {
    return []
  }
}

/** What stands on an app's page where no script runs. */
const withoutScripts = (city: string, text: string, cities: string): string =>
  `<noscript><main class="v-page v-stack"><h1>${escapeHtml(city)}</h1><p class="v-lead">${escapeHtml(text)}</p><p><a href="/">${escapeHtml(cities)}</a></p></main></noscript>`

/** Documents of one city. */
export function cityPage(host: PortalHost, portal: BuiltPortal, basemap: Basemap): CityPage {
  const { manifest } = portal
  const importMap = JSON.stringify({ imports: manifest.imports, integrity: manifest.integrity })
  const identity = host.identity?.portalConfig() ?? { url: '', realm: '', clientId: '', redirectPath: '/auth/callback' }

  async function send(
    req: Request,
    res: Response,
    page: { rendered?: Rendered; boot?: unknown; status: number; notice?: string | undefined },
  ): Promise<void> {
    const snapshot = snapshotOf(req)
    const lang = langOf(req),
      looks = looksOf(req),
      city = pageCity(snapshot)
    const modules = [...snapshot.enabled].flatMap((id) => portal.modules.get(id) ?? [])
    const { rendered } = page
    const title = rendered?.title ?? city.name[lang]
    // a rendered page without a boot stays what it is: no script has anything to add to it
    const isApp = rendered === undefined || page.boot !== undefined
    const { html, csp } = htmlPage({
      lang,
      looks,
      title: rendered && title !== city.name[lang] ? `${title} · ${city.name[lang]}` : title,
      description: rendered?.description ?? portal.shell.shellText(lang, 'home.lead'),
      image: rendered?.image && absolute(rendered.image),
      url: `${host.origin}${req.path}`,
      notice: page.notice,
      body:
        rendered?.html ??
        withoutScripts(
          city.name[lang],
          portal.shell.shellText(lang, 'noScript'),
          portal.shell.shellText(lang, 'foot.cities'),
        ),
      css: [...manifest.css, ...modules.flatMap(({ assets }) => assets.css)],
      style: brandStyle(city.brand),
      colour: city.brand.colour,
      manifest: `/c/${city.slug}/manifest.webmanifest`,
      icon: `/c/${city.slug}/icon.svg`,
      ownFont: rendered === undefined,
      noindex: rendered !== undefined && rendered.status !== 200,
      ...(isApp
        ? {
            importMap,
            modules: [
              { href: manifest.main, run: true },
              ...manifest.preload.filter((href) => href !== manifest.main).map((href) => ({ href })),
              { href: manifest.texts[lang]! },
            ].map((module) => ({ ...module, integrity: manifest.integrity[module.href] })),
            boot: {
              lang,
              city,
              modules: modules.map(({ assets }) => assets),
              identity: { ...identity, origin: host.origin },
              basemap,
              ...(page.boot ? { page: page.boot } : {}),
            },
          }
        : {}),
    })
    if (page.status === 503) res.setHeader('retry-after', String(outageRetrySeconds))
    await sendHtml(req, res, {
      html,
      status: page.status,
      policy: contentPolicy(csp, {
        connect: [...originOf(identity.url), ...originOf(basemap.url)],
        images: originOf(basemap.url),
        frames: originOf(identity.url),
      }),
    })
  }

  const absolute = (path: string): string => (path.startsWith('/') ? host.origin + path : path)
  return {
    sendRendered: (req, res, rendered, { status, boot, notice }) => send(req, res, { rendered, status, boot, notice }),
    sendApp: (req, res, { status = 200, notice } = {}) => send(req, res, { status, notice }),
  }
}
