import DataLoader from 'dataloader'
import {
  boxAround,
  type FileLink,
  Files,
  Notifications,
  perRequest,
  type RecipientStanding,
  type WrittenTo,
} from '@vmeste/sdk'
import { sql, type ExpressionBuilder, type Selectable } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import { settingsOf } from '../settings.ts'
import type { ReportStatus } from '../life/report-status.ts'
import type { Derivation, WordsState } from '../storage/report.entity.ts'
import type { Corrected } from '../storage/correction.entity.ts'
import type { Tables } from '../storage/storage.ts'
import type { DraftTable, HistoryTable, StepKind } from '../storage/report-parts.entity.ts'
import { coversOf, type Covering } from '../publish/covers-of.ts'
import type { LookKind } from '../storage/public-words.entity.ts'
import { photosOf, type LinkedPhoto } from '../report/photos.ts'
import { audienceOf } from './viewer.ts'

type Step = Pick<
  Selectable<HistoryTable>,
  | 'id'
  | 'at'
  | 'status_from'
  | 'status_to'
  | 'actor'
  | 'actor_name'
  | 'department'
  | 'note'
  | 'note_state'
  | 'day'
  | 'rating'
  | 'public'
> & { readonly kind: StepKind | LookKind }

type Kept = Corrected & { readonly report: string; readonly step: string }

function makeLoaders(ctx: AppealsCtx) {
  const grouped = <Row extends { report: string }>(rows: readonly Row[]) => Map.groupBy(rows, (row) => row.report)
  return {
    photos: new DataLoader<string, readonly LinkedPhoto[]>(async (ids) => {
      const audience = audienceOf({ originals: ctx.can('appeals.original') })
      const photos = await photosOf(ctx, ids, () => audience)
      return ids.map((id) => photos.get(id)?.linked ?? [])
    }),
    othersPhotos: new DataLoader<string, FileLink | undefined>(async (files) => {
      const links = new Map((await ctx.use(Files).links(files, 'staff')).map((link) => [link.id, link]))
      return files.map((file) => links.get(file))
    }),
    history: new DataLoader<string, readonly Step[]>(async (ids) => {
      const rows = await ctx.db.read
        .selectFrom('history')
        .select([
          'report',
          'id',
          'at',
          sql<StepKind | LookKind>`kind`.as('kind'),
          'status_from',
          'status_to',
          'actor',
          'actor_name',
          'department',
          'note',
          'note_state',
          sql<string | null>`day::text`.as('day'),
          'rating',
          'public',
        ])
        .where('report', 'in', ids)
        .unionAll((eb) => looksAsSteps(eb, ids))
        .orderBy('at')
        .orderBy('id')
        .limit(5000)
        .execute()
      const byReport = grouped(rows)
      return ids.map((id) => byReport.get(id) ?? [])
    }),
    covers: new DataLoader<ReportRow, readonly Covering[], string>(
      async (rows) => {
        const covers = await coversOf(ctx, rows)
        return rows.map((row) => covers.get(row.id) ?? [])
      },
      { cacheKeyFn: (row) => row.id },
    ),
    derivation: new DataLoader<string, Derivation>(async (ids) => {
      const rows = await ctx.db.read.selectFrom('report').select(['id', 'derivation']).where('id', 'in', ids).execute()
      const byId = new Map(rows.map((row) => [row.id, row.derivation]))
      return ids.map((id) => byId.get(id) ?? {})
    }),
    corrections: new DataLoader<string, readonly Kept[]>(async (ids) => {
      const rows = await ctx.db.read
        .selectFrom('correction')
        .select(['report', 'step', 'part', 'before', 'after'])
        .where('report', 'in', ids)
        .orderBy('step')
        .limit(5000)
        .execute()
      const byReport = grouped(rows as readonly Kept[])
      return ids.map((id) => byReport.get(id) ?? [])
    }),
    drafts: new DataLoader<string, Pick<DraftTable, 'text' | 'photos' | 'updated_at'> | null>(async (ids) => {
      const rows = await ctx.db.read
        .selectFrom('draft')
        .select(['report', 'text', 'photos', 'updated_at'])
        .where('report', 'in', ids)
        .where('staff', '=', ctx.person().key)
        .execute()
      const byReport = new Map(rows.map((row) => [row.report, row]))
      return ids.map((id) => byReport.get(id) ?? null)
    }),
    standing: new DataLoader<WrittenTo, RecipientStanding, string>(
      (all) =>
        ctx
          .use(Notifications)
          .standings(all)
          .then((known) => [...known]),
      { cacheKeyFn: (to) => JSON.stringify(to), maxBatchSize: 500 },
    ),
    samePerson: new DataLoader<ReportRow, readonly ReportRow[], string>(
      (rows) =>
        others(ctx, rows, [
          ['actor_hash', sql`r.actor_hash = self.actor_hash`],
          ['person', sql`r.person = self.person`],
        ]),
      { cacheKeyFn: (row) => row.id },
    ),
    samePlace: new DataLoader<ReportRow, readonly ReportRow[], string>(
      (rows) => {
        const box = boxAround({ lat: ctx.city.centre.lat, lon: 0 }, settingsOf(ctx).duplicateRadius)
        const [high, wide] = [(box.north - box.south) / 2, box.east]
        return others(ctx, rows, [
          ['object', sql`r.object = self.object`],
          [
            'lat',
            sql`r.lat between self.lat - ${high} and self.lat + ${high} and r.lon between self.lon - ${wide} and self.lon + ${wide}`,
          ],
        ])
      },
      { cacheKeyFn: (row) => row.id },
    ),
  }
}

