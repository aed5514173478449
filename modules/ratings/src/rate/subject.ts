import { Problem, type Bound, type RateableSource, type RateableSubject } from '@vmeste/sdk'
import type { RatingsCtx } from '../ctx.ts'

const reference = /^([a-z][a-z0-9-]{0,60}):([A-Za-z]\w{0,60}):([\w.-]{1,100})$/

/** A finished thing of whichever module: who can tell of it, and its id there. Nothing when nobody in this city can. */
export function sourceOf(
  ctx: RatingsCtx,
  subject: string,
): { readonly source: Bound<RateableSource>; readonly id: string } | undefined {
  const [, module, type, id] = reference.exec(subject) ?? []
  const provider =
    id && ctx.capabilities<RateableSource>('rateable@1').find((one) => one.module === module && one.type === type)
  return provider ? { source: provider.implementation, id } : undefined
}

/**
 * What is to be rated, as its own module tells whoever asks; nothing for what is unknown, unfinished or not theirs to
 * know.
 */
export async function lookAt(
  ctx: RatingsCtx,
  subject: string,
  access?: string | null,
): Promise<RateableSubject | undefined> {
  const found = sourceOf(ctx, subject)
  if (!found) return undefined
  try {
    return await found.source.subject({ id: found.id, access: access ?? null })
  } catch (error) {
    // a key that opens nothing is refused by its module in its own words; here it is the same as no such thing
    if (error instanceof Problem) return undefined
    throw error
  }
}
