import { langs, type Lang, type Route, type RouteReply } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { objectUrl } from '../registry/object-view.ts'
import { layoutPoster, pages, type PosterSize } from './poster-layout.ts'
import { measure, postersPdf } from './poster-pdf.ts'
import { packOf } from './poster-pack.ts'
import { postersSvg } from './poster-svg.ts'

/**
 * `GET /c/<city>/m/appeals/posters/pdf?size=A5&codes=UZ-0047,UZ-0048&lang=be`: posters of the named places, or of all,
 * in the order of their codes. Where there are more than a file holds, `vmeste-left` says how many are left, and
 * `after=<last code>` of `vmeste-last` fetches them.
 * @throws Problem `POSTER_FORMAT`, `POSTER_NO_OBJECTS`
 */
export const posters: Route = {
  method: 'GET',
  path: '/posters/:format',
  permission: 'appeals.registry',
  handle: (ctx, request) => makePosters(ctx, request.params['format'], request.query),
}

async function makePosters(ctx: AppealsCtx, format: string | undefined, query: URLSearchParams): Promise<RouteReply> {
  const size = (query.get('size') ?? 'A5').toUpperCase()
  const lang = langs.find((one) => one === query.get('lang')) ?? ctx.lang
  if ((format !== 'svg' && format !== 'pdf') || !isSize(size)) throw problems.posterFormat()
  const { objects, left } = await packOf(ctx, query)
  if (objects.length === 0) throw problems.posterNone()
  const laidOut = objects.map((object) =>
    layoutPoster(
      {
        url: objectUrl(ctx, object.code),
        code: object.code,
        place: object.name[lang],
        address: object.address,
        city: ctx.city.name[lang],
        colour: ctx.city.brand.colour,
        lang,
      },
      size,
      measure,
    ),
  )
  const name = `vmeste-${ctx.city.slug}-${objects.length === 1 ? objects[0]!.code : objects.length}-${size}.${format}`
  const headers = {
    'content-disposition': `inline; filename="${name}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    ...(left > 0 ? { 'vmeste-left': String(left), 'vmeste-last': objects.at(-1)!.code } : {}),
  }
  if (format === 'pdf')
    return { headers: { ...headers, 'content-type': 'application/pdf' }, body: postersPdf(laidOut, lang, titles[lang]) }
  // an SVG opened as a page could carry script; ours has none, and may not
  return {
    headers: {
      ...headers,
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
    body: postersSvg(laidOut, lang),
  }
}

const isSize = (size: string): size is PosterSize => size in pages
const titles: Readonly<Record<Lang, string>> = { ru: 'Плакаты с QR-кодом', be: 'Плакаты з QR-кодам', en: 'QR posters' }
