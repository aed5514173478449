import { parseInput, wallTime, z, type Ctx, type Lang } from '@vmeste/sdk'
import { paces, type ReachRow, type ReachTables } from './reach.entity.ts'

export type Choices = Omit<ReachRow, 'person' | 'changed_at' | 'lang'> & { readonly lang: Lang | null }

const evening = 20
const morning = 8

/** Whoever has chosen nothing: residents as ever, staff by one letter a working morning. */
export const unchosen = (staff: boolean): Choices => ({
  lang: null,
  email: staff,
  pace: staff ? 'DAILY' : 'NOW',
  quiet_from: evening,
  quiet_until: morning,
})

type Quiet = Pick<Choices, 'quiet_from' | 'quiet_until'>

const hourOf = (now: Date, zone: string): number => Math.floor(wallTime(now, zone).seconds / 3600)

/** Whether these are the hours in which nothing but alarms leaves. They may run over midnight. */
export function isQuiet(now: Date, zone: string, { quiet_from: from, quiet_until: until }: Quiet): boolean {
  const hour = hourOf(now, zone)
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until
}

/** Seconds of the local day at which the letter of the day is put together. */
export const morningOf = ({ quiet_from: from, quiet_until: until }: Quiet): number =>
  (from === until || until > 12 ? morning : until) * 3600

const hour = z.int().min(0).max(23)
export const choicesInput = z.object({
  lang: z.enum(['ru', 'be', 'en']),
  email: z.boolean(),
  pace: z.enum(paces),
  quietFrom: hour,
  quietUntil: hour,
})

export const choicesOf = (ctx: Ctx<ReachTables>, person: string): Promise<ReachRow | undefined> =>
  ctx.db.read.selectFrom('reach').selectAll().where('person', '=', person).executeTakeFirst()

/** What whoever acts wants from now on. */
export async function saveChoices(ctx: Ctx<ReachTables>, value: unknown): Promise<void> {
  const { lang, email, pace, quietFrom, quietUntil } = parseInput(choicesInput, value, ctx.lang)
  const chosen = { lang, email, pace, quiet_from: quietFrom, quiet_until: quietUntil, changed_at: ctx.clock.now() }
  await ctx.db.transaction((tx) =>
    tx.kysely
      .insertInto('reach')
      .values({ person: ctx.person().key, ...chosen })
      .onConflict((conflict) => conflict.constraint('reach_pkey').doUpdateSet(chosen))
      .execute(),
  )
}
