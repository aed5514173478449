import { isUuid, type Ctx, type FileAudience, type Route, type RouteReply, type RouteRequest } from '@vmeste/sdk'
import { CityFiles } from './city-files.ts'
import { isSign } from './city-sign.ts'
import type { FileTables } from './file.entity.ts'
import { sides, type PictureSize } from './file-limits.ts'
import { fileProblems } from './file-problems.ts'
import { isLinkGood } from './link-signature.ts'
import { checkedAreas, nameOfAreas } from './picture-areas.ts'

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
 * `GET /c/<city>/files/<uuid>?size=full&a=everybody&e=…&s=…`: whoever holds a live link was allowed to see the picture
 * when it was made. Whether they still are is asked each time, by one row; a browser that has the picture gets 304.
 */
async function get(ctx: Ctx<FileTables>, request: RouteRequest): Promise<RouteReply> {
  const files = ctx.use(CityFiles)
  const {
    params: { id = '' },
    query,
  } = request
  const size = query.get('size') ?? 'full'
  const audience = query.get('a') ?? ''
  if (!isUuid(id) || !isSize(size) || !isAudience(audience)) throw fileProblems.notFound()
  const link = { city: ctx.city.id, id, size, module: query.get('m') ?? '', audience }
  if (!isLinkGood(files.key, link, query.get('e'), query.get('s'), ctx.clock.now())) throw fileProblems.notFound()
  const row = await ctx.db.read
    .selectFrom('file')
    .select(['sha256', 'shown', 'covered'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || (audience === 'everybody' && !row.shown)) throw fileProblems.notFound()
  const areas = audience === 'holder' ? [] : checkedAreas(row.covered)
  const etag = `"${row.sha256.slice(0, 16)}-${size}${areas.length > 0 ? `-${nameOfAreas(areas)}` : ''}"`
  const headers = {
    etag,
    'cache-control': 'private, no-cache',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  }
  if (hasIt(request.headers['if-none-match'], etag)) return { status: 304, headers }
  const picture = await (areas.length > 0 ? files.painted.open(id, size, areas) : files.disk.open(id, size))
  if (!picture) throw fileProblems.notFound()
  return {
    headers: {
      ...headers,
      'content-type': 'image/webp',
      'content-length': String(picture.bytes),
      'content-disposition': `inline; filename="${id.slice(-12)}.webp"`,
    },
    body: picture.file.createReadStream(),
  }
}

/** Whether the browser has this very picture; proxies may have made its tag a weak one. */
const hasIt = (tags: string | undefined, etag: string): boolean =>
  tags?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag) ?? false

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

const audiences: ReadonlySet<string> = new Set<FileAudience>(['everybody', 'staff', 'holder'])
const isAudience = (name: string): name is FileAudience => audiences.has(name)
const isSize = (size: string): size is PictureSize => Object.hasOwn(sides, size)

export const fileRoutes: readonly Route[] = [
  { method: 'PUT', path: '/files/:id', public: true, handle: put },
  {
    method: 'GET',
    path: '/files/:id',
    public: true,
    onBehalfOf: ({ query }) => query.get('m') || undefined,
    handle: (ctx, request) => get(ctx, request),
  },
  { method: 'GET', path: '/sign/:name', public: true, handle: sign },
]