/** Who looked at what strangers see, in the columns of steps: both are told in one list. */
const looksAsSteps = (eb: ExpressionBuilder<Tables, never>, ids: readonly string[]) =>
  eb
    .selectFrom('look')
    .select([
      'report',
      'id',
      'at',
      sql<StepKind | LookKind>`kind`.as('kind'),
      sql<null>`null`.as('status_from'),
      sql<ReportStatus>`null`.as('status_to'),
      'actor',
      'actor_name',
      'department',
      'note',
      sql<WordsState>`'SHOWN'`.as('note_state'),
      sql<string | null>`null`.as('day'),
      sql<null>`null::smallint`.as('rating'),
      sql<boolean>`false`.as('public'),
    ])
    .where('report', 'in', ids)

const most = 10

/** A relation to other reports, and the column without which there is none. */
type Relation = readonly [column: keyof ReportRow, related: ReturnType<typeof sql>]

/** The newest ten other reports that stand in any of the relations to each of many. */
async function others(
  ctx: AppealsCtx,
  rows: readonly ReportRow[],
  relations: readonly Relation[],
): Promise<(readonly ReportRow[])[]> {
  const found = await Promise.all(
    relations.map(async ([column, related]) => {
      const ids = rows.filter((row) => row[column] !== null).map((row) => row.id)
      return ids.length > 0 ? relatedBy(ctx, ids, related) : []
    }),
  )
  const bySelf = Map.groupBy(found.flat(), (row) => row.of)
  return rows.map(({ id }) => {
    const once = new Map((bySelf.get(id) ?? []).map((row) => [row.id, row]))
    return [...once.values()].sort((a, b) => Number(b.created_at) - Number(a.created_at)).slice(0, most)
  })
}

/**
 * One relation, for all of them in one statement. Two relations joined by "or" would be looked for through the whole
 * past.
 */
const relatedBy = (ctx: AppealsCtx, ids: readonly string[], related: ReturnType<typeof sql>) =>
  ctx.db.read
    .selectFrom('report as self')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('report as r')
          .selectAll('r')
          .select([
            sql<string | null>`r.planned_for::text`.as('planned_day'),
            sql<string | null>`r.asked_for::text`.as('asked_day'),
          ])
          .whereRef('r.id', '<>', 'self.id')
          .where(sql<boolean>`${related}`)
          .orderBy('r.created_at', 'desc')
          .limit(most)
          .as('other'),
      (join) => join.onTrue(),
    )
    .selectAll('other')
    .select(['self.id as of', 'other.planned_day as planned_for', 'other.asked_day as asked_for'])
    .where('self.id', 'in', ids)
    .execute()

export const { of: loadersOf, forget: forgetLoaded } = perRequest(makeLoaders)
