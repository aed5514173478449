import { Deadlines, type Ctx, type Deadline } from '@vmeste/sdk'
import { shippedProfiles } from '../deadlines/profiles/shipped-profiles.ts'

/** When a report that comes now is due, by the engine that dates every case. */
export async function tryTopic(
  ctx: Ctx,
  terms: { readonly makeSafe?: string | null; readonly fix?: string | null },
): Promise<{ readonly from: Date; readonly makeSafe?: Deadline; readonly fix?: Deadline }> {
  const from = ctx.clock.now()
  const rules = shippedProfiles.filter(({ regime }) => regime === 'MESSAGE')
  const { code: profile } = rules.find(({ country }) => country === ctx.city.country) ?? rules[0]!
  const dated = (term: string | null | undefined) =>
    term ? ctx.use(Deadlines).compute({ profile, term, from }) : undefined
  const [makeSafe, fix] = await Promise.all([dated(terms.makeSafe), dated(terms.fix)])
  return { from, ...(makeSafe && { makeSafe }), ...(fix && { fix }) }
}
