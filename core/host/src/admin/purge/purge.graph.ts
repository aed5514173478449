import { readFileSync } from 'node:fs'
import { createGzip } from 'node:zlib'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { Problem, uuidv7, type Ctx, type Plugin, type ResolverMap, type Route, type Text } from '@vmeste/sdk'
import { actorKey, scopeOfCtx } from '../../city/module-ctx.ts'
import type { RequestScope } from '../../city/request-scope.ts'
import type { ErasureBook } from '../../operations/erasures/erasure-book.ts'
import type { Unwritten } from '../../operations/erasures/spread-erasures.ts'
import { unwrittenWords } from '../../operations/erasures/unwritten-words.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { moduleUnknown } from '../../problems/modules.ts'
import { flushOutbox } from '../../storage/flush-outbox.ts'
import { inCity } from '../../storage/in-city.ts'
import { exportModule } from '../../operations/purge/export-module.ts'
import { countModule, purgeModule, type PurgeParts } from '../../operations/purge/purge-module.ts'

const typeDefs = readFileSync(new URL('./purge.graphql', import.meta.url), 'utf8')

const moduleStillOn = () =>
  new Problem(
    'MODULE_STILL_ON',
    {
      ru: 'Сначала выключите модуль: удалить можно только то, чем никто не пользуется.',
      be: 'Спачатку выключыце модуль: выдаліць можна толькі тое, чым ніхто не карыстаецца.',
      en: 'Please switch the module off first: only what nobody uses can be deleted.',
    },
    { kind: 'conflict' },
  )
const exportFirst = () =>
  new Problem(
    'EXPORT_FIRST',
    {
      ru: 'Сначала выгрузите данные или подтвердите, что выгрузка не нужна.',
      be: 'Спачатку выгрузіце даныя або пацвердзіце, што выгрузка не патрэбная.',
      en: 'Please export the data first, or confirm that no export is needed.',
    },
    { path: 'digest' },
  )

export const withoutExport: Text = { ru: 'без выгрузки', be: 'без выгрузкі', en: 'without export' }
const partMs = 4_000
const hourMs = 3_600_000

export interface PurgeGraphParts {
  readonly registry: PluginRegistry
  readonly pool: pg.Pool
  poolOf(unit: string): pg.Pool
  /** The platform itself at work in a city. */
  systemScope(city: number, name: string): RequestScope
  readonly wake: () => void
  readonly erasures: ErasureBook
}

