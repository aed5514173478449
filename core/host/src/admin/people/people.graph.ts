import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import type pg from 'pg'
import {
  parseInput,
  Problem,
  type Ctx,
  type PersonSubject,
  type ResolverMap,
  type Route,
  type RouteRequest,
} from '@vmeste/sdk'
import type { IdentityUsers } from '../../identity/shared/port/identity-port.ts'
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import type { ErasureBook } from '../../operations/erasures/erasure-book.ts'
import { unwrittenWords } from '../../operations/erasures/unwritten-words.ts'
import { exportPerson } from '../../operations/people/export-person.ts'
import { gather, heldAbout, monthsOf } from '../../operations/people/held-about.ts'
import { namesOf, thingName } from '../../operations/people/subject.ts'
import { erasePerson } from '../../operations/removal/erase-person.ts'
import type { Storage } from '../../storage/open-storage.ts'
import { actorKey } from '../../city/module-ctx.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { corePersonalData } from './core-personal-data.ts'
import { accountOf, heldView, pageOf, staysOf, thingOf, type HeldView, type Paged } from './held-view.ts'
import { numbersOf, subjectsOf } from './looks-by-number.ts'
import { listLooks, looksAt, type LookKind, type LookRow } from './looks.ts'
import { askersSubject, limitAsking, type Askers } from './my-data.ts'
import { dataOf, noteData } from './note-data.ts'
import { confirmInput, looksInput, secretInput } from './people-input.ts'
import { administeredBy, citiesLeftAlone } from '../staff/another-admin.ts'
import { holdingStaff } from '../staff/holding-staff.ts'
import { confirmErasing, dataLastAdmin, dataTooOften } from './people-problems.ts'
import { confirmWord } from './people-texts.ts'

const typeDefs = readFileSync(new URL('./people.graphql', import.meta.url), 'utf8')

export interface PeopleParts extends Askers {
  readonly store: SnapshotStore
  readonly storage: Storage
  readonly pool: pg.Pool
  readonly erasures: ErasureBook
  readonly filesFolder: string
  readonly key: (purpose: string) => Buffer
  /** Nothing where the host keeps no accounts. */
  readonly users: () => IdentityUsers | undefined
}

const citiesOf = (store: SnapshotStore) => store.all().map(({ city }) => city)

