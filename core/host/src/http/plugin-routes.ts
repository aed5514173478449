import { Router, type Request, type Response } from 'express'
import { Readable } from 'node:stream'
import { VmesteError, type Plugin, type Route, type RouteReply } from '@vmeste/sdk'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import { notAllowed, signInFirst } from '../problems/access.ts'
import { moduleDisabled } from '../problems/modules.ts'
import { scopeOf } from './city-request.ts'
import { letGo, sendStream } from './send-stream.ts'
import { uploadShares } from './upload-limit.ts'

/**
 * Plain HTTP addresses of plugins: of the always-on units at `/c/<city>/…`, of modules at `/c/<city>/m/<module>/…`.
 * Mounted once for all installed modules; whether one is on is asked of the request's snapshot.
 */
export function pluginRoutes(registry: PluginRegistry): Router {
  const router = Router()
  for (const plugin of registry.all) {
    const always = !registry.installed.has(plugin.id)
    for (const route of plugin.routes ?? []) {
      if (Boolean(route.permission) === Boolean(route.public)) {
        throw new VmesteError(
          'VMESTE_ROUTE_UNGUARDED',
          `${route.method} ${route.path} of module "${plugin.id}" needs exactly one of "permission" and "public"`,
        )
      }
      router[methods[route.method]](
        always ? route.path : `/m/${plugin.id}${route.path}`,
        (req: Request, res: Response) => answer(registry, plugin, route, req, res),
      )
    }
  }
  return router
}

const methods = { GET: 'get', PUT: 'put', POST: 'post' } as const

async function answer(
  registry: PluginRegistry,
  plugin: Plugin,
  route: Route,
  req: Request,
  res: Response,
): Promise<void> {
  const scope = await scopeOf(req)
  const params = Object.fromEntries(Object.entries(req.params).map(([name, value]) => [name, String(value)]))
  const query = new URL(req.originalUrl, 'http://x').searchParams
  for (const module of [plugin.id, route.onBehalfOf?.({ params, query })]) {
    if (module !== undefined && !registry.always.some(({ id }) => id === module) && !scope.snapshot.enabled.has(module))
      throw moduleDisabled(module)
  }
  if (route.permission && !scope.can(route.permission))
    throw scope.actor.kind === 'guest' ? signInFirst() : notAllowed()
  const takesBody = route.method !== 'GET'
  const ask = async (): Promise<RouteReply> => {
    let handling: Promise<RouteReply> | undefined
    try {
      return await scope.call(
        takesBody ? 'upload' : 'route',
        plugin,
        `${route.method} ${route.path}`,
        () =>
          (handling = route.handle(scope.ctx(plugin), {
            method: req.method,
            params,
            query,
            headers: req.headers,
            body: req,
          })),
      )
    } catch (error) {
      // an answer that comes too late is read by nobody, and may hold a file
      handling?.then(
        (late) => letGo(late.body),
        () => undefined,
      )
      throw error
    }
  }
  const reply = takesBody ? await uploadShares.run(req, ask) : await ask()
  await send(res, reply)
}

async function send(res: Response, { status = 200, headers = {}, body }: RouteReply): Promise<void> {
  if (res.headersSent || res.destroyed) return letGo(body) // was answered meanwhile, or nobody is there
  res.status(status)
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
  if (body instanceof Readable) await sendStream(res, body)
  else if (typeof body === 'string') res.end(body)
  else res.end(body && Buffer.from(body))
}
