/** Where a request came in: few words, whatever addresses there are. */
export const doors = ['graph', 'stream', 'module', 'files', 'page', 'asset', 'identity', 'health', 'metrics'] as const
export type Door = (typeof doors)[number]

const inCity: readonly (readonly [string, Door])[] = [
  ['/graphql/stream', 'stream'],
  ['/graphql', 'graph'],
  ['/m/', 'module'],
  ['/files', 'files'],
]
const outside: readonly (readonly [string, Door])[] = [
  ['/realms/', 'identity'],
  ['/health/', 'health'],
  ['/metrics', 'metrics'],
  ['/assets/', 'asset'],
]

/** @param url path as it was asked for, with or without a query */
export function doorOf(url: string): Door {
  if (!url.startsWith('/c/')) return outside.find(([start]) => url.startsWith(start))?.[1] ?? 'page'
  const at = url.indexOf('/', 3)
  return at < 0 ? 'page' : (inCity.find(([start]) => url.startsWith(start, at))?.[1] ?? 'page')
}
