import { Directory } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'
import { loadersOf } from '../show/standings.ts'

/** Codes of what the acting person's departments answer for; whoever moderates sees the whole city. */
export async function objectsOf(ctx: RatingsCtx): Promise<readonly string[] | 'all'> {
  if (ctx.can('ratings.moderate') || ctx.actor.kind === 'system') return 'all'
  const directory = ctx.use(Directory)
  const [member, departments, { register }] = await Promise.all([
    directory.member(ctx.person().key),
    directory.departments(),
    loadersOf(ctx).standings(),
  ])
  const own = departments.filter(({ id }) => member?.departments.includes(id)).map(({ code }) => code)
  return [...new Set(own.flatMap((code) => register.below(code)))]
}
