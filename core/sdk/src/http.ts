import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Ctx } from './ctx.ts'

export interface RouteRequest {
  readonly method: string
  /** Named parts of the path. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  /** The unread body. */
  readonly body: Readable
}
export interface RouteReply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | Readable
}

/**
 * A plain HTTP address of a module, below `/c/<city>/m/<module>`; for what a graph is bad at: files, printing, feeds.
 * Guarded like a root field: exactly one of `permission` and `public`.
 */
export interface Route {
  readonly method: 'GET' | 'PUT' | 'POST'
  /** `/posters/:format` */
  readonly path: string
  readonly permission?: string
  readonly public?: true
  /**
   * Id of the module whose thing this request asks for, where a shared service keeps things for modules: with that
   * module it is gone.
   */
  readonly onBehalfOf?: (request: Pick<RouteRequest, 'params' | 'query'>) => string | undefined
  handle(ctx: Ctx, request: RouteRequest): Promise<RouteReply>
}
