import { isUuid, type Ctx, type Route, type RouteReply, type RouteRequest } from '@vmeste/sdk'
import { CityFiles } from './city-files.ts'
import { isSign } from './city-sign.ts'
import { sides, type PictureSize } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'
import { isLinkGood } from './link-signature.ts'

/** `PUT /c/<city>/files/<uuid>`, the photo as the body: 201 for a new file, 200 for one that was sent before. */
async function put(ctx: Ctx, request: RouteRequest): Promise<RouteReply> {
  const length = request.headers['content-length']
  const file = await ctx
    .use(CityFiles)
    .take(ctx, { id: request.params.id, body: request.body, length: length === undefined ? undefined : Number(length) })
  const { id, width, height } = file
  return {
    status: file.fresh ? 201 : 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, width, height }),
  }
}

/**
 * `GET /c/<city>/files/<uuid>?size=full&e=…&s=…`: whoever holds a live link was allowed to see the picture when it was
 * made. No row is read, so a page of twenty pictures costs the database nothing.
 */
async function get(ctx: Ctx, request: RouteRequest): Promise<RouteReply> {
  const files = ctx.use(CityFiles)
  const {
    params: { id = '' },
    query,
  } = request
  const size = query.get('size') ?? 'full'
  if (!isUuid(id) || !isSize(size)) throw fileProblems.notFound()
  if (
    !isLinkGood(
      files.key,
      { city: ctx.city.id, id, size, module: query.get('m') ?? '' },
      query.get('e'),
      query.get('s'),
      ctx.clock.now(),
    )
  )
    throw fileProblems.notFound()
  const picture = await files.disk.open(id, size)
  if (!picture) throw fileProblems.notFound()
  return {
    headers: {
      'content-type': 'image/webp',
      'content-length': String(picture.bytes),
      'content-disposition': `inline; filename="${id.slice(-12)}.webp"`,
      'cache-control': 'private, max-age=3600, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
    body: picture.file.createReadStream(),
  }
}

/** `GET /c/<city>/sign/<name>`: the sign it has now; its name changes with the picture, so it may be kept for good. */
async function sign(ctx: Ctx, { params }: RouteRequest): Promise<RouteReply> {
  const name = ctx.city.brand.sign
  const picture = isSign(name) && name === params['name'] ? await ctx.use(CityFiles).disk.openSign(name) : undefined
  if (!picture) throw fileProblems.notFound()
  return {
    headers: {
      'content-type': 'image/png',
      'content-length': String(picture.bytes),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
    body: picture.file.createReadStream(),
  }
}

const isSize = (size: string): size is PictureSize => Object.hasOwn(sides, size)

export const fileRoutes: readonly Route[] = [
  { method: 'PUT', path: '/files/:id', public: true, handle: put },
  {
    method: 'GET',
    path: '/files/:id',
    public: true,
    onBehalfOf: ({ query }) => query.get('m') || undefined,
    handle: get,
  },
  { method: 'GET', path: '/sign/:name', public: true, handle: sign },
]
