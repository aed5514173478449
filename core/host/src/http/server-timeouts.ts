import type { ServerOptions } from 'node:http'

/**
 * The last resort behind `bodyPace`, in Node itself: it also ends what never becomes a request. The body's whole time
 * is a little longer than ours, which answers in words.
 */
export const serverTimeouts: ServerOptions = {
  headersTimeout: 20_000,
  requestTimeout: 290_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
}
