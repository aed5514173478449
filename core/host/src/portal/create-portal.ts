import { createHash } from 'node:crypto'
import { Router, type Request, type RequestHandler, type Response } from 'express'
import type { PortalHost } from './portal-host.ts'
import { langOf } from '../http/city-request.ts'
import { outageRetrySeconds } from '../problems/outage.ts'
import { basemapPath, readBasemap } from './basemap.ts'
import { cityPage } from './city-page.ts'
import { contentPolicy, htmlPage } from './html-page.ts'
import { iconSvg, installFiles } from './install-files.ts'
import { looksOf, rememberLooks } from './looks.ts'
import { answerOutage, outagePages } from './outage-page.ts'
import { publicPages } from './public-pages.ts'
import { readPortal, type BuiltPortal, type InstalledModule } from './read-portal.ts'
import { sendHtml } from './send-html.ts'
import { unknownCity, unknownRoot } from './unknown-city.ts'
import { staticFiles } from './static-files.ts'

export interface PortalOptions {
  /** Folder of `@vmeste/web`, built. */
  readonly webRoot: string
  readonly modules: readonly InstalledModule[]
  /** Background of maps, see `readBasemap`; without one the portal works without a map. */
  readonly basemap?: { readonly source: string | undefined; readonly attribution?: string }
}

/** Everything a person sees: the list of cities, each city's pages and app, and the files they are made of. */
export async function createPortal(host: PortalHost, options: PortalOptions): Promise<RequestHandler> {
  return portalRoutes(host, await readPortal(options.webRoot, options.modules), options)
}

/** The same for a portal that has been read already, since the graph needs its module assets too. */
export async function portalRoutes(
  host: PortalHost,
  portal: BuiltPortal,
  options: Pick<PortalOptions, 'basemap'> = {},
): Promise<RequestHandler> {
  const router = Router()
  const { basemap, file } = readBasemap(options.basemap?.source, options.basemap?.attribution)
  const page = cityPage(host, portal, basemap)
  const outage = outagePages(host, portal, page)
  if (file)
    router.get(basemapPath, (_req, res) => {
      res.sendFile(file, { maxAge: '1d', headers: { 'content-type': 'application/octet-stream' } })
    })
  router.use('/assets/portal', await staticFiles(portal.folder))
  for (const module of portal.modules.values()) router.use(`/assets/m/${module.id}`, await staticFiles(module.folder))
  router.use('/assets', (_req, res) => {
    res.status(404).end()
  })
  router.get('/sw.js', worker(portal))
  router.get('/auth/callback', (req, res) => sendCallback(req, res, portal))
  router.get(['/icon.svg', '/favicon.ico'], (_req, res) => {
    res.setHeader('cache-control', 'public, max-age=86400')
    res.type('image/svg+xml').send(iconSvg({ colour: '#1f5b3f', onColour: '#ffffff' }))
  })
  router.get('/robots.txt', (_req, res) => {
    res
      .type('text')
      .send('User-agent: *\nDisallow: /c/*/t/\nDisallow: /c/*/r/\nDisallow: /c/*/my-data/\nDisallow: /realms/\n')
  })
  router.use(rememberLooks(host.origin.startsWith('https:')))
  router.get('/', (req, res) => sendCities(req, res))
  router.get('/c/:city', (req, res, next) => {
    if (req.path.endsWith('/')) next()
    else res.redirect(308, `/c/${encodeURIComponent(String(req.params.city))}/`)
  })
  router.use(installFiles(portal), publicPages(host, portal, page, outage))
  router.get('/c/:city/{*rest}', async (req, res) => {
    const ground = await outage.ground()
    if (ground === 'silent') await outage.send(req, res)
    else await page.sendApp(req, res, ground === 'firm' ? {} : { status: 503, notice: outage.notice(req, ground) })
  })
  router.use(unknownRoot(portal))
  // the city is looked for before any page: its refusal can only be met as an error
  host.app.use(unknownCity(portal), answerOutage(outage))
  return router

  async function sendCities(req: Request, res: Response): Promise<void> {
    const lang = langOf(req),
      looks = looksOf(req)
    const cities = host.store
      .all()
      .map(({ city }) => ({
        slug: city.slug,
        name: city.name,
        kind: city.kind,
        colour: city.brand.colour,
        demonstration: city.demonstration,
        pilot: city.pilot,
      }))
      .sort((a, b) => new Intl.Collator(lang).compare(a.name[lang], b.name[lang]))
    const rendered = await portal.shell.cityList({ lang, looks, cities })
    const ground = await outage.ground()
    // the list is at hand, and whoever chooses a city reads there how things are
    if (ground !== 'firm') res.setHeader('retry-after', String(outageRetrySeconds))
    const { html, csp } = htmlPage({
      lang,
      looks,
      title: rendered.title,
      description: rendered.description,
      url: `${host.origin}/`,
      body: rendered.html,
      css: portal.manifest.css,
      icon: '/icon.svg',
      ownFont: true,
      notice: ground === 'silent' ? portal.shell.shellText(lang, 'outage.list') : outage.notice(req, ground),
    })
    await sendHtml(req, res, { html, policy: contentPolicy(csp), status: ground === 'firm' ? 200 : 503 })
  }
}

async function sendCallback(req: Request, res: Response, { manifest, shell }: BuiltPortal): Promise<void> {
  const lang = langOf(req)
  const { html, csp } = htmlPage({
    lang,
    looks: looksOf(req),
    title: shell.shellText(lang, 'person.signingIn'),
    body: '',
    css: [],
    modules: [{ href: manifest.callback, run: true }],
    noindex: true,
  })
  await sendHtml(req, res, { html, policy: contentPolicy(csp) })
}

/** The worker with the list of what it keeps; a new list makes a new worker. */
function worker({ manifest, modules, worker: code }: BuiltPortal): RequestHandler {
  const keep = [
    ...manifest.preload,
    ...Object.values(manifest.imports),
    ...Object.values(manifest.texts),
    ...manifest.css,
    ...[...modules.values()].flatMap(({ assets }) => [assets.entry, ...assets.css]),
  ]
  const also = [...manifest.files.map(({ url }) => url), ...[...modules.values()].flatMap(({ files }) => files)]
  const version = createHash('sha256')
    .update(JSON.stringify(also) + code)
    .digest('hex')
    .slice(0, 16)
  const body = `self.__vmeste=${JSON.stringify({ version, keep: [...new Set(keep)] })};\n${code}`
  return (_req, res) => {
    res.setHeader('cache-control', 'no-cache')
    res.type('text/javascript').send(body)
  }
}