/** Export and deletion of what a module holds in a city: two acts, and the second rests on the first. */
export function purgeGraph(parts: PurgeGraphParts): CoreGraph & { readonly routes: readonly Route[] } {
  const partsOf = (ctx: Ctx, id: string): PurgeParts => {
    const { registry, pool, systemScope } = parts
    const plugin = registry.installed.get(id)
    if (!plugin) throw moduleUnknown(id)
    const scope = systemScope(ctx.city.id, 'purge')
    return {
      plugin,
      core: pool,
      own: scope.ctx(plugin),
      keepers: registry.always.map((keeper) => ({ plugin: keeper, ctx: scope.ctx(keeper) })),
    }
  }
  const requireOff = (ctx: Ctx, { id }: Plugin): void => {
    if (scopeOfCtx(ctx).snapshot.enabled.has(id)) throw moduleStillOn()
  }
  const lastExport = async (ctx: Ctx, module: string) => {
    const {
      rows: [row],
    } = await parts.pool.query<{ at: Date; rows: number; digest: string }>(
      'select at, rows, digest from core.module_export where city = $1 and module = $2 and at > $3',
      [ctx.city.id, module, new Date(ctx.clock.now().getTime() - hourMs)],
    )
    return row
  }
  const resolvers: ResolverMap = {
    Query: {
      modulePurgePlan: async (_source: unknown, { module }: { module: string }, ctx: Ctx) => {
        const parts = partsOf(ctx, module)
        requireOff(ctx, parts.plugin)
        return {
          __typename: 'ModulePurgePlan',
          module,
          title: ctx.say(parts.plugin.title),
          ...(await countModule(parts)),
          export: (await lastExport(ctx, module)) ?? null,
          withoutExport: ctx.say(withoutExport),
        }
      },
    },
    Mutation: {
      purgeModule: async (
        _source: unknown,
        {
          module,
          digest,
          withoutExport: words,
        }: { module: string; digest?: string | null; withoutExport?: string | null },
        ctx: Ctx,
      ) => {
        const parts = partsOf(ctx, module)
        requireOff(ctx, parts.plugin)
        const said = words?.trim().toLowerCase()
        const allowed = said
          ? Object.values(withoutExport).includes(said)
          : digest && (await lastExport(ctx, module))?.digest === digest
        if (!allowed) throw exportFirst()
        const part = await purgeModule(parts, partMs)
        const later = unwrittenWords(await note(ctx, module, part, said ? null : (digest ?? null)))
        return { __typename: 'ModulePurged', ...part, unwritten: later ? ctx.say(later) : null }
      },
    },
  }
  /**
   * One line of history and one event for each part that took anything away: who stops in between has left a trace too.
   */
  const note = async (
    ctx: Ctx,
    module: string,
    part: { deleted: number; done: boolean },
    digest: string | null,
  ): Promise<readonly Unwritten[]> => {
    if (part.deleted === 0 && !part.done) return []
    const { pool, wake, erasures } = parts
    await inCity(pool, ctx.city.id, async (client) => {
      const at = ctx.clock.now()
      const subject = `core:Module:${module}`
      const event = { id: uuidv7(), type: 'core.module.purged@1', subject, data: { module, ...part }, at }
      const line = { action: 'core.modules.purge', subject, detail: { module, ...part, export: digest }, at }
      await client.query(flushOutbox({ events: part.done ? [event] : [], audits: [line], by: actorKey(ctx.actor) }))
      if (part.done) await erasures.record(client, { kind: 'module', module, city: ctx.city.slug })
      // secrets among them; whoever switches it on again begins anew
      if (part.done)
        await client.query(`update core.city_module set settings = '{}' where city = $1 and module = $2`, [
          ctx.city.id,
          module,
        ])
    })
    wake()
    return part.done ? erasures.spread() : []
  }

  const download: Route = {
    method: 'GET',
    path: '/modules/:module/export',
    permission: 'core.modules.purge',
    handle: async (ctx, { params }) => {
      const { plugin } = partsOf(ctx, params['module'] ?? '')
      const at = ctx.clock.now()
      const { lines, done } = exportModule({
        from: parts.poolOf(plugin.storage ? plugin.id : 'core'),
        plugin,
        city: ctx.city,
        at,
      })
      const body = createGzip()
      // the answer ends when the record of it stands: whoever has the last line may rest a deletion on it
      void pipeline(
        Readable.from(
          recorded(lines, done, async ({ digest, rows }) => {
            await parts.pool.query(
              `insert into core.module_export (city, module, digest, rows, by, at) values ($1, $2, $3, $4, $5, $6)
           on conflict (city, module) do update set digest = excluded.digest, rows = excluded.rows, by = excluded.by, at = excluded.at`,
              [ctx.city.id, plugin.id, digest, rows, actorKey(ctx.actor), at],
            )
          }),
        ),
        body,
      ).catch((error: unknown) => {
        body.destroy(error as Error)
      })
      return {
        headers: {
          'content-type': 'application/gzip',
          'content-disposition': `attachment; filename="${ctx.city.slug}-${plugin.id}-${at.toISOString().slice(0, 10)}.jsonl.gz"`,
          'cache-control': 'no-store',
        },
        body,
      }
    },
  }
  return { typeDefs, resolvers, routes: [download] }
}

async function* recorded(
  lines: AsyncIterable<string>,
  done: Promise<{ digest: string; rows: number }>,
  record: (made: { digest: string; rows: number }) => Promise<void>,
): AsyncGenerator<string> {
  yield* lines
  await record(await done)
}
