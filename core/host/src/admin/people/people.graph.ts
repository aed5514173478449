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
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import type { ErasureBook } from '../../operations/erasures/erasure-book.ts'
import { exportPerson } from '../../operations/people/export-person.ts'
import { gather, heldAbout, tableOf } from '../../operations/people/held-about.ts'
import { namesOf, thingName } from '../../operations/people/subject.ts'
import { erasePerson } from '../../operations/removal/erase-person.ts'
import type { Storage } from '../../storage/open-storage.ts'
import { actorKey } from '../../city/module-ctx.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { corePersonalData } from './core-personal-data.ts'
import { listLooks, looksAt, type LookKind, type LookRow } from './looks.ts'
import { askersSubject, limitAsking, type Askers } from './my-data.ts'
import { dataOf, noteData } from './note-data.ts'
import { confirmInput, looksInput, secretInput } from './people-input.ts'
import { confirmErasing } from './people-problems.ts'
import { confirmWord } from './people-texts.ts'

const typeDefs = readFileSync(new URL('./people.graphql', import.meta.url), 'utf8')

export interface PeopleParts extends Askers {
  readonly store: SnapshotStore
  readonly storage: Storage
  readonly pool: pg.Pool
  readonly erasures: ErasureBook
  readonly filesFolder: string
  readonly key: (purpose: string) => Buffer
}

/** Rights of the person: what is held about them, for them alone. */
export function peopleGraph(parts: PeopleParts): CoreGraph {
  const note = (ctx: Ctx, subject: PersonSubject, what: LookKind): Promise<void> =>
    noteData(parts, ctx.city.id, subject, { what, viewer: actorKey(ctx.actor), at: ctx.clock.now() })

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
        return {
          __typename: 'MyData',
          held: held
            .filter(({ rows }) => rows.length > 0)
            .map(({ module, data, rows }) => ({
              id: tableOf(module, data),
              module: ctx.say(module.title),
              purpose: ctx.say(data.purpose),
              months: data.retentionMonths,
              stays: data.stays ? ctx.say(data.stays) : null,
              count: rows.length,
              all: rows,
            })),
          seenBy: looks.map((look) => seenBy(ctx, look)),
          confirm: ctx.say(confirmWord),
          download: `/c/${ctx.city.slug}/my-data.zip`,
        }
      },
      looks: async (_source: unknown, args: unknown, ctx: Ctx) => {
        const { filter, first, after } = parseInput(looksInput, args, ctx.lang, 'looks')
        const page = await listLooks(parts.pool, ctx.city.id, filter ?? {}, first, after ?? undefined)
        return {
          __typename: 'LookPage',
          nodes: page.nodes.map((look) => ({ ...look, service: look.service && ctx.say(look.service) })),
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
        const stays = parts.registry.all.flatMap(({ personalData = [] }) =>
          personalData.flatMap((data) => (data.stays ? [ctx.say(data.stays)] : [])),
        )
        await book()
        await note(ctx, subject, 'ERASE')
        const erased = await erasePerson(parts, subject, city)
        // a backup that was made meanwhile has heard of the first and may hold the rows
        await book()
        await parts.erasures.spread()
        return {
          __typename: 'MyDataErased',
          erased: Object.values(erased.rows).reduce((sum, n) => sum + n, 0),
          account: erased.account,
          stays,
        }
      },
    },
    HeldData: {
      rows: (
        { all }: { all: readonly unknown[] },
        { first, skip }: { first?: number | null; skip?: number | null },
      ) => {
        const from = Math.max(skip ?? 0, 0)
        return all.slice(from, from + Math.min(Math.max(first ?? 20, 0), 100))
      },
    },
  }

  const download = async (ctx: Ctx, secret: string | undefined) => {
    const subject = await askersSubject(parts, ctx, parseInput(secretInput, secret, ctx.lang, 'secret'))
    limitAsking(ctx, 'take')
    const at = ctx.clock.now()
    await note(ctx, subject, 'EXPORT')
    return {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${ctx.city.slug}-my-data-${at.toISOString().slice(0, 10)}.zip"`,
        'cache-control': 'no-store',
      },
      body: Readable.from(exportPerson(parts, subject, at, ctx.city.slug).bytes),
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
  service: service && ctx.say(service),
  post,
  you: ctx.actor.kind === 'person' && ctx.actor.key === viewer,
})

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
