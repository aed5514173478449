import { Unasked, type Asked } from './facts/check.ts'

/**
 * What asks somebody else's machine is asked seldom, however often one looks; what went wrong is asked again sooner.
 */
export function remembering(
  forMs: Readonly<Record<string, number>>,
): <T>(what: string, ask: () => Promise<Asked<T>>) => Promise<Asked<T>> {
  const known = new Map<string, { readonly answer: Promise<Asked<unknown>>; until: number }>()
  return async <T>(what: string, ask: () => Promise<Asked<T>>): Promise<Asked<T>> => {
    const held = known.get(what)
    if (held && held.until > performance.now()) return held.answer as Promise<Asked<T>>
    const ms = forMs[what] ?? 0
    const entry = { answer: ask() as Promise<Asked<unknown>>, until: performance.now() + ms }
    known.set(what, entry)
    const answer = (await entry.answer) as Asked<T>
    if (answer instanceof Unasked) entry.until = performance.now() + ms / 4
    return answer
  }
}
