/** Where something can be put instead: `input.name.ru`. */
export type Path = readonly (string | number)[]

/** Every place inside a value that holds something that is no list, inputs included. */
export function* placesIn(value: unknown, path: Path = []): Generator<{ path: Path; value: unknown }> {
  if (path.length > 0 && !Array.isArray(value)) yield { path, value }
  if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value))
      yield* placesIn(inner, [...path, Array.isArray(value) ? Number(name) : name])
}

/** A copy with one place changed. */
export function withValue<Whole>(whole: Whole, path: Path, value: unknown): Whole {
  const copy = structuredClone(whole)
  let at = copy as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>
  at[path.at(-1)!] = value
  return copy
}

/** What never fits, by what stands there. */
export const wrongTypes = (value: unknown): unknown[] =>
  typeof value === 'string'
    ? [{ evil: true }, ['x', ['y']], true]
    : typeof value === 'number'
      ? ['NaN', {}, 1e300]
      : typeof value === 'boolean'
        ? ['yes', 2]
        : ['x', 7]

export const brokenTexts = ['\0', 'до\0после', '\ud800', 'a\udc00b']
export const endless = 'w'.repeat(100_000)
/** Words that are dangerous only to whoever executes them. */
export const inertTexts = [
  `<script>alert(1)</script><img src=x onerror=alert(1)>`,
  `'; drop table core.city; -- "`,
  '{{constructor.constructor("return 1")()}} ${7*7}',
  '"><svg onload=alert(1)>\r\nset-cookie: a=b',
]