/** Rights of the person: what is held about them, for them alone. */
export function peopleGraph(parts: PeopleParts): CoreGraph {
  const note = (ctx: Ctx, subject: PersonSubject, what: LookKind): Promise<void> =>
    noteData(parts, ctx.city.id, subject, { what, viewer: actorKey(ctx.actor), at: ctx.clock.now() })

  /** Two last administrators who end their accounts at once take turns: the second is refused. */
  const unlessAlone = async <Result>(subject: PersonSubject, work: () => Promise<Result>): Promise<Result> => {
    const administered = await administeredBy(parts.users(), subject.keys, citiesOf(parts.store))
    const held = await holdingStaff(
      parts.pool,
      administered.map(({ id }) => id),
      async () => {
        const alone = await citiesLeftAlone(parts.users(), subject.keys, administered)
        if (alone.length > 0) throw dataLastAdmin(alone.map(({ name }) => name))
        return work()
      },
    )
    if (!held) throw dataTooOften(60)
    return held.done
  }

  const moduleOf = (ctx: Ctx, subject: string): string => {
    const [id] = subject.split(':')
    const module = parts.registry.all.find((plugin) => plugin.id === id)
    return module ? ctx.say(module.title) : (id ?? '')
  }

  const resolvers: ResolverMap = {
    Query: {
      myData: async (_source: unknown, { secret }: { secret?: string | null }, ctx: Ctx) => {
        const subject = await askersSubject(parts, ctx, parseInput(secretInput, secret, ctx.lang, 'secret'))
        limitAsking(ctx, 'look')
        const scope = parts.systemScope(ctx.city.id, 'my-data')
        const whole = await gather(scope, parts.registry.all, subject)
        const [held, looks] = await Promise.all([
          heldAbout(scope, parts.registry.all, whole),
          looksAt(parts.pool, ctx.city.id, [...whole.things, dataOf(parts, ctx.city.id, subject)]),
        ])
        await note(ctx, subject, 'DATA')
        const there = held.filter(({ rows }) => rows.length > 0)
        return {
          __typename: 'MyData',
          account: accountOf(ctx, subject),
          held: there.map((one) => heldView(ctx, one, monthsOf(scope.ctx(one.module), one.data))),
          stays: staysOf(
            ctx,
            there.map(({ data }) => data),
          ),
          seenBy: looks.map((look) => seenBy(ctx, look)),
          confirm: ctx.say(confirmWord),
          download: `/c/${ctx.city.slug}/my-data.zip`,
        }
      },
      looks: async (_source: unknown, args: unknown, ctx: Ctx) => {
        const { filter, first, after } = parseInput(looksInput, args, ctx.lang, 'looks')
        const subjects = await subjectsOf(ctx, filter ?? {})
        const page = await listLooks(parts.pool, ctx.city.id, { ...filter, subjects }, first, after ?? undefined)
        const numbers = await numbersOf(ctx, page.nodes)
        return {
          __typename: 'LookPage',
          nodes: page.nodes.map((look) => ({
            ...look,
            service: look.service && ctx.say(look.service),
            module: moduleOf(ctx, look.subject),
            number: numbers.get(look.subject) ?? null,
          })),
          after: page.after,
        }
      },
    },
    Mutation: {
      eraseMyData: async (
        _source: unknown,
        { confirm, secret, everywhere }: { confirm: string; secret?: string | null; everywhere?: boolean | null },
        ctx: Ctx,
      ) => {
        const subject = await askersSubject(parts, ctx, parseInput(secretInput, secret, ctx.lang, 'secret'))
        const typed = parseInput(confirmInput, confirm, ctx.lang, 'confirm').trim().toLowerCase()
        if (!Object.values(confirmWord).includes(typed)) throw confirmErasing(ctx.say(confirmWord))
        limitAsking(ctx, 'take')
        const all = everywhere === true && (secret === null || secret === undefined)
        const city = all ? undefined : ctx.city.slug
        const book = () =>
          parts.erasures.record(
            parts.pool,
            ...[...namesOf(subject), ...subject.things.map(thingName)].map((person) => ({
              kind: 'person' as const,
              person,
              ...(city === undefined ? {} : { city }),
            })),
          )
        const stays = staysOf(
          ctx,
          parts.registry.all.flatMap(({ personalData = [] }) => personalData),
        )
        const erase = async () => {
          await book()
          await note(ctx, subject, 'ERASE')
          return erasePerson(parts, subject, city)
        }
        const erased = await (all ? unlessAlone(subject, erase) : erase())
        // a backup that was made meanwhile has heard of the first and may hold the rows
        await book()
        const later = unwrittenWords(await parts.erasures.spread())
        return {
          __typename: 'MyDataErased',
          erased: Object.values(erased.rows).reduce((sum, n) => sum + n, 0),
          account: erased.account,
          stays,
          unwritten: later ? ctx.say(later) : null,
        }
      },
    },
    HeldData: {
      rows: ({ all }: HeldView, args: Paged) => pageOf(all, args),
      things: ({ all, shown }: HeldView, args: Paged) => pageOf(all, args).map((row) => thingOf(row, shown)),
    },
  }

  const download = async (ctx: Ctx, secret: string | undefined) => {
    const subject = await askersSubject(parts, ctx, parseInput(secretInput, secret, ctx.lang, 'secret'))
    limitAsking(ctx, 'take')
    const at = ctx.clock.now()
    await note(ctx, subject, 'EXPORT')
    const account = accountOf(ctx, subject)
    return {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${ctx.city.slug}-my-data-${at.toISOString().slice(0, 10)}.zip"`,
        'cache-control': 'no-store',
      },
      body: Readable.from(exportPerson(parts, subject, at, account ? [account] : [], ctx.city.slug).bytes),
    }
  }
  const routes: Route[] = [
    // the bearer says whose; no address of it is worth anything to anybody else
    { method: 'GET', path: '/my-data.zip', public: true, handle: (ctx) => download(ctx, undefined) },
    // a secret in an address would stand in logs
    {
      method: 'POST',
      path: '/my-data.zip',
      public: true,
      handle: async (ctx, request) => download(ctx, await secretIn(request)),
    },
  ]
  return { typeDefs, resolvers, routes, personalData: corePersonalData(parts) }
}

const seenBy = (ctx: Ctx, { at, what, service, post, viewer }: LookRow) => ({
  at,
  what,
  who: whoOf(ctx, viewer),
  service: service && ctx.say(service),
  post,
  you: ctx.actor.kind === 'person' && ctx.actor.key === viewer,
})

function whoOf({ actor }: Ctx, viewer: string): 'YOU' | 'STAFF' | 'LINK' | 'OPERATOR' {
  if (actor.kind === 'person' && actor.key === viewer) return 'YOU'
  if (viewer.startsWith('system:')) return 'OPERATOR'
  return viewer.includes('|') || viewer.startsWith('erased:') ? 'STAFF' : 'LINK'
}

const formAtMost = 2_000

/** `secret=…` of a form. */
async function secretIn({ body }: RouteRequest): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    text += String(chunk)
    if (text.length > formAtMost) throw formTooLarge()
  }
  return new URLSearchParams(text).get('secret') ?? ''
}

const formTooLarge = () =>
  new Problem(
    'FORM_TOO_LARGE',
    {
      ru: 'В этой форме слишком много текста.',
      be: 'У гэтай форме занадта шмат тэксту.',
      en: 'There is too much text in this form.',
    },
    { kind: 'tooLarge' },
  )
