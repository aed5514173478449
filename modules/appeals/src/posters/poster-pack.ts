import type { AppealsCtx } from '../ctx.ts'

/** What an office printer takes in one go. */
const packed = 200
const mostCodes = 2_000

/**
 * The places of one file, in the order of their codes, and how many of those asked for do not fit into it.
 *
 * @param query `codes`, all of the city's where there are none; `after`, the last code of the file before
 */
export async function packOf(ctx: AppealsCtx, query: URLSearchParams, most = packed) {
  const codes = (query.get('codes') ?? '').toUpperCase().split(',').filter(Boolean).slice(0, mostCodes)
  const after = (query.get('after') ?? '').toUpperCase()
  let wanted = ctx.db.read.selectFrom('qr_object').where('active', '=', true)
  if (codes.length > 0) wanted = wanted.where('code', 'in', codes)
  if (after !== '') wanted = wanted.where('code', '>', after)
  const [objects, { all }] = await Promise.all([
    wanted.select(['code', 'name', 'address']).orderBy('code').limit(most).execute(),
    wanted.select((on) => on.fn.countAll<string>().as('all')).executeTakeFirstOrThrow(),
  ])
  return { objects, left: Number(all) - objects.length }
}
