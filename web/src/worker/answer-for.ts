export interface Kept {
  readonly match: (request: Request | string) => Promise<Response | undefined>
  readonly put: (request: string, response: Response) => Promise<void>
}
interface Sources {
  readonly fetch: (request: Request) => Promise<Response>
  readonly kept: Kept
}

const patience = 4_000

/**
 * How the worker answers a request: built files from what it keeps, pages from the network while there is one and from
 * what it has seen otherwise, everything else not at all. Nothing of the graph and no photo is ever kept.
 */
export function answerFor(
  request: Request,
  { origin, fetch, kept }: Sources & { readonly origin: string },
): Promise<Response> | undefined {
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== origin) return undefined
  if (url.pathname.startsWith('/assets/')) return kept.match(request).then((known) => known ?? fetch(request))
  const [, city] = /^\/c\/([\w-]+)\//.exec(url.pathname) ?? []
  if (request.mode !== 'navigate' || !city) return undefined
  return page(request, `/c/${city}/`, url, { fetch, kept })
}

async function page(request: Request, home: string, url: URL, { fetch, kept }: Sources): Promise<Response> {
  const fresh = fetch(request).then(async (response) => {
    // the app's first document serves every address of the city; of public pages only those that work are worth keeping
    if (response.ok && response.type === 'basic' && !response.redirected && !isSecret(url) && isPage(response))
      await kept.put(url.pathname === home ? home : url.pathname, response.clone())
    return response
  })
  const patient = new Promise<undefined>((resolve) => {
    setTimeout(() => {
      resolve(undefined)
    }, patience)
  })
  const first = await Promise.race([fresh.catch(() => undefined), patient])
  // a platform that cannot answer is as good as no network: what is kept lets people go on writing, and what they send
  // waits
  if (first && first.status < 500) return first
  const known = (await kept.match(url.pathname)) ?? (await kept.match(home))
  return known ?? first ?? fresh
}

/** A photo opened in a tab of its own is no page: what is hidden later must not lie here. */
const isPage = ({ headers }: Response): boolean => headers.get('content-type')?.startsWith('text/html') ?? false

/** A tracking link is a secret of its own: it is not left lying in a cache. */
const isSecret = (url: URL): boolean => /^\/c\/[\w-]+\/[rt]\//.test(url.pathname)
