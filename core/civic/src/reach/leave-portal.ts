import {
  Accounts,
  instantAt,
  localDay,
  Notifications,
  type Account,
  type CityTransaction,
  type Ctx,
  type Lang,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { addressOf } from '../notifications/recipients/address-of.ts'
import { isQuiet, morningOf, unchosen, type Choices } from './choices.ts'
import { digestLetter, type Unread } from './digest-letter.ts'
import { markOnce } from './mark-once.ts'
import type { ReachTables } from './reach.entity.ts'
import { isWorkingTime } from './working-time.ts'

type ReachCtx = Ctx<ReachTables>
type ReachTx = CityTransaction<ReachTables>
export type UnreadRow = Unread & { readonly lang: Lang; readonly urgent: boolean; readonly created_at: Date }

/** What has lain unread for a week is no news any more. */
const lately = 7 * 86_400_000
const peopleAtMost = 200
const noticesAtMost = 500

/** What carries notices to somebody outside; each knows whether it has a way to them. */
export interface Carrier {
  /** Whoever can be reached by it though they have chosen nothing. */
  people(ctx: ReachCtx): Promise<readonly string[]>
  /** @param id what makes this leaving one: the same never comes twice */
  carry(
    ctx: ReachCtx,
    tx: ReachTx,
    person: string,
    rows: readonly UnreadRow[],
    lang: Lang,
    id: string,
  ): Promise<boolean>
}

/**
 * What lies unread in the portal leaves by the ways its owner chose: alarms at once, the rest at once or once a day, and
 * nothing else in quiet hours. Each once; what was read meanwhile does not leave.
 */
export async function leavePortal(ctx: ReachCtx, carriers: readonly Carrier[]): Promise<void> {
  if (ctx.city.demonstration) return // people there are invented
  const staff = new Map((await ctx.use(Accounts).staff()).map((account) => [account.person, account]))
  const chosen = new Map(
    (await ctx.db.read.selectFrom('reach').selectAll().limit(20_000).execute()).map((row) => [row.person, row]),
  )
  const carried = (await Promise.all(carriers.map((carrier) => carrier.people(ctx)))).flat()
  const keys = [...new Set([...staff.keys(), ...chosen.keys(), ...carried])]
  let working: Promise<boolean> | undefined
  const isWorking = (): Promise<boolean> => (working ??= isWorkingTime(ctx, ctx.clock.now()))
  for (
    let after = '', people: readonly Waiting[] | undefined;
    people?.length !== 0;
    after = people.at(-1)?.person ?? ''
  ) {
    people = await waitingOf(ctx, keys, after)
    for (const waiting of people) {
      const { person } = waiting
      const choices = chosen.get(person) ?? unchosen(staff.has(person))
      const due = await dueNow(ctx, choices, staff.has(person) ? isWorking : undefined)
      // most who wait wait for their hour
      if (due(waiting)) await leaveFor(ctx, { carriers, person, choices, due, staff: staff.get(person) })
    }
  }
}

interface Waiting {
  readonly person: string
  /** Whether there is an alarm among it, and since when the oldest waits. */
  readonly urgent: boolean
  readonly created_at: Date
}
type Due = (row: Pick<UnreadRow, 'urgent' | 'created_at'>) => boolean

/** A bundle of one kind leaves once for each day in which it has grown: every notice that joins makes it new. */
const markOf = (zone: string) =>
  sql<string>`case when folded > 0 then 'fold:' || fold || ':' || (created_at at time zone ${zone})::date else id::text end`

const unread = (db: ReachCtx['db']['read'] | ReachTx['kysely'], ctx: ReachCtx) => {
  const now = ctx.clock.now()
  return db
    .selectFrom('notification')
    .where('channel', '=', 'PORTAL')
    .where('read_at', 'is', null)
    .where('created_at', '>', new Date(now.getTime() - lately))
    .where(
      sql<boolean>`not exists (select from civic.reached r where r.person = recipient
        and r.mark = ${markOf(ctx.city.timezone)})`,
    )
}

const waitingOf = (ctx: ReachCtx, keys: readonly string[], after: string): Promise<readonly Waiting[]> =>
  unread(ctx.db.read, ctx)
    .select(['recipient as person', sql<boolean>`bool_or(urgent)`.as('urgent')])
    .select(({ fn }) => fn.min('created_at').as('created_at'))
    .where(sql<boolean>`recipient = any(${[...keys]}::text[])`)
    .where('recipient', '>', after)
    .groupBy('recipient')
    .orderBy('recipient')
    .limit(peopleAtMost)
    .execute()

interface Leaving {
  readonly carriers: readonly Carrier[]
  readonly person: string
  readonly choices: Choices
  readonly due: Due
  readonly staff: Account | undefined
}

async function leaveFor(ctx: ReachCtx, { carriers, person, choices, due, staff }: Leaving): Promise<void> {
  const account = staff ?? (choices.email ? await ctx.use(Accounts).find(person) : undefined)
  const email = choices.email && account?.email ? account : undefined
  await ctx.db.transaction(async (tx) => {
    // two hosts that look at once take turns: the second finds what the first has marked
    await tx.run(sql`select core.take_turn(${`reach:${person}`})`)
    const rows = (await unread(tx.kysely, ctx)
      .select(['id', 'event', 'subject', 'text', 'href', 'about', 'fold', 'folded', 'lang', 'urgent', 'created_at'])
      .select(markOf(ctx.city.timezone).as('mark'))
      .where('recipient', '=', person)
      .orderBy('id')
      .limit(noticesAtMost)
      .execute()) as (UnreadRow & { readonly mark: string })[]
    const go = rows.filter(due)
    const [first] = go
    if (!first) return
    const lang = choices.lang ?? first.lang
    const ways = await Promise.all(carriers.map((carrier) => carrier.carry(ctx, tx, person, go, lang, first.mark)))
    const wrote = email ? await writeTo(ctx, tx, email, go, lang, `civic.reach:${first.mark}`) : false
    if (wrote || ways.some(Boolean))
      await markOnce(
        tx,
        person,
        go.map(({ mark }) => mark),
        ctx.clock.now(),
      )
  })
}

/** Which of what waits leaves now. @param isWorking of staff, who read their letter on a working day */
async function dueNow(ctx: ReachCtx, choices: Choices, isWorking?: () => Promise<boolean>): Promise<Due> {
  const now = ctx.clock.now()
  const zone = ctx.city.timezone
  if (isQuiet(now, zone, choices)) return ({ urgent }) => urgent
  if (choices.pace === 'NOW') return () => true
  // the letter of the day: what came before this morning
  const morning = instantAt(localDay(now, zone), morningOf(choices), zone)
  const open = now >= morning && (!isWorking || (await isWorking()))
  return ({ urgent, created_at: at }) => urgent || (open && at < morning)
}

/** One letter to the address of their account; what the same event has written there already is not written twice. */
async function writeTo(
  ctx: ReachCtx,
  tx: ReachTx,
  { person, email, emailProven }: Account,
  rows: readonly UnreadRow[],
  lang: Lang,
  event: string,
): Promise<boolean> {
  const to = { email: email! }
  const written = await tx.kysely
    .selectFrom('notification')
    .select('event')
    .where('channel', '=', 'EMAIL')
    .where('recipient', '=', addressOf(to).recipient)
    .where(
      'event',
      'in',
      rows.map((row) => row.event),
    )
    .execute()
  const known = new Set(written.map((row) => row.event))
  const fresh = rows.filter((row) => !known.has(row.event))
  if (fresh.length === 0) return true
  const notifications = ctx.use(Notifications)
  if (emailProven) await notifications.proven(tx, to, person)
  await notifications.send(tx, {
    event,
    to,
    lang,
    ...digestLetter(fresh, lang, ctx.origin, ctx.city),
    about: mailAbout,
    otherwise: 'nothing', // it stands in the portal all the same
  })
  return true
}

/** What these letters are about: whoever stops them by a link stops these alone. */
export const mailAbout = 'civic:Reach:mail'
