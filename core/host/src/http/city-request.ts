import type { NextFunction, Request, RequestHandler, Response } from 'express'
import { negotiateLang, uuidv7, type Actor, type Lang, langs } from '@vmeste/sdk'
import type { CityRuntimes } from '../city/city-runtimes.ts'
import { RequestScope } from '../city/request-scope.ts'
import type { SnapshotStore } from '../city/snapshot-store.ts'
import type { CitySnapshot } from '../city/city-snapshot.ts'
import type { Authenticate } from '../identity/shared/rights/authenticate.ts'
import { cityUnknown } from '../problems/access.ts'
import { textBroken } from '../problems/requests.ts'

interface CityState {
  readonly snapshot: CitySnapshot
  scope?: Promise<RequestScope>
  readonly make: () => Promise<RequestScope>
}
const states = new WeakMap<Request, CityState>()

/** Resolves the city from the path, takes its snapshot once, and lets later handlers open the request's scope. */
export function cityRequest({
  store,
  runtimes,
  authenticate,
}: {
  store: SnapshotStore
  runtimes: CityRuntimes
  authenticate: Authenticate
}): RequestHandler {
  return async (req: Request, res: Response, next: NextFunction) => {
    // no address of ours has a zero character, and the database would stumble over it
    if (req.originalUrl.includes('%00')) throw textBroken()
    const slug = String(req.params['city'])
    const meant = slug.toLowerCase()
    // typed from a poster or a letter: one city has one address
    if (slug !== meant && store.bySlug(meant) && isReading(req))
      return res.redirect(308, req.originalUrl.replace(/^\/c\/[^/?]+/, `/c/${meant}`))
    const seen = Number(req.headers['x-city-revision'])
    const snapshot = Number.isInteger(seen) && seen > 0 ? await store.atLeast(slug, seen) : store.bySlug(slug)
    if (!snapshot) throw cityUnknown(slug.slice(0, 60))
    states.set(req, {
      snapshot,
      make: async () =>
        new RequestScope(
          runtimes.of(snapshot),
          await actorOf(req, snapshot, authenticate),
          langOf(req),
          requestIdOf(req),
          req.ip,
          () => res.destroyed,
        ),
    })
    next()
  }
}

const isReading = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD'

/** The request's scope: made on first use, so that a static page costs no token check. */
export function scopeOf(req: Request): Promise<RequestScope> {
  const state = states.get(req)
  if (!state) throw new Error('scopeOf outside of a city')
  return (state.scope ??= state.make())
}

export function snapshotOf(req: Request): CitySnapshot {
  const state = states.get(req)
  if (!state) throw new Error('snapshotOf outside of a city')
  return state.snapshot
}

/** The city of a request, where it names one that is here. */
export const snapshotIn = (req: Request): CitySnapshot | undefined => states.get(req)?.snapshot

async function actorOf(req: Request, snapshot: CitySnapshot, authenticate: Authenticate): Promise<Actor> {
  const header = req.headers.authorization
  const bearer = header && /^Bearer\s+(\S+)$/i.exec(header)?.[1]
  if (bearer) return authenticate(bearer, snapshot.city)
  return { kind: 'guest', ...deviceOf(req), ...(req.ip ? { address: req.ip } : {}) }
}

/** The key of a guest's device, from the app's header or the page's cookie. */
function deviceOf(req: Request): { device?: string } {
  const key = String(
    req.headers['x-device'] ?? /(?:^|;\s*)vmeste_device=([\w-]+)/.exec(req.headers.cookie ?? '')?.[1] ?? '',
  )
  return /^[\w-]{16,64}$/.test(key) ? { device: key } : {}
}

/** The language of the page: asked for in the address, chosen before, or the browser's. */
export function langOf(req: Request): Lang {
  const asked =
    first(req.query['lang']) ??
    first(req.headers['x-lang']) ??
    /(?:^|;\s*)vmeste_lang=(\w\w)/.exec(req.headers.cookie ?? '')?.[1] ??
    ''
  return (langs as readonly string[]).includes(asked) ? (asked as Lang) : negotiateLang(req.headers['accept-language'])
}

const first = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const ids = new WeakMap<Request, string>()
export function requestIdOf(req: Request): string {
  const known = ids.get(req)
  if (known) return known
  const made = uuidv7()
  ids.set(req, made)
  return made
}
