/**
 * A copy of what was read, in which is noted what anybody looks at: a validator reads every key that it knows and none
 * that it does not, so what was left unread at the end is misspelt.
 */
export function watched(value: unknown): { readonly value: unknown; unread(): string[] } {
  const unread = new Set<string>()
  const wrap = (part: unknown, path: string): unknown => {
    if (typeof part !== 'object' || part === null) return part
    if (Array.isArray(part)) return part.map((each, at) => wrap(each, `${path}[${at}]`))
    const inner = Object.fromEntries(
      Object.entries(part).map(([key, each]) => {
        unread.add(`${path}.${key}`)
        return [key, wrap(each, `${path}.${key}`)]
      }),
    )
    return new Proxy(inner, {
      get: (target, key) => {
        unread.delete(`${path}.${String(key)}`)
        return Reflect.get(target, key) as unknown
      },
    })
  }
  return { value: wrap(value, ''), unread: () => [...unread] }
}
