/**
 * The page of what came of a queued act: the first `href` in the answer's first field, as the contract of modules asks
 * for.
 */
export function hrefOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  for (const value of Object.values(data)) {
    const href = (value as { href?: unknown } | null)?.href
    if (typeof href === 'string' && /^\/(?!\/)/.test(href)) return href
  }
  return undefined
}
