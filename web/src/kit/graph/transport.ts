import type { Lang } from '@vmeste/sdk/web'

export interface GraphError {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
}
export interface GraphReply {
  readonly data?: unknown
  readonly errors?: readonly GraphError[]
}

export interface Transport {
  /** Sends one trusted operation. @throws NetworkFailure when no answer of the platform came */
  readonly send: (id: string, variables: unknown, signal?: AbortSignal) => Promise<GraphReply>
  readonly headers: () => Promise<Record<string, string>>
  readonly url: string
}

/** The platform could not be reached, or something between answered in its stead. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure'
  /**
   * What the platform itself says of why it cannot answer, in the reader's language; nothing where it could not be
   * reached.
   */
  readonly words: string | undefined
  constructor(message: string, options?: { cause?: unknown; words?: string }) {
    super(message, options)
    this.words = options?.words
  }
}

const deadline = 20_000
/**
 * @param options.token a bearer token, or nothing for a guest
 * @param options.device random key of this browser, for limits only
 */
export function createTransport(options: {
  city: string
  lang: Lang
  origin?: string
  device: () => string
  token: () => Promise<string | undefined>
}): Transport {
  const url = `${options.origin ?? ''}/c/${options.city}/graphql`
  let revision = 0
  const headers = async (): Promise<Record<string, string>> => {
    const token = await options.token()
    return {
      'content-type': 'application/json',
      'accept-language': options.lang,
      'x-device': options.device(),
      // a host that is behind what this page has already seen loads the city anew first
      ...(revision > 0 ? { 'x-city-revision': String(revision) } : {}),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    }
  }
  return {
    url,
    headers,
    async send(id, variables, signal) {
      const timeout = AbortSignal.timeout(deadline)
      const body = JSON.stringify({ id, variables })
      let response: Response
      try {
        response = await fetch(url, {
          method: 'POST',
          // what is sent while the page is being left goes on without it; a browser carries 64 kB so, and no more
          keepalive: body.length < 30_000,
          headers: await headers(),
          body,
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        })
      } catch (cause) {
        throw new NetworkFailure('no answer', { cause })
      }
      revision = Math.max(revision, Number(response.headers.get('x-city-revision') ?? 0))
      const reply = (await response.json().catch(() => undefined)) as GraphReply | undefined
      if (!reply || (reply.data === undefined && !reply.errors)) throw new NetworkFailure(`answered ${response.status}`)
      // what was asked or sent is as good as before: drafts wait, answers stay, as without a network
      const down = reply.errors?.find(({ extensions }) => extensions?.['code'] === 'SERVICE_UNAVAILABLE')
      if (down) throw new NetworkFailure(`answered ${response.status}`, { words: down.message })
      return reply
    },
  }
}
