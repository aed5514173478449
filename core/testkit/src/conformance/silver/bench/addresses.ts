/** What Express keeps of whatever was mounted on it. */
interface Layer {
  readonly rawPath?: string | readonly string[]
  readonly route?: { readonly path: string | readonly string[]; readonly methods: Readonly<Record<string, boolean>> }
  readonly handle: { readonly stack?: readonly Layer[] }
}

/**
 * Patterns of every address that a running host answers by GET, as they are registered: of modules, of the host itself,
 * of the pages of its portal. A new one is in without being named.
 *
 * @example addressesOf(host.host.app) // ['/health/live', '/c/:city/files/:id', '/c/:city/o/:code', …]
 */
export function addressesOf(app: { readonly router: unknown }): readonly string[] {
  const found = new Set<string>()
  const walk = (layers: readonly Layer[], before: string): void => {
    for (const { rawPath, route, handle } of layers) {
      if (route?.methods['get']) for (const path of listed(route.path)) found.add(joined(before, path))
      if (handle.stack) for (const path of listed(rawPath ?? '/')) walk(handle.stack, joined(before, path))
    }
  }
  walk((app.router as { readonly stack: readonly Layer[] }).stack, '')
  return [...found]
}

const listed = (path: string | readonly string[]): readonly string[] => (typeof path === 'string' ? [path] : path)
const joined = (before: string, path: string): string =>
  path === '/' ? before || '/' : (before === '/' ? '' : before) + path

/**
 * Addresses of a pattern, one for each value that fits a gap; a gap nothing fits takes every name there is.
 *
 * @param values what fits by the name of a gap
 * @param names whatever else is known
 */
export function filledAddresses(
  pattern: string,
  values: (gap: string) => readonly string[],
  names: readonly string[],
): readonly string[] {
  let all = ['']
  for (const part of pattern.split(/(\{?\/?[:*]\w+\}?)/)) {
    const [, start = '', gap] = /^\{?(\/?)[:*](\w+)\}?$/.exec(part) ?? []
    const fitting = gap === undefined ? [] : values(gap)
    const parts =
      gap === undefined ? [part] : (fitting.length > 0 ? fitting : names).map((one) => start + encodeURIComponent(one))
    all = all.flatMap((before) => parts.map((one) => before + one))
  }
  return all
}
