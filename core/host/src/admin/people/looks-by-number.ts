import type { CaseSource, Ctx } from '@vmeste/sdk'

interface Wanted {
  readonly subject?: string | null | undefined
  readonly number?: string | null | undefined
}

/** Things a list of looks is narrowed to: the one that is named, and the cases that modules know by a number. */
export async function subjectsOf(ctx: Ctx, { subject, number }: Wanted): Promise<readonly string[] | null> {
  if (!number) return subject ? [subject] : null
  const found = await Promise.all(
    sourcesOf(ctx).map(async ({ module, type, implementation }) => {
      const id = await implementation.numbered?.(number)
      return id === undefined ? [] : [`${module}:${type}:${id}`]
    }),
  )
  const all = found.flat()
  return subject ? all.filter((one) => one === subject) : all
}

/** What people call the cases of a page, by subject. A module that does not answer takes only its own numbers along. */
export async function numbersOf(
  ctx: Ctx,
  looks: readonly { readonly subject: string }[],
): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    sourcesOf(ctx).map(async ({ module, type, implementation }) => {
      const kind = `${module}:${type}:`
      const ids = [
        ...new Set(looks.flatMap((look) => (look.subject.startsWith(kind) ? [look.subject.slice(kind.length)] : []))),
      ]
      if (ids.length === 0 || !implementation.numbers) return []
      const numbers = await implementation.numbers(ids).catch(() => new Map<string, string>())
      return [...numbers].map(([id, number]) => [`${kind}${id}`, number] as const)
    }),
  )
  return new Map(found.flat())
}

const sourcesOf = (ctx: Ctx) => ctx.capabilities<CaseSource>('case@1')
